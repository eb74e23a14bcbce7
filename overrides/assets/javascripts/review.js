/* The review page: what is due, or a fresh mix where nothing is remembered. Each lesson's questions are a script of their
   own, asked for while the page still loads, and only for lessons that are needed. */
(() => {
  "use strict";
  const SIZE = 10;
  const SIDES = ["adult", "sensitive"]; // asked only when a reader asks for them

  /* Pure: from lessons and what is remembered to a set of questions. */

  /* Every item with whose it is; `left` when it is left out. */
  const itemsOf = (lessons, include) =>
    lessons.flatMap(({ id: lesson, audience, items }) =>
      items.map(([id, revision, sensitive, name]) => ({
        ...{ id, revision, lesson },
        question: `${id.slice(0, id.lastIndexOf("/"))}/${name}`,
        left: (audience === "adult" && !include.includes("adult")) || (!!sensitive && !include.includes("sensitive")),
      })),
    );

  /* One of each lesson in turn: mixed practice teaches to tell things apart. */
  const interleave = (items) => {
    const queues = new Map();
    for (const item of items) queues.set(item.lesson, [...(queues.get(item.lesson) ?? []), item]);
    const mixed = [];
    while (mixed.length < items.length) for (const queue of queues.values()) if (queue.length) mixed.push(queue.shift());
    return mixed;
  };

  const oncePerQuestion = (items) => [...new Map(items.map((item) => [item.question, item])).values()];

  const shuffle = (items, random) => {
    const mixed = [...items];
    for (let last = mixed.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
    }
    return mixed;
  };

  /* Without memory. The questions of checks stay fresh for them. */
  const mix = (items, random) => ({
    set: interleave(shuffle(oncePerQuestion(items.filter(({ id, left }) => !left && !id.startsWith("checks/"))), random)).slice(0, SIZE),
  });

  /* With memory: what was answered as it is asked now, in lessons that were opened. `next` is the day of what comes next. */
  const plan = (items, state, day) => {
    const { due } = window.courseMemory.pure;
    const known = items.filter(({ id, revision, lesson }) => state.items[id]?.r === revision && lesson in state.lessons);
    const byId = new Map(known.map((item) => [item.id, item]));
    const ids = due(Object.fromEntries(known.map(({ id }) => [id, state.items[id]])), day).map((id) => byId.get(id));
    const now = ids.filter(({ left }) => !left);
    const first = ({ id }) => state.items[id].s === 0 && state.items[id].c === "sure";
    const ordered = [true, false].flatMap((wanted) => interleave(now.filter((item) => first(item) === wanted)));
    const days = known.filter((item) => !item.left && !now.includes(item)).map(({ id }) => state.items[id].d);
    const next = days.length ? Math.min(...days) : null;
    return {
      set: oncePerQuestion(ordered).slice(0, SIZE),
      due: now.length,
      left: ids.length - now.length,
      next,
      then: days.filter((one) => one === next).length,
    };
  };

  window.courseReviewPlan = { itemsOf, interleave, mix, plan };

  const root = document.querySelector("[data-review]");
  if (!root) return;
  const memory = window.courseMemory;
  const words = JSON.parse(root.dataset.words);
  const lessons = JSON.parse(document.querySelector("[data-lessons]").textContent);
  const include = (new URLSearchParams(location.search).get("include") ?? "").split(",");
  const items = itemsOf(lessons, include);

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const dayText = (day) =>
    new Date(day * 864e5).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });

  /* What the page says of a set, in sentences. */
  const describe = (found) => {
    if (!("due" in found)) return words.mixed;
    const nothing = found.next === null ? words.nothing : fill(words.next, { count: found.then, day: dayText(found.next) });
    return [
      found.due ? fill(words.due, { count: found.due }) : nothing,
      found.due > SIZE && fill(words.more, { count: SIZE }),
      found.left && fill(words.left, { count: found.left }),
    ]
      .filter(Boolean)
      .join(" ");
  };
  window.courseReviewPlan.describe = describe;

  /* Links that ask for more, or for less again. */
  for (const link of root.querySelectorAll("[data-include]")) {
    const has = include.includes(link.dataset.include);
    const wanted = SIDES.filter((side) => (side === link.dataset.include ? !has : include.includes(side)));
    const address = new URL(link.href);
    address.search = wanted.length ? `?include=${wanted.join(",")}` : "";
    link.href = address.href;
    if (has) link.textContent = link.dataset.leave;
  }

  const load = (id) =>
    new Promise((done) => {
      const script = document.createElement("script");
      script.onload = script.onerror = done;
      script.src = lessons.find((lesson) => lesson.id === id).script;
      document.head.append(script);
    });

  const show = (set) => {
    const found = set.map(({ lesson, question }) => window.courseReview?.[lesson]?.[question] ?? "").join("");
    const parts = document.createElement("template");
    let number = 0;
    const total = found.split("%number%").length - 1;
    parts.innerHTML = found.replaceAll("%number%", () => ++number).replaceAll("%total%", total);
    const quiz = document.importNode(document.querySelector("template[data-quiz]").content, true);
    quiz.querySelector("[data-end]").before(parts.content);
    if (found) root.querySelector("[data-set]").append(quiz);
    return !!found;
  };

  const today = memory.pure.dayOf(new Date());
  if (memory.on) memory.forgetUnknown("items", new Map(items.map(({ id, revision }) => [id, revision])));
  const chosen = memory.on ? plan(items, memory.state, today) : mix(items, Math.random);
  const another = root.querySelector("[data-another]");
  another.firstElementChild.search = location.search;
  document.querySelector("[data-plain]").hidden = true;
  root.hidden = false;
  Promise.all([...new Set(chosen.set.map(({ lesson }) => lesson))].map(load)).then(() => {
    const shown = show(chosen.set);
    root.querySelector("[data-said]").textContent = chosen.set.length && !shown ? words.lost : describe(chosen);
    another.hidden = !shown || (memory.on && chosen.due <= SIZE);
  });
})();
