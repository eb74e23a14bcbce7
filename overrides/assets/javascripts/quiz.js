/* <course-quiz> makes native questions livelier: check, hints, skip, another try, a summary. Scoring belongs to the types
   (question-<type>.js). Answers live in `records` until the page is left; nothing is stored. */
(() => {
  "use strict";
  const types = (window.courseQuestions ||= {});

  /* Pure: from results to words. */

  const stateOf = ({ points, of, answered, unreadable }) => {
    if (unreadable) return "unreadable";
    if (!answered) return "unanswered";
    if (points === of) return of ? "right" : "noted";
    return points ? "partly" : "wrong";
  };

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /* A record: `first` and `last` state of the answers ("" before one), `skipped`, `sensitive`.
     A sensitive question without an answer leaves no gap: it is not counted at all. */
  const counts = (records) => {
    const asked = records.filter((record) => record.first || !record.sensitive);
    const number = (test) => asked.filter(test).length;
    return {
      of: asked.length,
      right: number((record) => record.first === "right"),
      partly: number((record) => record.first === "partly"),
      later: number((record) => record.first && record.first !== "right" && record.last === "right"),
      skipped: number((record) => !record.first && record.skipped),
      open: number((record) => !record.first && !record.skipped),
    };
  };

  /* The sentences of the summary; all but the first are left out when their number is nought. */
  const summarise = (records, words) => {
    const found = counts(records);
    return Object.keys(found)
      .filter((name) => words[name] && (name === "right" ? found.of : found[name]))
      .map((name) => fill(words[name], found))
      .join(" ");
  };

  const worthReading = (record) =>
    record.first ? record.first !== "right" : record.skipped && !record.sensitive;

  /* How a question is read, marked and emptied. A type says which of these it uses ("choices" when it says nothing), and
     may bring its own instead of any of them. */

  const controls = (within) => [...within.querySelectorAll("input, select, textarea")];
  const empty = (control) => {
    control.disabled = control.checked = false;
    if (!control.matches("[type=radio], [type=checkbox]")) control.value = "";
  };

  const behaviours = {
    /* Options: radio buttons or checkboxes, each in a [data-option]. Answer: the ids chosen. */
    choices: {
      read: (question) => controls(question).filter((input) => input.checked).map((input) => input.value),
      mark(question, key) {
        for (const input of controls(question)) {
          const right = key.correct.includes(input.value);
          input.disabled = true;
          input.closest("[data-option]").dataset.mark = input.checked ? (right ? "right" : "wrong") : right ? "missed" : "";
        }
      },
      clear(question) {
        for (const input of controls(question)) {
          empty(input);
          input.closest("[data-option]").dataset.mark = "";
        }
      },
    },
    /* Parts: each [data-part="<id>"] holds a select, a text field or radio buttons. Answer: part id -> value.
       `fits(right, value)` says whether a value is right. */
    parts: {
      fits: (right, value) => right === value,
      read: (question) =>
        Object.fromEntries(
          [...question.querySelectorAll("[data-part]")].map((part) => [
            part.dataset.part,
            controls(part).find((control) => control.type !== "radio" || control.checked)?.value ?? "",
          ]),
        ),
      score(key, response) {
        const ids = Object.keys(key.parts).filter((id) => String(response[id] ?? "").trim());
        const points = ids.filter((id) => this.fits(key.parts[id], String(response[id]))).length;
        return { points, of: Object.keys(key.parts).length, answered: ids.length > 0 };
      },
      mark(question, key) {
        const response = this.read(question);
        for (const part of question.querySelectorAll("[data-part]")) {
          const value = response[part.dataset.part];
          part.dataset.mark = value.trim() && this.fits(key.parts[part.dataset.part], value) ? "right" : "wrong";
          for (const control of controls(part)) control.disabled = true;
        }
      },
      clear(question) {
        for (const part of question.querySelectorAll("[data-part]")) {
          part.dataset.mark = "";
          controls(part).forEach(empty);
        }
      },
    },
  };
  const typed = new Map();
  /* A type with all its behaviour, by its name. */
  const typeNamed = (name) => {
    if (!typed.has(name)) typed.set(name, { ...behaviours[types[name].uses ?? "choices"], ...types[name] });
    return typed.get(name);
  };
  const typeOf = (question) => typeNamed(question.dataset.type);

  /* Wiring. */

  /* A live region speaks when its text changes, so the old text goes first: the same words are said again. */
  const say = (region, text) => {
    region.textContent = "";
    setTimeout(() => (region.textContent = text), 50);
  };

  /* Shows exactly the named buttons; focus on one that goes moves to the first that stays. */
  const offer = (question, ...names) => {
    const focused = question.contains(document.activeElement) && document.activeElement;
    const buttons = [...question.querySelectorAll("[data-do]")];
    for (const button of buttons) button.hidden = !names.includes(button.dataset.do);
    if (focused && focused.hidden) buttons.find((button) => !button.hidden).focus();
  };

  const explain = (question, shown, open) => {
    const why = question.querySelector("[data-why]");
    why.hidden = !shown;
    why.open = open;
  };

  const nextHint = (question) => question.querySelector("[data-hint][hidden]");

  class CourseQuiz extends HTMLElement {
    static stateOf = stateOf;
    static summarise = summarise;
    static typeNamed = typeNamed;

    connectedCallback() {
      if (this.records) return;
      this.words = JSON.parse(this.dataset.words);
      this.records = new Map();
      for (const question of this.querySelectorAll("[data-question]")) {
        this.records.set(question, { first: "", last: "", skipped: false, sensitive: "sensitive" in question.dataset });
        explain(question, false, false);
        for (const hint of question.querySelectorAll("[data-hint]")) hint.hidden = hint.open = true;
      }
      for (const tools of this.querySelectorAll("[data-tools]")) tools.hidden = false;
      this.addEventListener("click", ({ target }) => {
        const button = target.closest("[data-do]");
        if (button) this[`do_${button.dataset.do}`](button.closest("[data-question]"));
      });
    }

    do_check(question) {
      const record = this.records.get(question);
      const key = JSON.parse(question.dataset.key);
      const type = typeOf(question);
      const result = type.score(key, type.read(question));
      const state = stateOf(result);
      if (state === "unanswered" || state === "unreadable") return this.tell(question, state, this.words[state]);
      const before = record.first ? ` ${this.words.first[record.first]}` : "";
      record.first ||= state;
      record.last = state;
      type.mark(question, key);
      explain(question, true, true);
      offer(question, "again");
      this.tell(question, state, fill(this.words[state], result) + before);
      this.progress();
    }

    do_hint(question) {
      nextHint(question).hidden = false;
      this.open(question);
    }

    do_skip(question) {
      this.records.get(question).skipped = true;
      typeOf(question).clear(question);
      explain(question, true, false);
      this.open(question);
      this.tell(question, "skipped", this.words.skipped);
      this.progress();
    }

    do_again(question) {
      typeOf(question).clear(question);
      explain(question, false, false);
      this.open(question);
      this.tell(question, "", "");
      question.querySelector("input, select, textarea").focus();
    }

    do_summary() {
      this.sum();
      this.querySelector("[data-summary] [tabindex]").focus();
    }

    /* The buttons of a question that waits for an answer. */
    open(question) {
      const { first, skipped } = this.records.get(question);
      offer(question, "check", nextHint(question) && "hint", !first && !skipped && "skip");
    }

    tell(question, state, text) {
      question.toggleAttribute("data-state", !!state) && (question.dataset.state = state);
      say(question.querySelector("[data-result]"), text);
    }

    /* Once every question is answered or skipped the summary appears, and follows what is tried again. */
    progress() {
      const summary = this.querySelector("[data-summary]");
      const done = [...this.records.values()].every((record) => record.first || record.skipped);
      if (done || !summary.hidden) this.sum();
    }

    sum() {
      this.querySelector("[data-summary]").hidden = false;
      this.querySelector(":scope > [data-tools]").hidden = true;
      say(this.querySelector("[data-score]"), summarise([...this.records.values()], this.words.summary));
      const links = new Map();
      for (const [question, record] of this.records) {
        const link = question.querySelector("[data-see]");
        if (link && worthReading(record)) links.set(link.hash, link);
      }
      this.querySelector("[data-again]").hidden = !links.size;
      this.querySelector("[data-links]").replaceChildren(
        ...[...links.values()].map((link) => {
          const item = document.createElement("li");
          item.append(link.cloneNode(true));
          return item;
        }),
      );
    }
  }

  customElements.define("course-quiz", CourseQuiz);
})();
