/* A scene with questions of other types: a point for each that is answered rightly. They appear one after the other; in a
   check, where none is answered for good before the end, all at once. */
(() => {
  const partsOf = (scene) => [...scene.querySelectorAll("[data-question]")];
  const nameOf = (part) => part.dataset.item.split("/").pop();
  const quizzes = () => customElements.get("course-quiz");

  /* Unfolds a scene up to the part that the address names. */
  const unfold = (scene) => {
    const parts = partsOf(scene);
    const at = parts.findIndex((part) => location.hash === `#${part.id}`);
    if (at < 0 || !parts[at].hidden) return;
    for (const part of parts.slice(0, at + 1)) part.hidden = false;
    parts[at].scrollIntoView();
  };

  (window.courseQuestions ||= {}).scenario = {
    score(key, response) {
      const results = Object.entries(key.parts).map(([id, part]) => quizzes().typeNamed(part.type).score(part.key, response[id] ?? []));
      const states = results.map(quizzes().stateOf);
      return {
        points: results.filter(({ of }, at) => of && states[at] === "right").length,
        of: results.filter(({ of }) => of).length,
        answered: states.some((state) => state !== "unanswered" && state !== "unreadable"),
      };
    },
    /* The key and the answers that the parts hold. */
    keyOf: (scene) => ({
      parts: Object.fromEntries(
        partsOf(scene).map((part) => [nameOf(part), { type: part.dataset.type, key: JSON.parse(part.dataset.key) }]),
      ),
    }),
    read: (scene) =>
      Object.fromEntries(partsOf(scene).map((part) => [nameOf(part), quizzes().typeNamed(part.dataset.type).read(part)])),
    start(scene) {
      if (scene.closest("course-quiz").dataset.mode !== "practice") return;
      const parts = partsOf(scene);
      const done = new Set();
      for (const part of parts.slice(1)) part.hidden = true;
      for (const part of parts.slice(0, -1)) part.dataset.after = scene.dataset.next;
      scene.addEventListener("course:answered", ({ target, detail }) => {
        const next = parts[parts.indexOf(target) + 1];
        delete target.dataset.after;
        done.add(target);
        if (next?.hidden) {
          next.hidden = false;
          // Whoever checked reads the explanation first; whoever skipped goes on.
          if (detail.skipped) next.querySelector("input, select, textarea, button").focus();
        }
        if (done.size < parts.length) return;
        const result = this.score(this.keyOf(scene), this.read(scene));
        const words = scene.dataset[result.answered && result.of ? "said" : "over"];
        scene.querySelector("[data-scene]").textContent = words.replace(/\{(\w+)\}/g, (_, name) => result[name]);
      });
      addEventListener("hashchange", () => unfold(scene));
      unfold(scene);
    },
  };
})();
