/* The search needs the theme's script, its worker and the index: much more than a lesson weighs. They are asked for when
   somebody reaches for the search, and not before. */
(() => {
  "use strict";
  const { search } = document.currentScript.dataset;
  const box = document.querySelector("[data-md-component=search]");
  if (!box || !search) return;
  const load = () => {
    const script = document.createElement("script");
    script.src = search;
    document.body.append(script);
  };
  box.addEventListener("focusin", load, { once: true });
})();
