/* Light or dark: one button. Without a choice the page follows the system; only the choice itself is written, where the
   inline reader (partials/javascripts/frame.html) finds it before the first paint. */
(() => {
  "use strict";
  const button = document.querySelector("[data-palette]");
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const KEY = "course-palette";

  const isDark = () => {
    const scheme = document.documentElement.dataset.mdColorScheme;
    return scheme ? scheme === "slate" : system.matches;
  };
  const show = () => button.setAttribute("aria-pressed", isDark());

  button.addEventListener("click", () => {
    const scheme = (document.documentElement.dataset.mdColorScheme = isDark() ? "default" : "slate");
    try {
      localStorage.setItem(KEY, scheme);
    } catch {} // then it holds for this page
    show();
  });
  system.addEventListener("change", show);
  show();
  button.hidden = false;
})();
