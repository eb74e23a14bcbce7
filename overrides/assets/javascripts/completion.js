/* The note of what was done: ticks what the device remembers, fills in the day, prints. The name is emptied when the page is
   left, and kept nowhere. */
(() => {
  "use strict";
  const root = document.querySelector("[data-completion]");
  if (!root) return;
  const memory = window.courseMemory;
  const name = root.querySelector("input[type=text]");

  /* Done: every question that counts has an answer, as it is asked now; without questions, the lesson was opened. */
  const isDone = ({ dataset: { tick, items } }) => {
    const revisions = items.split(" ").filter(Boolean);
    if (!revisions.length) return tick in memory.state.lessons;
    return memory.pure.answered(memory.state, tick, revisions) === revisions.length;
  };

  /* A tick that the reader sets or takes away stays as it is. */
  const touched = new Set();
  const show = () => {
    for (const box of root.querySelectorAll("[data-tick]")) if (!touched.has(box)) box.checked = isDone(box);
  };

  root.addEventListener("change", ({ target }) => touched.add(target));
  root.addEventListener("click", ({ target }) => target.closest("[data-do=print]") && window.print());
  document.addEventListener("course:memory", show);
  window.addEventListener("pagehide", () => (name.value = ""));
  name.setAttribute("writingsuggestions", "false"); // such suggestions may send text away
  root.querySelector("[data-date]").textContent = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  root.querySelector("[data-tools]").hidden = false;
  show();
})();
