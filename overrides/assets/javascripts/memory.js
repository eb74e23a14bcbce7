/* window.courseMemory: what a reader asked this device to remember, under one key of localStorage. Off until switched on:
   until then nothing is written, and nothing read but whether the key is there. Never holds what somebody typed.

   The key's value is JSON: {version, lessons: {id: day opened}, items: {"<owner>/<question>": record}, terms:
   {"<term>/<side>": record}, shortcut: "on" | "off"}. A record: r revision, f first and l last result, c confidence, s steps
   climbed (0 after an answer that was not right), d the day it is due. Days are those of the local calendar, from 1970. */
(() => {
  "use strict";
  const VERSION = 1;
  const MIGRATIONS = []; // the first one will turn version 1 into 2
  const LARGEST = 2 ** 20; // characters; a whole course with all its answers has a tenth
  const LADDER = [1, 3, 7, 21]; // days until the next time; no scheduler does reliably better (Latimier et al. 2021)
  const LAST_DAY = 99999; // in the year 2243
  const RESULTS = ["right", "partly", "wrong"];

  /* Pure: what is well formed of anything. */

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isDay = (value) => Number.isInteger(value) && value >= 0 && value <= LAST_DAY;
  const isId = (text) => /^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*){0,2}$/.test(text);
  const isRecord = (value) =>
    isObject(value) &&
    typeof value.r === "string" &&
    /^[0-9a-f]{8}$/.test(value.r) &&
    RESULTS.includes(value.f) &&
    RESULTS.includes(value.l) &&
    ["", "guess", "think", "sure"].includes(value.c) &&
    [0, ...LADDER.keys(), LADDER.length].includes(value.s) &&
    isDay(value.d);

  /* Without a prototype, so that "constructor" is an id like any other. */
  const bare = (entries) => Object.assign(Object.create(null), Object.fromEntries(entries));
  const those = (found, test) =>
    bare(Object.entries(isObject(found) ? found : {}).filter(([id, value]) => isId(id) && test(value, id)));
  const records = (found) =>
    bare(Object.entries(those(found, isRecord)).map(([id, { r, f, l, c, s, d }]) => [id, { r, f, l, c, s, d }]));

  const clean = (found = {}) => ({
    version: VERSION,
    lessons: those(found.lessons, isDay),
    items: records(found.items),
    terms: records(found.terms),
    ...(["on", "off"].includes(found.shortcut) && { shortcut: found.shortcut }),
  });

  const migrate = (found, steps = MIGRATIONS) =>
    steps.slice(found.version - 1).reduce((state, step) => step(state), found);

  /* The state that a text holds, and the course that a file names. Where it holds none, `trouble` says why. */
  const parse = (text) => {
    let found;
    try {
      found = text.length <= LARGEST && JSON.parse(text);
    } catch {} // told below
    if (!isObject(found) || !Number.isInteger(found.version) || found.version < 1)
      return { state: clean(), trouble: "unreadable" };
    if (found.version > VERSION) return { state: clean(), trouble: "future" };
    return { state: clean(migrate(found)), trouble: "", course: found.course };
  };

  /* Pure: the ladder. */

  const dayOf = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 864e5;
  const wait = (steps) => LADDER[Math.max(steps - 1, 0)];

  /* A record after one more answer. Only a right one that was due climbs: trying again at once is no spaced practice. */
  const record = (old, revision, { state, confidence = "" }, day) => {
    const known = old?.r === revision ? old : null;
    if (known && state === "right" && day < known.d) return { ...known, l: state };
    const s = state === "right" ? Math.min((known?.s ?? 0) + 1, LADDER.length) : 0;
    return { r: revision, f: known?.f ?? state, l: state, c: confidence, s, d: day + wait(s) };
  };

  const isSurprise = ({ s, c }) => s === 0 && c === "sure"; // sure, and not right

  /* Ids of what is due, surprises first. A day further off than any step leads to was a clock's fault. */
  const due = (found, day) =>
    Object.keys(found)
      .filter((id) => found[id].d <= day || found[id].d > day + LADDER.at(-1))
      .sort((a, b) => isSurprise(found[b]) - isSurprise(found[a]) || found[a].d - found[b].d || (a < b ? -1 : 1));

  /* Pure: two states, and parts of one. */

  /* Of two records the later answer's; never depends on which is asked first. */
  const later = (a, b) => {
    if (!a || !b) return a || b;
    const order = a.d - wait(a.s) - (b.d - wait(b.s)) || b.s - a.s || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    return order < 0 ? b : a;
  };
  const union = (a, b, pick) => bare([...Object.keys(a), ...Object.keys(b)].map((id) => [id, pick(a[id], b[id])]));
  const merge = (a, b) =>
    clean({
      lessons: union(a.lessons, b.lessons, (one = 0, other = 0) => Math.max(one, other)),
      items: union(a.items, b.items, later),
      terms: union(a.terms, b.terms, later),
      shortcut: [a, b].some(({ shortcut }) => shortcut === "off") ? "off" : a.shortcut || b.shortcut,
    });

  /* Records below `within` whose question is gone or asks something else by now are left out. `known`: id -> revision. */
  const forget = (found, within, known) => those(found, ({ r }, id) => !id.startsWith(within) || known.get(id) === r);

  /* How many of these revisions (beginnings are enough) of an owner's questions have an answer. */
  const answered = ({ items }, owner, revisions) => {
    const given = Object.keys(items).filter((id) => id.startsWith(`${owner}/`)).map((id) => items[id].r);
    return revisions.filter((revision) => given.some((r) => r.startsWith(revision))).length;
  };

  /* Opened again, a lesson moves to the end: that is where the reader stopped. */
  const open = (state, lesson, day) => {
    const others = Object.entries(state.lessons).filter(([id]) => id !== lesson);
    return { ...state, lessons: bare([...others, [lesson, day]]) };
  };

  /* The device. Where it does not let us write, or holds what is not ours to overwrite, the page goes on by itself. */

  const course = document.querySelector("[data-course]")?.dataset.course;
  const key = `course:${course}`;
  let on = false;
  let state = clean();
  let trouble = ""; // "blocked", "full", "future" or "unreadable"
  let seen = false; // the key was there: when it is not any more, another tab has switched off
  let pending = false; // the page knows more than the key

  /* The key's text; null when there is none, undefined when the browser does not let us look. */
  const look = () => {
    try {
      return localStorage.getItem(key);
    } catch {} // undefined
  };

  const announce = (detail) => document.dispatchEvent(new CustomEvent("course:memory", { detail }));
  const reset = (detail) => {
    on = seen = pending = false;
    state = clean();
    trouble = "";
    announce(detail);
  };

  const write = (text) => {
    try {
      if (text.length > LARGEST) throw new RangeError();
      localStorage.setItem(key, text);
      seen = true;
      pending = false;
    } catch {
      pending = true;
      trouble = look() === undefined ? "blocked" : "full";
    }
  };

  /* Every change begins with what the key holds by now, so that two tabs lose nothing. */
  const change = (edit) => {
    if (!on) return;
    const text = look();
    if (text === null && seen) return reset();
    const found = parse(text ?? JSON.stringify(clean()));
    state = edit(pending || text == null ? merge(found.state, state) : found.state);
    trouble = found.trouble;
    if (trouble) pending = seen = true;
    else write(JSON.stringify(state));
    announce();
  };

  const read = () => {
    const text = look();
    if (text === undefined) return;
    if (text === null) return seen && reset();
    on = seen = true;
    const found = parse(text);
    state = pending ? merge(found.state, state) : found.state;
    trouble = found.trouble;
    pending ||= !!trouble;
    announce();
  };

  /* Notes that this page was opened, and forgets what its quiz does not ask any more. */
  const visit = () => {
    const page = document.querySelector("[data-memory]")?.dataset;
    if (!on || !page?.owner) return;
    const known = new Map([...document.querySelectorAll("[data-item]")].map(({ dataset }) => [dataset.item, dataset.revision]));
    change((before) => {
      const after = page.lesson ? open(before, page.lesson, dayOf(new Date())) : before;
      return known.size ? { ...after, items: forget(after.items, `${page.owner}/`, known) } : after;
    });
  };

  window.courseMemory = {
    course,
    pure: { parse, clean, migrate, record, due, merge, forget, answered, open, dayOf },
    get on() {
      return on;
    },
    get state() {
      return state;
    },
    get trouble() {
      return trouble;
    },
    /* The record of a question as it is asked now, or null. */
    recall: (item, revision) => (state.items[item]?.r === revision ? state.items[item] : null),
    /* Keeps a result: {state, confidence}. What is neither right nor wrong is nobody's business. */
    keep(item, revision, result, part = "items") {
      if (!RESULTS.includes(result.state)) return;
      const day = dayOf(new Date());
      change((before) => ({
        ...before,
        [part]: bare([...Object.entries(before[part]), [item, record(before[part][item], revision, result, day)]]),
      }));
    },
    forgetUnknown: (part, known) => change((before) => ({ ...before, [part]: forget(before[part], "", known) })),
    setShortcut: (shortcut) => change((before) => ({ ...before, shortcut })),
    add: (found) => change((before) => merge(before, found)),
    export: () => JSON.stringify({ course, ...state }),
    turn(wanted) {
      if (wanted) {
        on = pending = true;
        change((before) => before);
        return visit();
      }
      try {
        localStorage.removeItem(key);
      } catch {} // there is nothing
      reset();
    },
    reset,
  };

  window.addEventListener("storage", (event) => (event.key === key || event.key === null) && read());
  window.addEventListener("pageshow", (event) => event.persisted && read()); // no event reaches a page that was put by
  read();
  visit();
})();
