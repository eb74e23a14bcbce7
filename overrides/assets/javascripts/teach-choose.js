/* Filters the educators' list of lessons. Without script the whole list stands there. */
(() => {
  "use strict";
  const root = document.querySelector("[data-choose]");
  if (!root) return;
  const filters = root.querySelector("[data-filters]");
  const choices = [...filters.querySelectorAll("[data-by]")];
  const found = root.querySelector("[data-found]");
  const groups = [...root.querySelectorAll("[data-group]")].map((group) => ({
    group,
    items: [...group.querySelectorAll("li, [data-item]")],
  }));

  const columns = root.querySelectorAll("[data-column]");

  const fits = (item) =>
    choices.every(({ value, dataset }) => !value || (item.dataset[dataset.by] ?? "").split(" ").includes(value));

  const show = () => {
    let [count, of] = [0, 0];
    for (const { group, items } of groups) {
      for (const item of items) item.hidden = !fits(item);
      const left = items.filter((item) => !item.hidden).length;
      group.hidden = !left;
      count += left;
      of += items.length;
    }
    const framework = choices.find(({ dataset }) => dataset.by === "frameworks")?.value;
    for (const cell of columns) cell.hidden = framework && cell.dataset.column !== framework;
    const values = { count, of };
    found.textContent = found.dataset.found.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };

  for (const choice of choices) choice.addEventListener("change", show);
  filters.querySelector("[data-reset]").addEventListener("click", () => {
    for (const choice of choices) choice.value = "";
    show();
  });
  for (const choice of choices) choice.value = "";
  show();
  filters.hidden = false;
})();
