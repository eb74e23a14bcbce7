/* The search needs the theme's script, its worker and the index: much more than a lesson weighs. They are asked for when
   somebody reaches for the search, and not before; find.js knows what they are. */
(() => {
  "use strict";
  const box = document.querySelector("[data-find]");
  if (!box) return;
  const load = () => {
    const script = document.createElement("script");
    script.src = box.dataset.find;
    document.body.append(script);
  };
  box.addEventListener("focusin", load, { once: true });
})();
