/* The code that shows a page, or a part of it, elsewhere: made from the ready codes of this page by changing their address. */
(() => {
  "use strict";
  const root = document.querySelector("[data-snippets]");
  if (!root) return;
  const words = JSON.parse(root.dataset.words);
  const { view } = root.dataset;
  const [pages, parts, grow, copy, show, frame] = ["page", "part", "grow", "copy", "show", "frame"].map((name) =>
    root.querySelector(`[data-${name}]`),
  );
  const code = root.querySelector("textarea");
  const said = root.querySelector("[role=status]");
  const entries = [...document.querySelectorAll("[data-embed-page]")];
  const nameOf = (entry) => entry.querySelector("summary").textContent.trim().replace(/\s+/g, " ");

  /* Browsers bring the caret into view, and not the field around it. */
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
  });

  /* Pure: a text as the value of an attribute. */
  const escape = (text) => new Option(text).innerHTML.replaceAll('"', "&quot;");

  const group = (label, options) => {
    const made = document.createElement("optgroup");
    made.label = label;
    made.append(...options);
    return made;
  };

  const entry = () => entries[pages.value];

  /* What a part is called in other people's pages: its kind and number, since its own words may not be neutral. The last
     kind is that of the parts that every lesson has, under names of the interface. */
  const nameOfPart = (option) => {
    const kind = option.parentElement;
    return kind.nextElementSibling ? `${kind.label} ${[...kind.children].indexOf(option) + 1}` : option.textContent;
  };

  /* The code for a part of a page: another address, and the part's name in the title. */
  const codeOf = () => {
    const whole = entry().querySelector("textarea").value;
    if (!parts.value) return whole;
    const name = escape(nameOfPart(parts.selectedOptions[0]));
    return whole
      .replace(`${view}"`, () => `${view}&amp;part=${escape(parts.value)}"`)
      .replace(/ title="([^"]*)"/, (_, title) => ` title="${title}: ${name}"`);
  };

  /* Where nobody may frame the course, there is no preview either. */
  const showPreview = () => {
    if (!frame) return;
    const address = entry().dataset.embedPage + (parts.value && `&part=${parts.value}`);
    if (!frame.hidden && frame.getAttribute("src") !== address) frame.src = address;
  };

  const update = () => {
    const listener = document.querySelector("[data-listener]").textContent;
    code.value = codeOf() + (grow.checked ? `\n${listener}` : "");
    said.textContent = "";
    showPreview();
  };

  const listParts = () => {
    const kinds = [...entry().querySelectorAll("[data-kind]")].map((kind) =>
      group(
        kind.dataset.kind,
        [...kind.querySelectorAll("a")].map((link) => new Option(link.textContent, link.dataset.anchor)),
      ),
    );
    parts.replaceChildren(new Option(words.whole, ""), ...kinds);
    parts.disabled = !kinds.length;
    update();
  };

  addEventListener("message", ({ data, source }) => {
    if (frame && source === frame.contentWindow && data?.type === "course:height") frame.height = data.height;
  });

  pages.addEventListener("change", listParts);
  parts.addEventListener("change", update);
  grow.addEventListener("change", update);
  show?.addEventListener("click", () => {
    frame.hidden = !frame.hidden;
    show.setAttribute("aria-expanded", !frame.hidden);
    showPreview();
  });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.value);
      said.textContent = words.copied;
    } catch {
      code.select();
      said.textContent = words.select;
    }
  });

  for (const section of document.querySelectorAll("[data-group]")) {
    const own = [...section.querySelectorAll("[data-embed-page]")];
    pages.append(group(section.querySelector("h3").textContent, own.map((one) => new Option(nameOf(one), entries.indexOf(one)))));
  }
  listParts();
  root.hidden = false;
})();
