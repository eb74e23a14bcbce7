/* The switch "Remember on this device", and in words how things stand (memory.js does the work). */
(() => {
  "use strict";
  const root = document.querySelector("[data-memory]");
  if (!root) return;
  const memory = window.courseMemory;
  const words = courseWords.remember;
  const box = root.querySelector("[data-remember]");
  const said = root.querySelector("[data-memory-state]");
  let was = memory.on;

  const show = () => {
    const text = words[memory.on ? memory.trouble || "on" : was ? "deleted" : "off"];
    was ||= memory.on;
    box.checked = memory.on;
    if (said.textContent !== text) said.textContent = text; // each state is said once
  };

  box.addEventListener("change", () => memory.turn(box.checked));
  document.addEventListener("course:memory", show);
  show();
  root.querySelector("[data-plain]").hidden = true;
  root.querySelector("[data-tools]").hidden = false;
})();
