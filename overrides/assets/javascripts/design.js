/* The page that shows every part: the quiz's own script answers the samples, so that their states are those of lessons. */
(() => {
  "use strict";
  const told = document.querySelector("[data-answers]");
  if (!told) return;
  // What is answered here is nobody's answer.
  window.courseMemory.keep = () => {};
  for (const entry of document.querySelectorAll("[data-done]")) entry.style.setProperty("--done", entry.dataset.done);

  const type = (control, value) => {
    if (control.matches("[type=radio], [type=checkbox]")) control.checked = control.value === value;
    else control.value = value;
  };

  /* Fills in chosen ids, what was typed, or a value for each part. */
  const fill = (question, answer) => {
    for (const [id, value] of Object.entries(Array.isArray(answer) ? {} : answer)) {
      for (const control of question.querySelectorAll(`[data-part="${id}"] :is(input, select)`)) type(control, value);
    }
    for (const value of Array.isArray(answer) ? answer : []) {
      const chosen = question.querySelector(`[data-option] [value="${value}"]`);
      if (chosen) chosen.checked = true;
      else type(question.querySelector("[data-part] input, textarea"), value);
    }
    const rows = [...question.querySelectorAll("[data-order] > *")];
    rows.sort((one, other) => one.querySelector("select").value - other.querySelector("select").value);
    rows[0]?.parentNode.append(...rows);
  };

  customElements.whenDefined("course-quiz").then(() => {
    const quiz = told.parentElement.querySelector("course-quiz");
    for (const [id, { state, answer }] of Object.entries(JSON.parse(told.textContent))) {
      const question = document.getElementById(`q-${id}`);
      if (answer) fill(question, answer);
      quiz[{ hint: "do_hint", skip: "do_skip" }[state] ?? "do_check"](question);
    }
    quiz.sum();
    told.parentElement.dataset.ready = "";
  });
})();
