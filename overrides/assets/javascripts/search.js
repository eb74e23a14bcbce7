/* The search needs the theme's script, its worker and the index: much more than a lesson weighs. They are asked for when
   somebody reaches for the search, and not before; find.js knows what they are. */
(() => {
  "use strict";
  const { find } = document.currentScript.dataset;
  const box = document.querySelector("[data-md-component=search]");
  if (!box || !find) return;
  const load = () => {
    const script = document.createElement("script");
    script.src = find;
    document.body.append(script);
  };
  box.addEventListener("focusin", load, { once: true });
})();
