/* Private notes: they live in the text areas and nowhere else. Leaving the page empties them; a file or paper is the
   reader's own act. */
(() => {
  "use strict";

  /* Pure: the file's text, each prompt followed by what was written under it. */
  const notesText = (notes) => notes.map(({ ask, text }) => `${ask}\n\n${text}\n`).join("\n\n");

  const root = document.querySelector("[data-reflections]");
  if (!root) return;
  const areas = [...root.querySelectorAll("[data-reflection]")];

  /* A text area prints only the lines in view, so paper gets a copy that grows (see reflection.css). */
  const mirror = (area) => (area.previousElementSibling.textContent = area.value);

  const clear = () => {
    for (const area of areas) {
      area.value = "";
      mirror(area);
    }
  };

  const actions = {
    download() {
      const notes = areas.map((area) => ({ ask: area.labels[0].textContent.trim(), text: area.value.trim() }));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([notesText(notes)], { type: "text/plain" }));
      link.download = root.dataset.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    },
    print: () => window.print(),
  };

  for (const area of areas) {
    area.setAttribute("writingsuggestions", "false"); // such suggestions may send text away
    area.addEventListener("input", () => mirror(area));
    // Browsers bring only the line of the caret into view, which may leave the rest under the header.
    area.addEventListener("focus", () => area.scrollIntoView({ block: "nearest" }));
  }
  root.addEventListener("click", ({ target }) => actions[target.closest("[data-do]")?.dataset.do]?.());
  window.addEventListener("pagehide", clear);
  root.querySelector("[data-tools]").hidden = false;
})();
