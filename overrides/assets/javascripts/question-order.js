/* A sequence: a point for each item in its place. Buttons move the rows, and the hidden selects follow them; before the
   first move these are empty, so an order that nobody made is no answer. */
(() => {
  const rowsOf = (question) => [...question.querySelectorAll("[data-part]")];
  const selectIn = (row) => row.querySelector("select");
  const mixed = new WeakMap(); // the rows of a question as they came

  const neighbour = (button) => button.closest("[data-part]")[`${button.dataset.move}ElementSibling`];
  /* Not `disabled`: that would take the focus from a row which has arrived at the end. */
  const markEnds = (question) => {
    for (const button of question.querySelectorAll("[data-move]")) button.setAttribute("aria-disabled", !neighbour(button));
  };

  /* In the question's one live region, which other scripts fill as well; nothing to be seen. */
  const say = (question, text) => {
    const region = question.querySelector("[role=status]");
    let said = region.querySelector("[data-said]");
    if (!said) {
      said = document.createElement("p");
      said.className = "hidden";
      said.dataset.said = "";
      region.append(said);
    }
    said.textContent = text;
  };

  const move = (question, button) => {
    const row = button.closest("[data-part]");
    const other = neighbour(button);
    if (!other) return;
    // The other row is the one that leaves its place: this one holds the focus.
    row[button.dataset.move === "next" ? "before" : "after"](other);
    const rows = rowsOf(question);
    rows.forEach((one, index) => (selectIn(one).value = index + 1));
    markEnds(question);
    button.scrollIntoView({ block: "nearest" });
    const values = { text: row.querySelector("[data-text]").textContent, place: rows.indexOf(row) + 1 };
    say(question, row.parentNode.dataset.moved.replace(/\{(\w+)\}/g, (_, name) => values[name]));
  };

  (window.courseQuestions ||= {}).order = {
    uses: "parts",
    start(question) {
      mixed.set(question, rowsOf(question));
      for (const row of rowsOf(question)) {
        const moves = question.querySelector("[data-moves]").content.cloneNode(true);
        const text = row.querySelector("[data-text]").textContent;
        for (const button of moves.querySelectorAll("button")) button.ariaLabel = button.ariaLabel.replace("{text}", () => text);
        selectIn(row).hidden = true;
        selectIn(row).after(moves);
      }
      markEnds(question);
      question.addEventListener("click", ({ target }) => {
        const button = target.closest("[data-move]");
        if (button) move(question, button);
      });
    },
    clear(question) {
      const rows = mixed.get(question) ?? rowsOf(question);
      for (const row of rows) {
        row.dataset.mark = selectIn(row).value = "";
        selectIn(row).disabled = false;
      }
      rows[0].parentNode.append(...rows);
      markEnds(question);
    },
  };
})();
