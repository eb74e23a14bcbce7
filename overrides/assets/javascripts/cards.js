/* Flashcards: the list of terms one at a time and from both sides, on the same ladder as questions. */
(() => {
  "use strict";
  const SIZE = 10;

  /* Pure: which cards come next. `state` is null where nothing is remembered. A term comes once in a set, or the one side
     would tell the other. */
  const choose = (cards, state, day, random) => {
    const { due } = window.courseMemory.pure;
    const known = new Map(cards.filter(({ id, revision }) => state?.terms[id]?.r === revision).map((card) => [card.id, card]));
    const records = Object.fromEntries([...known.keys()].map((id) => [id, state.terms[id]]));
    const fresh = cards.filter(({ id }) => !known.has(id)).map((card) => [random(), card]);
    fresh.sort(([one], [other]) => one - other);
    const ordered = [...due(records, day).map((id) => known.get(id)), ...fresh.map(([, card]) => card)];
    const terms = new Set();
    const set = ordered.filter(({ term }) => !terms.has(term) && terms.add(term)).slice(0, SIZE);
    const days = Object.values(records).map(({ d }) => d);
    const next = Math.min(...days);
    return { set, next, then: days.filter((one) => one === next).length };
  };

  window.courseCards = { choose };

  const root = document.querySelector("[data-cards]");
  if (!root) return;
  const memory = window.courseMemory;
  const words = JSON.parse(root.dataset.words);
  const part = Object.fromEntries(
    ["module", "card", "number", "side", "front", "back", "end", "said"].map((name) => [name, root.querySelector(`[data-${name}]`)]),
  );
  const button = (name) => root.querySelector(`[data-do=${name}]`);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const cards = [...document.querySelectorAll("[data-term]")].flatMap(({ dataset, children: [term, meaning] }) => {
    const card = { term: dataset.term, revision: dataset.revision, modules: dataset.modules.split(" ") };
    return [
      { ...card, id: `${card.term}/word`, side: words.word, front: term, back: meaning },
      { ...card, id: `${card.term}/meaning`, side: words.meaning, front: meaning, back: term },
    ];
  });
  let set = [];
  let place = 0;
  let knew = 0;

  const put = (target, source) => target.replaceChildren(...(source?.cloneNode(true).childNodes ?? []));
  const offer = (...names) => {
    for (const name of ["show", "knew", "missed"]) button(name).hidden = !names.includes(name);
  };

  const deal = () => {
    const card = set[place];
    part.number.textContent = fill(words.number, { number: place + 1, of: set.length });
    part.side.textContent = card.side;
    put(part.front, card.front);
    put(part.back);
    offer("show");
  };

  const ends = (text) => {
    part.card.hidden = true;
    part.end.hidden = false;
    part.said.textContent = text;
  };

  const nothing = ({ next, then }) =>
    Number.isFinite(next)
      ? fill(words.next, {
          count: then,
          day: new Date(next * 864e5).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }),
        })
      : words.nothing;

  const start = () => {
    const wanted = part.module?.value;
    const chosen = choose(
      cards.filter(({ modules }) => !wanted || modules.includes(wanted)),
      memory.on ? memory.state : null,
      memory.pure.dayOf(new Date()),
      Math.random,
    );
    set = chosen.set;
    place = knew = 0;
    part.card.hidden = !set.length;
    part.end.hidden = !!set.length;
    if (set.length) deal();
    else ends(nothing(chosen));
  };

  const answer = (state) => {
    const { id, revision } = set[place];
    memory.keep(id, revision, { state }, "terms");
    knew += state === "right";
    place += 1;
    if (place < set.length) {
      deal();
      return button("show").focus();
    }
    ends(fill(words.done, { knew, of: set.length }));
    part.said.focus();
  };

  const actions = {
    show() {
      put(part.back, set[place].back);
      offer("knew", "missed");
      button("knew").focus();
    },
    knew: () => answer("right"),
    missed: () => answer("wrong"),
    start() {
      start();
      (set.length ? button("show") : part.said).focus();
    },
  };
  root.addEventListener("click", ({ target }) => actions[target.closest("[data-do]")?.dataset.do]?.());
  part.module?.addEventListener("change", start);

  if (memory.on) memory.forgetUnknown("terms", new Map(cards.map(({ id, revision }) => [id, revision])));
  start();
  root.hidden = false;
})();
