/* The search needs the theme's script, its worker and the index: much more than a lesson weighs. They are asked for when
   somebody reaches for the search, and not before. */
(() => {
  "use strict";
  const { search } = document.currentScript.dataset;
  const box = document.querySelector("[data-md-component=search]");
  if (!box || !search) return;
  const reached = ["pointerover", "focusin"];

  const load = () => {
    for (const event of reached) box.removeEventListener(event, load);
    const script = document.createElement("script");
    script.src = search;
    document.body.append(script);
  };

  for (const event of reached) box.addEventListener(event, load);
})();
