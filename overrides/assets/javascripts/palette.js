/* Light or dark: one button. Without a choice the page follows the system; only the choice itself is written, in the form
   that Material's inline reader (partials/javascripts/palette.html) applies before the first paint. */
(() => {
  "use strict";
  const button = document.querySelector("[data-palette]");
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");

  /* Pure: what is written for a choice. */
  const chosen = (dark) => ({
    index: dark ? 1 : 0,
    color: { media: "", scheme: dark ? "slate" : "default", primary: "", accent: "" },
  });

  const isDark = () => {
    const scheme = document.body.dataset.mdColorScheme;
    return scheme ? scheme === "slate" : system.matches;
  };
  const show = () => button.setAttribute("aria-pressed", isDark());

  button.addEventListener("click", () => {
    const palette = chosen(!isDark());
    document.body.dataset.mdColorScheme = palette.color.scheme;
    window.__md_set?.("__palette", palette);
    show();
  });
  system.addEventListener("change", show);
  show();
  button.hidden = false;
})();
