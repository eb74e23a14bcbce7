/* How far the reader has come, where this device remembers it: on lists of lessons, of a module, of the course. */
(() => {
  "use strict";
  const memory = window.courseMemory;
  const parts = [...document.querySelectorAll("[data-progress]")];
  const sums = [...document.querySelectorAll("[data-group] [data-sum]")];
  const resume = document.querySelector("[data-resume]");
  const { answered } = memory.pure;

  const itemsOf = ({ dataset }) => dataset.items.split(" ").filter(Boolean);
  const countOf = (part) => answered(memory.state, part.dataset.progress, itemsOf(part));
  const say = (element, text, count) => (element.textContent = text.replace("{answered}", count));

  /* The words of one lesson or check, and its dot on the line. */
  const showPart = (part) => {
    const of = itemsOf(part).length;
    const count = countOf(part);
    const opened = part.dataset.progress in memory.state.lessons;
    part.hidden = !opened && !count;
    say(part, count ? part.dataset.words : courseWords.progress, count);
    const entry = part.closest("li");
    if (!entry) return;
    if (part.hidden) delete entry.dataset.reached;
    else entry.dataset.reached = of && count === of ? "all" : "partly";
    entry.style.setProperty("--done", `${of ? Math.round((100 * count) / of) : 0}%`);
  };

  const showSum = (sum) => {
    const [bar, words] = sum.children;
    bar.value = [...sum.closest("[data-group]").querySelectorAll("[data-progress]")]
      .filter(({ dataset }) => !dataset.progress.startsWith("checks/"))
      .map(countOf)
      .reduce((total, count) => total + count, 0);
    sum.hidden = !bar.value;
    say(words, sum.dataset.words, bar.value);
  };

  /* Pure: the lesson to go on with. The one opened last, or the next when that one is done. */
  const next = (lessons, listed, isDone) => {
    const last = Object.keys(lessons).reduce((best, id) => (listed.includes(id) && !(lessons[id] < lessons[best]) ? id : best), "");
    return (isDone(last) && listed[listed.indexOf(last) + 1]) || last;
  };

  const showResume = () => {
    const lessons = new Map(parts.map((part) => [part.dataset.progress, part]));
    const isDone = (id) => lessons.get(id)?.closest("li").dataset.reached === "all";
    const link = lessons.get(next(memory.state.lessons, [...lessons.keys()], isDone))?.closest("li").querySelector("a");
    resume.hidden = !link;
    document.querySelector("[data-start]").hidden = !!link;
    if (!link) return;
    resume.href = link.href;
    resume.querySelector("b").textContent = link.textContent;
  };

  const show = () => {
    parts.forEach(showPart);
    sums.forEach(showSum);
    if (resume) showResume();
  };

  document.addEventListener("course:memory", show);
  if (memory.on) show();
})();
