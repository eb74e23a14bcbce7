/* "Leave this site": the link works without script. With it the page's content is gone in the same frame, before the
   network answers, and this page drops out of Back. Also on Shift pressed three times alone; never on Escape, which
   stops loading. Earlier pages stay in the history: the page says so. */
(() => {
  "use strict";
  const PRESSES = 3;
  const WINDOW_MS = 5000; // between presses, as in the GOV.UK component
  const PATIENCE_MS = 10000; // then a failed navigation must not leave an empty page without a way on

  let off = false; // the shortcut
  let gone = false;
  const status = document.querySelector("[data-exit-status]");
  if (!status) return;
  const words = courseWords.exit;
  const key = `course:${status.dataset.course}:shortcut`;

  /* Leaving. */

  const forget = () => {
    for (const field of document.querySelectorAll("input, textarea, select")) field.value = "";
    try {
      sessionStorage.clear();
    } catch {} // blocked storage holds nothing
  };

  /* All that the page then holds: one line. */
  const replacePage = (content) => {
    const line = document.createElement("p");
    line.className = "exit-page";
    line.append(content);
    document.body.replaceChildren(line);
    return line;
  };

  const showReturn = () => {
    const link = document.createElement("a");
    link.href = status.dataset.home;
    link.target = "_self"; // in a frame, embed.js leads other links out of it
    link.textContent = words.return;
    replacePage(link);
  };

  const leave = (href) => {
    gone = true;
    forget();
    replacePage(words.loading).setAttribute("role", "alert");
    document.title = words.title;
    window.addEventListener("pageshow", showReturn);
    setTimeout(showReturn, PATIENCE_MS);
    try {
      top.location.replace(href);
    } catch {
      location.replace("about:blank"); // a frame that may not lead the page around it away
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-exit]");
    if (!link) return;
    event.preventDefault();
    leave(link.href);
  });

  /* The shortcut. */

  /* Pure: presses counted after a key event; `alone` says whether Shift was held without anything else. */
  const press = (count, alone) => (alone ? count + 1 : 0);

  let count = 0;
  let alone = false;
  let timer;

  /* Shows a text, or none, and takes it away after the time in which a press counts. */
  const reset = (text = "") => {
    clearTimeout(timer);
    count = 0;
    status.textContent = text;
    if (text) timer = setTimeout(reset, WINDOW_MS);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") alone = false;
    else if (!event.repeat) alone = !event.ctrlKey && !event.altKey && !event.metaKey;
  });
  for (const pointer of ["pointerdown", "wheel"]) document.addEventListener(pointer, () => (alone = false), { passive: true });
  document.addEventListener("keyup", (event) => {
    if (off || gone) return;
    count = press(count, event.key === "Shift" && alone);
    if (count === PRESSES) return leave(document.querySelector("a[data-exit]").href);
    if (!count) return reset();
    clearTimeout(timer);
    timer = setTimeout(reset, WINDOW_MS, words.expired);
    status.textContent = words.press[count - 1];
  });

  /* Its switch, on the help page. Only switching off writes anything, for this tab alone, and leaving clears it; with the
     device's memory on (memory.js) it lives there instead. */
  const memory = window.courseMemory;
  const boxes = [...document.querySelectorAll("[data-exit-shortcut]")];

  const keep = () => {
    if (memory.on) memory.setShortcut(off ? "off" : "on");
    try {
      if (off && !memory.on) sessionStorage.setItem(key, "off");
      else sessionStorage.removeItem(key);
    } catch {} // then it holds for this page
  };

  const show = () => {
    for (const box of boxes) box.checked = !off;
  };

  /* The memory was switched or changed, perhaps by another tab. */
  const follow = ({ detail } = {}) => {
    const known = memory.on && memory.state.shortcut;
    if (known || detail === "cleared") off = known === "off";
    else if (off) keep();
    show();
  };

  try {
    off = sessionStorage.getItem(key) === "off";
  } catch {}
  follow();
  document.addEventListener("course:memory", follow);
  for (const box of boxes) {
    box.closest("[hidden]")?.removeAttribute("hidden");
    box.addEventListener("change", () => {
      off = !box.checked;
      reset();
      keep();
    });
  }
})();
