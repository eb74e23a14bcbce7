/* The view for frames, loaded where the address says ?embed=1 or holds a path (partials/javascripts/frame.html): a page without the site's
   navigation, and with &part=<anchor> one part of it. Tells the page around it how high it is. Works alike when there is no
   frame. Until it has run, nothing is shown. */
(() => {
  "use strict";
  const { words, bar } = courseWords.embed;
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const anchor = query.get("part");
  if (query.get("embed") !== "1") {
    /* A path in the address: another script shows the way through it. */
    const script = document.createElement("script");
    script.src = new URL(bar, document.currentScript.src);
    document.head.append(script);
    delete root.dataset.embed;
    return;
  }
  const WHOLE = "[data-mode=check], [data-type=scenario]"; // of these a part alone makes no sense

  /* The address of the full page, or of a place on it. */
  const full = (hash) => {
    const address = new URL(location.href);
    for (const name of ["embed", "part"]) query.delete(name);
    address.search = query;
    address.hash = hash;
    return address.href;
  };

  /* Parts. */

  const levelOf = (element) => Number(/^H([1-6])$/.exec(element.tagName)?.[1] ?? 7);

  /* A heading with what stands below it, up to the next one of its level. */
  const under = (heading) => {
    const found = [heading];
    let next = heading.nextElementSibling;
    for (; next && levelOf(next) > levelOf(heading); next = next.nextElementSibling) found.push(next);
    return found;
  };

  /* The elements of the part with an anchor; none if there is no such part. */
  const partOf = (id) => {
    let found = document.getElementById(id);
    if (found && !found.firstChild) found = found.parentElement; // an anchor that the part had earlier
    found = found?.closest(WHOLE) ?? found;
    if (!found?.closest(".page__body")) return [];
    if (levelOf(found) > 6) return [found];
    const section = found.closest("[aria-labelledby]");
    return section?.getAttribute("aria-labelledby") === found.id ? [section] : under(found);
  };

  const showPart = (part) => {
    const heading = part[0]?.matches("h3") ? part[0] : part[0]?.querySelector("h2, h3");
    if (heading?.matches("h3")) heading.setAttribute("aria-level", 2); // only the lesson's name stands above it
    for (const element of [document.querySelector("#content"), ...part]) {
      element.dataset.embedPart = "";
      let around = element;
      do {
        around = around.parentElement;
        around.dataset.embedPath = "";
        if (around.matches("details")) around.open = true;
      } while (!around.matches(".page__body"));
    }
  };

  /* Words and links. */

  const line = (text) => {
    const made = document.createElement("p");
    made.className = "embed-note";
    made.textContent = text;
    return made;
  };

  const frame = () => {
    const link = document.createElement("a");
    const isLesson = document.querySelector("[data-lesson]")?.dataset.lesson;
    link.className = "embed-full";
    link.href = full(anchor ?? "");
    link.textContent = isLesson ? words.lesson : words.page;
    document.querySelector(".exit").before(link);
    document.querySelector("[data-memory] > p")?.after(line(words.memory));
    document.querySelector("[data-exit-status]").dataset.home = location.href;
    const base = document.createElement("base");
    base.target = "_top";
    document.head.prepend(base);
  };

  /* Links to what is shown stay in the frame; to what is not, they lead to the full page. */
  const aim = (link) => {
    if (!link.hash || link.href.split("#")[0] !== location.href.split("#")[0]) return;
    const id = decodeURIComponent(link.hash.slice(1));
    const isHere = document.getElementById(id)?.closest(root.dataset.embed === "part" ? "[data-embed-part]" : "body");
    if (isHere) link.target = "_self";
    else link.href = full(id);
  };
  const aimed = ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link) aim(link);
  };

  /* Heights: our own message, the one of LTI platforms, and that of H5P, which is asked for first. */

  const tell = (message) => parent.postMessage(message, "*"); // whoever frames the page may know its height
  const height = () => Math.ceil(root.getBoundingClientRect().height);
  let told = 0;
  let isH5p = false;

  const tellHeight = () => {
    tell({ type: "course:height", height: told });
    tell({ subject: "lti.frameResize", height: told });
    if (isH5p) tell({ context: "h5p", action: "resize", scrollHeight: told });
  };

  const answer = ({ source, data }) => {
    if (source !== parent) return;
    if (data?.type === "course:hello") tellHeight();
    if (data?.context !== "h5p") return;
    isH5p = true;
    if (data.action === "ready") tell({ context: "h5p", action: "hello" });
    else tellHeight();
  };

  /* What a new height of the frame does not change is not told again: no loop. */
  const measure = () => {
    if (told === height()) return;
    told = height();
    tellHeight();
  };

  const follow = () => {
    addEventListener("message", answer);
    tell({ context: "h5p", action: "hello" });
    measure(); // at once, and when all scripts had their turn: observers rest in frames that are not in view
    addEventListener("load", measure);
    new ResizeObserver(measure).observe(root);
  };

  const start = () => {
    frame();
    const part = anchor ? partOf(anchor) : [];
    showPart(part);
    root.dataset.embed = part.length ? "part" : "page";
    if (anchor && !part.length) document.querySelector("#content").prepend(line(words.gone));
    document.querySelectorAll("a[href*='#']").forEach(aim);
    document.addEventListener("click", aimed, true);
    if (parent !== window) follow();
  };

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
