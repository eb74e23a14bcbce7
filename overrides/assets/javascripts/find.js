/* Starts the theme's search. Its script looks for its settings in the page; of what it could keep on a device the search
   uses nothing, and gets no way to do so. */
(() => {
  "use strict";
  const { style, script, worker, said } = courseWords.find;
  const root = new URL("../../", document.currentScript.src);
  const from = (address) => new URL(address, root).href;
  const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));

  document.querySelector("[data-find]").insertAdjacentHTML("beforeend", said.output);
  window.__md_get = window.__md_set = window.__md_hash = () => null;
  add("link", { rel: "stylesheet", href: from(style) });
  const settings = { base: root.href, features: [], translations: said.words, search: from(worker) };
  add("script", { id: "__config", type: "application/json", textContent: JSON.stringify(settings) });
  add("script", { src: from(script) });
})();
