/* The way through a path, on each of its pages: loaded where the address holds a path (partials/javascripts/frame.html), which
   is all that is known of it. */
(() => {
  "use strict";
  const { words, places } = courseWords["route-bar"];
  const home = new URL("../../", document.currentScript.src);
  const path = /[?&]path=([^&]*)/.exec(location.search)[1];
  const at = Number(/[?&]at=(\d+)/.exec(location.search)?.[1]);
  const codes = path.split(";")[0].replace(/^1\./, "").split("-");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const title = () => {
    try {
      return decodeURIComponent((path.split(";")[1] ?? "").replaceAll("_", "%20"));
    } catch {
      return "";
    }
  };

  /* The nearest part on one side that is there. */
  const next = (step) => {
    let place = at - 1 + step;
    while (codes[place] && !places[codes[place]]) place += step;
    return codes[place] ? place : -1;
  };

  const make = (tag, name, ...inside) => {
    const made = document.createElement(tag);
    made.className = name;
    made.append(...inside);
    return made;
  };

  const link = (place, label, name) => {
    const [text, address] = places[codes[place]];
    const [page, anchor] = address.split("#");
    const made = make("a", name, make("span", "eyebrow", label), " ", make("b", "", text));
    made.href = new URL(`${page}?path=${path}&at=${place + 1}${anchor ? `#${anchor}` : ""}`, home).href;
    return made;
  };

  const back = () => {
    const made = make("a", "", words.back);
    made.href = new URL(`${places[""][1]}#${path}`, home).href;
    const where = fill(words.part, { at, of: codes.length });
    return make("p", "eyebrow", made, ` · ${title() || words.untitled} · ${where}`);
  };

  const ways = () => {
    const [before, after] = [next(-1), next(1)];
    const links = before < 0 ? [] : [link(before, words.previous, "")];
    if (after >= 0) links.push(link(after, words.next, "neighbours__next"));
    return make("div", "neighbours", ...links);
  };

  const bar = (name, ...inside) => {
    const made = make("nav", "to-paper", ...inside);
    made.setAttribute("aria-label", name);
    return made;
  };

  const start = () => {
    const body = document.querySelector(".page__body");
    if (!places[codes[at - 1]]) return;
    body.querySelector(":scope > .neighbours")?.remove(); // one way onward is enough
    body.prepend(bar(words.title, back()));
    body.append(bar(words.end, back(), ways()));
  };

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
