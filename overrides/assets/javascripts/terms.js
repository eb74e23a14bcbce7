/* Definitions of terms: a box beside the term on hover, keyboard focus or tap (WCAG 1.4.13: it can be hovered, Escape
   dismisses it, it stays). Without script, or without the Popover API, the term is a plain link to the glossary. */
(() => {
  "use strict";
  const OPEN_MS = 200; // a pointer that only passes opens nothing
  const CLOSE_MS = 250; // time to move from the term to the box
  const GAP = 6;
  const MARGIN = 8;

  const box = document.querySelector("#definition");
  if (!box || !box.showPopover) return;
  const [words, entry] = box.children;
  box.popover = "manual";
  box.hidden = false;

  /* Pure: where a box of `size` goes beside a term, in the window's coordinates; below it if it fits, else above. */
  const place = (term, size, view) => {
    const start = view.rtl ? term.right - size.width : term.left;
    const left = Math.max(MARGIN, Math.min(start, view.width - size.width - MARGIN));
    const below = term.bottom + GAP;
    const above = term.top - GAP - size.height;
    return { left, top: below + size.height > view.height && above > view.top ? above : below };
  };

  let shown = null;
  let timer;
  let touched = false;

  const later = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };

  const close = () => {
    clearTimeout(timer);
    if (!shown) return;
    if (box.contains(document.activeElement)) shown.focus(); // else focus would be lost with the box
    box.hidePopover();
    shown.removeAttribute("aria-describedby");
    shown = null;
  };

  const open = (term) => {
    clearTimeout(timer);
    if (shown === term) return;
    close();
    shown = term;
    words.textContent = term.dataset.definition;
    entry.href = term.href;
    term.after(box); // next in reading and Tab order
    term.setAttribute("aria-describedby", words.id);
    box.style.left = box.style.top = "0"; // at full width, to be measured
    box.showPopover();
    const page = document.documentElement;
    const header = document.querySelector("header");
    const view = {
      width: page.clientWidth,
      height: page.clientHeight,
      top: header ? header.getBoundingClientRect().bottom : 0,
      rtl: getComputedStyle(term).direction === "rtl",
    };
    const { left, top } = place(term.getBoundingClientRect(), box.getBoundingClientRect(), view);
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  };

  const termOf = (target) => target?.closest?.("a.term[data-definition]");
  const belongs = (target) => shown && (termOf(target) === shown || box.contains(target));

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "mouse") return;
    const term = termOf(target);
    if (belongs(target)) clearTimeout(timer);
    else if (term) later(() => open(term), OPEN_MS);
    else later(() => belongs(document.activeElement) || close(), CLOSE_MS);
  });
  document.addEventListener("focusin", ({ target }) => {
    const term = termOf(target);
    if (term && term.matches(":focus-visible")) open(term);
    else if (!belongs(target)) close();
  });
  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    touched = pointerType !== "mouse";
    if (!belongs(target)) close();
  });
  document.addEventListener("click", (event) => {
    const term = termOf(event.target);
    // `detail` is 0 when a key or assistive technology clicks: that always goes to the glossary.
    if (!term || !touched || !event.detail || term === shown) return;
    event.preventDefault();
    open(term);
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  window.addEventListener("resize", close);
})();
