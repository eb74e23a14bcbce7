/* A plan to fit one's own hour: minutes can be changed, the times of the clock follow. Nothing is stored or sent. */
(() => {
  "use strict";
  const root = document.querySelector("[data-fit]");
  if (!root) return;
  const length = root.querySelector("[data-length]");
  const start = root.querySelector("[data-start]");
  const sum = root.querySelector("[data-sum]");
  const DAY = 24 * 60;
  const rows = [...root.querySelectorAll("[data-of]")].map((row) => ({
    row,
    of: row.dataset.of.trim().split(" ").map(Number),
    at: row.querySelector("[data-at]"),
    minutes: row.querySelector("[data-minutes]"),
  }));

  const clock = (minute) =>
    [Math.floor((minute % DAY) / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
  const read = (field) => Math.max(0, Math.round(Number(field.value)) || 0);

  const show = () => {
    const [hours, minutes] = (start.value || "00:00").split(":").map(Number);
    const begin = hours * 60 + minutes;
    let now = begin;
    for (const { row, at, minutes } of rows) {
      const lasts = read(minutes);
      at.textContent = lasts ? clock(now) : "–";
      row.toggleAttribute("data-out", !lasts);
      now += lasts;
    }
    const values = { minutes: now - begin, start: clock(begin), end: clock(now) };
    sum.textContent = sum.dataset.sum.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };

  const fill = () => {
    for (const { of, minutes } of rows) minutes.value = of[length.value];
    root.removeAttribute("data-changed");
    show();
  };

  const changed = () => {
    root.setAttribute("data-changed", "");
    show();
  };

  length.addEventListener("change", fill);
  start.addEventListener("change", changed);
  for (const { minutes } of rows) minutes.addEventListener("change", changed);
  root.querySelector("[data-reset]").addEventListener("click", fill);
  // A browser that brings a page back fills its fields with what stood there.
  length.selectedIndex = 0;
  fill();
  root.hidden = false;
})();
