/* Paths: parts of the course in an order that an educator chose. The address of the page says all of it (course/paths.py
   tells how), so nothing is kept. What counts is in the page's own list. */
(() => {
  "use strict";
  const MOST = 60; // parts of a path
  const AUDIENCES = ["upper-secondary", "adult"]; // the strictest last

  /* The address. Pure. */

  const nameOf = (title) => encodeURIComponent(title).replaceAll("_", "%5F").replaceAll("%20", "_");

  const titleOf = (name) => {
    try {
      return decodeURIComponent(name.replaceAll("_", "%20"));
    } catch {
      return name;
    }
  };

  const isDay = (text) =>
    /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) === true;

  const encode = ({ codes, title = "", start = "" }) => {
    const more = start ? [nameOf(title), start] : title ? [nameOf(title)] : [];
    return [`1.${codes.join("-")}`, ...more].join(";");
  };

  /* What an address says; `rest` are the pieces that say nothing, `known` is false for one of another version. */
  const decode = (text) => {
    const [first, name = "", start = "", ...rest] = text.split(";");
    const known = /^1\./.test(first);
    const codes = known ? [...new Set(first.slice(2).split("-").filter(Boolean))] : [];
    if (start && !isDay(start)) rest.unshift(start);
    return { known, codes, title: titleOf(name).slice(0, 60), start: isDay(start) ? start : "", rest: known ? rest : [] };
  };

  /* Files. Pure; `parts` are {title, kind, minutes, audience, note, address}. */

  const cell = (value) => (/[",\r\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  const csvOf = (columns, parts) => {
    const rows = parts.map((part, at) => [at + 1, part.title, part.kind, part.minutes, part.audience, part.note, part.address]);
    return [columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  };

  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

  /* A line of a calendar, broken where it has 75 octets (RFC 5545, 3.1), never inside a character. */
  const folded = (line) => {
    const lines = [""];
    let octets = 0;
    for (const sign of line) {
      const more = new TextEncoder().encode(sign).length;
      if (octets + more > 75) {
        lines.push(" ");
        octets = 1;
      }
      lines[lines.length - 1] += sign;
      octets += more;
    }
    return `${lines.join("\r\n")}\r\n`;
  };

  /* A number for a text, the same everywhere (FNV-1a). */
  const digest = (text) => {
    let hash = 0x811c9dc5;
    for (const octet of new TextEncoder().encode(text)) hash = Math.imul(hash ^ octet, 0x01000193) >>> 0;
    return hash.toString(36);
  };

  const dayAfter = (start, days) =>
    new Date(Date.parse(`${start}T00:00Z`) + days * 864e5).toJSON().slice(0, 10).replaceAll("-", "");

  const weeksOf = (parts, weekly) =>
    Array.from({ length: Math.ceil(parts.length / weekly) }, (_, at) => parts.slice(at * weekly, (at + 1) * weekly));

  /* `path`: {title, start, weekly, address, host, course}. One entry a week. An entry has the same UID in each calendar
     that is made of the same parts. */
  const calendarOf = (path, parts) => {
    const name = digest(parts.map((part) => part.address).join("\n"));
    const entries = weeksOf(parts, path.weekly).flatMap((group, week) => [
      "BEGIN:VEVENT",
      `UID:${name}-${path.weekly}-${week + 1}@${path.host}`,
      `DTSTAMP:${dayAfter(path.start, 0)}T000000Z`,
      `DTSTART;VALUE=DATE:${dayAfter(path.start, week * 7)}`,
      `SUMMARY:${escaped(group.map((part) => part.title).join(" · "))}`,
      `DESCRIPTION:${escaped(group.map((part) => textOf(part)).join("\n\n"))}`,
      `URL:${group[0].address}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]);
    const head = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${escaped(path.course)}//Path//`, "CALSCALE:GREGORIAN"];
    return [...head, `X-WR-CALNAME:${escaped(path.title)}`, ...entries, "END:VCALENDAR"].map(folded).join("");
  };

  const textOf = (part) =>
    [`${part.title} (${part.time}, ${part.audience})`, part.note, part.address].filter(Boolean).join("\n");

  const mark = (text) => text.replace(/[\\`*_[\]<>]/g, "\\$&");
  const markdownOf = (part, at) =>
    `${at + 1}. [${mark(part.title)}](${part.address}) (${part.time}, ${part.audience})${part.note ? `\n   ${mark(part.note)}` : ""}`;

  globalThis.courseRoute = { encode, decode, csvOf, calendarOf, folded, weeksOf };

  /* The page. */

  const root = document.querySelector("[data-route]");
  if (!root) return;
  const find = (query, from = root) => from.querySelector(query);
  const all = (query, from = root) => [...from.querySelectorAll(query)];
  const [words, audiences, marks] = ["words", "audiences", "marks"].map((name) => JSON.parse(root.dataset[name]));
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const own = find("[data-own]");
  const said = find("[data-said]");
  const list = find("[data-list]");
  const heading = find("[data-heading]");
  const [titleField, startField, weeklyField, addressField] = ["title", "start", "weekly", "address"].map((name) =>
    find(`input[data-${name}]`),
  );
  const parts = new Map(all("[data-code]").map((element) => [element.dataset.code, element]));
  const gone = new Map(all("[data-gone]").map((element) => [element.dataset.gone, element]));
  const adders = all("[data-add]").map((button) => ({
    button,
    part: button.closest("[data-code]").dataset,
    text: button.textContent,
    label: button.ariaLabel,
  }));
  const planned = heading.textContent;

  const model = { codes: [], title: "", start: "", wrong: [], reading: false };

  /* Of what is in the path. */

  const here = () => model.codes.filter((code) => parts.has(code));
  const lessonOf = (code) => parts.get(code)?.dataset.lesson;
  const noteOf = (lesson) => find("[data-note]", parts.get(lesson))?.textContent ?? "";
  const timeOf = (minutes) =>
    minutes < 60
      ? fill(words.minutes, { count: minutes })
      : fill(words.hours, { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  const absolute = (address) => new URL(address, location.href).href;
  const factsOf = (code) => {
    const { kind, minutes, audience } = parts.get(code).dataset;
    const present = lessonOf(code) && "present" in parts.get(lessonOf(code)).dataset ? words.present : "";
    return [words.kind[kind], timeOf(Number(minutes)), audiences[audience], present].filter(Boolean).join(" · ");
  };
  const strictest = (codes) =>
    AUDIENCES.findLast((name) => codes.some((code) => parts.get(code).dataset.audience === name));
  const sumOf = (codes) => {
    const minutes = codes.reduce((sum, code) => sum + Number(parts.get(code).dataset.minutes), 0);
    const counted = fill(codes.length === 1 ? words.sum_of_one : words.sum, { count: codes.length, time: timeOf(minutes) });
    return `${counted} · ${audiences[strictest(codes)]}`;
  };
  const missingOf = (codes) => {
    const before = new Set();
    const missing = new Set();
    for (const lesson of codes.map(lessonOf).filter(Boolean)) {
      const needs = parts.get(lesson).dataset.needs.split(" ").filter(Boolean);
      for (const need of needs) if (!before.has(need)) missing.add(need);
      for (const name of [lesson, ...needs]) before.add(name);
    }
    return [...missing];
  };
  const notesOf = (codes) => [...new Set(codes.map(lessonOf).filter(Boolean))].filter(noteOf);
  const addressOf = () => {
    const address = new URL(location.href);
    address.hash = encode({ ...model, start: model.start });
    return address.href;
  };
  /* A part as a place on the way: its page learns from the query what comes next. */
  const placeOf = (code) => {
    const [page, anchor] = find("a", parts.get(code)).getAttribute("href").split("#");
    return `${page}?path=${encode(model)}&at=${model.codes.indexOf(code) + 1}${anchor ? `#${anchor}` : ""}`;
  };
  const partsOf = () =>
    here().map((code) => {
      const { title, kind, minutes, audience, permanent } = parts.get(code).dataset;
      const note = lessonOf(code) ? noteOf(lessonOf(code)) : "";
      const time = timeOf(Number(minutes));
      return { title, kind: words.kind[kind], minutes, time, audience: audiences[audience], note, address: absolute(permanent) };
    });

  /* Showing it. */

  const titled = (code) => parts.get(code).dataset.title;
  const sayAudience = (element, code) => {
    const { audience } = parts.get(code).dataset;
    element.textContent = marks[audience];
    element.classList.toggle("mark--adult", audience === "adult");
  };

  /* Words, and behind them a part with its audience. */
  const line = (text, code = "") => {
    const made = find("[data-line]").content.firstElementChild.cloneNode(true);
    const [said, link, marked] = made.children;
    said.textContent = text;
    if (code) {
      Object.assign(link, { textContent: titled(code), href: find("a", parts.get(code)).href });
      sayAudience(marked, code);
    } else [link, marked].forEach((element) => element.remove());
    return made;
  };

  const wrongOf = (code) => {
    const old = gone.get(code);
    if (!old) return line(fill(words.unknown, { code }));
    const { heir } = old.dataset;
    const text = fill(words.gone, { code, name: old.textContent.trim() });
    return heir ? line(`${text} ${words.heir}`, heir) : line(text);
  };

  const showLines = (box, lines) => {
    box.hidden = !lines.length;
    find("ul", box).replaceChildren(...lines);
  };

  const row = (code, at) => {
    const made = find("[data-row]").content.firstElementChild.cloneNode(true);
    const known = here();
    made.dataset.part = code;
    Object.assign(find("a", made), { textContent: titled(code), href: placeOf(code) });
    sayAudience(find(".mark", made), code);
    find("[data-facts]", made).textContent = factsOf(code);
    find("[data-lasting]", made).textContent = absolute(parts.get(code).dataset.permanent);
    find("[data-buttons]", made).hidden = model.reading;
    for (const button of all("button", made)) {
      button.setAttribute("aria-label", fill(words[button.dataset.do], { name: titled(code) }));
      button.disabled = (button.dataset.do === "up" && at === 0) || (button.dataset.do === "down" && at === known.length - 1);
    }
    return made;
  };

  const show = () => {
    const codes = here();
    const lost = model.codes.filter((code) => !parts.has(code));
    const isFilled = codes.length > 0;
    for (const element of all("[data-when]")) element.hidden = (element.dataset.when === "read") !== model.reading;
    for (const element of all("[data-filled]")) element.hidden = !isFilled;
    find("[data-empty]").hidden = isFilled;
    showLines(find("[data-wrong]"), [...lost.map(wrongOf), ...model.wrong.map((text) => line(text))]);
    heading.textContent = model.reading ? model.title || words.untitled : planned;
    list.replaceChildren(...codes.map(row));
    find("[data-sum]").textContent = isFilled ? sumOf(codes) : "";
    showLines(find("[data-missing]"), missingOf(codes).map((code) => line("", code)));
    showLines(find("[data-notes]"), notesOf(codes).map((code) => line(`${titled(code)}: ${noteOf(code)}`)));
    if (isFilled) find("[data-begin]").href = placeOf(codes[0]);
    addressField.value = find("[data-here]").textContent = addressOf();
    for (const one of adders) offer(one);
  };

  /* Whoever adds a part does not see the path above. So the same button then says that it is in it, and leads there. */
  const offer = ({ button, part, text, label }) => {
    const isIn = model.codes.includes(part.code);
    if (isIn === "in" in button.dataset) return;
    button.toggleAttribute("data-in", isIn);
    button.textContent = isIn ? words.see : text;
    button.ariaLabel = isIn ? fill(words.see_of, { name: part.title }) : label;
  };

  /* The address follows what is done; the way back leads to the page before. */
  const changed = (text) => {
    if (text) said.textContent = text;
    history.replaceState(null, "", model.codes.length ? `#${encode(model)}` : location.pathname + location.search);
    show();
  };

  const read = () => {
    const text = location.hash.slice(1);
    const isPath = /^\d+\./.test(text);
    const found = decode(isPath ? text : "1.");
    const codes = found.codes.map((code) => {
      const old = gone.get(code);
      return old && "exact" in old.dataset ? old.dataset.heir : code;
    });
    const rest = found.rest.map((piece) => fill(words.rest, { piece }));
    const wrong = found.known ? rest : [words.version];
    Object.assign(model, { codes: [...new Set(codes)], title: found.title, start: found.start, wrong, reading: isPath });
    titleField.value = model.title;
    startField.value = model.start;
    said.textContent = "";
    show();
    return isPath;
  };

  /* What readers do. */

  const add = (code) => {
    const name = titled(code);
    if (model.codes.length >= MOST) return void (said.textContent = words.full);
    model.codes.push(code);
    changed(`${fill(words.added, { name })} ${sumOf(here())}`);
  };

  const focusOn = (code, action) => {
    const made = find(`[data-part="${code}"]`);
    const button = made && find(`[data-do="${action}"]`, made);
    (button?.disabled ? all("button:enabled", made)[0] : (button ?? find("#own"))).focus();
  };

  const actions = {
    up: (code) => move(code, -1),
    down: (code) => move(code, 1),
    remove: (code) => {
      const known = here();
      const next = known[known.indexOf(code) + 1] ?? known[known.indexOf(code) - 1];
      model.codes = model.codes.filter((one) => one !== code);
      changed(fill(words.removed, { name: titled(code) }));
      focusOn(next, "remove");
    },
  };

  /* Past the next part that is there: those that are gone cannot be seen in the list. */
  const move = (code, step) => {
    const known = here();
    const other = known[known.indexOf(code) + step];
    model.codes = model.codes.filter((one) => one !== code);
    model.codes.splice(model.codes.indexOf(other) + (step > 0 ? 1 : 0), 0, code);
    changed(fill(words.moved, { name: titled(code), at: here().indexOf(code) + 1, of: known.length }));
    focusOn(code, step < 0 ? "up" : "down");
  };

  const download = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    said.textContent = words.saved;
  };

  const copy = async (text) => {
    const hand = find("[data-hand]");
    hand.hidden = true;
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = words.copied;
    } catch {
      hand.hidden = false;
      find("textarea", hand).value = text;
      find("textarea", hand).select();
      find("textarea", hand).focus();
      said.textContent = "";
    }
  };

  const called = () => model.title || words.untitled;
  const whole = (lines) => {
    const missing = missingOf(here()).map(titled).join(", ");
    return [called(), sumOf(here()), missing && `${words.missing}: ${missing}`, addressOf(), ...lines].filter(Boolean);
  };

  const takes = {
    address: () => copy(addressOf()),
    print: () => print(),
    text: () => copy(whole(partsOf().map((part, at) => `${at + 1}. ${textOf(part)}`)).join("\n\n")),
    markdown: () => {
      const [name, sum, ...more] = whole([]);
      copy([`# ${mark(name)}`, sum, ...more.map((text) => (/^https?:/.test(text) ? `<${text}>` : mark(text))), partsOf().map(markdownOf).join("\n")].join("\n\n"));
    },
    csv: () => download("path.csv", "text/csv", `\ufeff${csvOf(words.columns, partsOf())}`),
    calendar: () => {
      if (!model.start) {
        said.textContent = words.no_start;
        return startField.focus();
      }
      const weekly = Math.min(20, Math.max(1, Math.floor(Number(weeklyField.value)) || 1));
      const path = { title: called(), start: model.start, weekly, host: location.hostname || "course", course: root.dataset.course };
      download("path.ics", "text/calendar", calendarOf(path, partsOf()));
    },
  };

  root.addEventListener("click", ({ target, detail }) => {
    const button = target.closest("button");
    if (!button) return;
    const data = button.dataset;
    const { code } = button.closest("[data-code]")?.dataset ?? {};
    if ("add" in data && !model.codes.includes(code)) add(code);
    else if ("add" in data) detail < 2 && find("#own").focus(); // the second press of two that came at once adds nothing
    else if (data.do) actions[data.do](button.closest("[data-part]").dataset.part);
    else if (data.take) {
      button.closest("p").after(said); // where it is seen: the list above may be long
      takes[data.take]();
    }
    else if ("change" in data || "read" in data) {
      model.reading = "read" in data;
      show();
      if (model.reading) find("#content").focus();
      else find("#own").focus();
    }
  });
  titleField.addEventListener("input", () => {
    model.title = titleField.value.trim();
    changed("");
  });
  startField.addEventListener("change", () => {
    model.start = startField.value;
    changed("");
  });
  addEventListener("hashchange", () => {
    if (read()) find("#content").focus();
  });

  for (const element of all("[data-add], [data-open]")) element.hidden = false;
  find("[data-scriptless]").hidden = true;
  own.hidden = false;
  read();
})();
