/* What is remembered as a file: saved, or read and, once the reader has seen what is in it, added. A file replaces nothing. */
(() => {
  "use strict";
  const root = document.querySelector("[data-memory-file]");
  if (!root) return;
  const memory = window.courseMemory;
  const words = JSON.parse(root.dataset.words);
  const [field, said, offer] = ["input", "[data-said]", "[data-offer]"].map((part) => root.querySelector(part));
  const LARGEST = 2 ** 20; // bytes; what we save ourselves is far smaller
  let found = null;

  const say = (text) => (said.textContent = text);
  const counts = ({ lessons, items, terms }) =>
    Object.fromEntries(Object.entries({ lessons, items, terms }).map(([part, all]) => [part, Object.keys(all).length]));

  const end = (text) => {
    found = null;
    field.value = "";
    field.focus(); // the buttons that had it go
    offer.hidden = true;
    say(text);
  };

  const actions = {
    save() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([memory.export()], { type: "application/json" }));
      link.download = root.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    },
    add() {
      memory.add(found);
      end(words.added);
    },
    leave: () => end(words.left),
  };

  field.addEventListener("change", async () => {
    const file = field.files[0];
    if (!file) return;
    const { state, trouble, course } = memory.pure.parse(file.size <= LARGEST ? await file.text() : "");
    if (trouble || course !== memory.course) return end(words[trouble === "future" ? trouble : "unreadable"]);
    found = state;
    say(words.holds.replace(/\{(\w+)\}/g, (_, part) => counts(state)[part]));
    offer.hidden = false;
    offer.querySelector("button").focus();
  });
  root.addEventListener("click", ({ target }) => actions[target.closest("[data-do]")?.dataset.do]?.());

  const show = () => {
    root.hidden = !memory.on;
  };
  document.addEventListener("course:memory", show);
  show();
})();
