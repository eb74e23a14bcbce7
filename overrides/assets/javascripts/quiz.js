/* <course-quiz> makes native questions livelier: check, hints, skip, another try, a summary. Scoring belongs to the types
   (question-<type>.js), other ways through a quiz to the modes (quiz-<mode>.js). Answers live in `records` until the page is
   left; what window.courseMemory keeps of their results is the reader's decision. */
(() => {
  "use strict";
  const types = (window.courseQuestions ||= {});
  const modes = (window.courseModes ||= {});
  const ENOUGH = 5; // answers with a confidence, before anything is said of it

  /* Pure: from results to words. */

  const stateOf = ({ points, of, answered, unreadable }) => {
    if (unreadable) return "unreadable";
    if (!answered) return "unanswered";
    if (points === of) return of ? "right" : "noted";
    return points ? "partly" : "wrong";
  };

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const isOpen = (state) => state === "unanswered" || state === "unreadable";

  /* A record: `first` and `last` state of the answers ("" before one), `confidence` of the first, `skipped`, `sensitive`,
     `scored`. A sensitive question without an answer leaves no gap: it is not counted at all. */
  const counts = (records) => {
    const asked = records.filter((record) => record.scored && (record.first || !record.sensitive));
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

  /* How often answers of each confidence were right; nothing as long as there are few. */
  const calibrate = (records, words) => {
    const felt = records.filter(({ confidence }) => confidence);
    if (felt.length < ENOUGH) return "";
    return ["sure", "think", "guess"]
      .map((name) => [words[name], felt.filter(({ confidence }) => confidence === name)])
      .map(([text, same]) => (same.length ? fill(text, counts(same)) : ""))
      .filter(Boolean)
      .join(" ");
  };

  const worthReading = ({ scored, first, skipped, sensitive }) =>
    scored && (first ? first !== "right" : skipped && !sensitive);

  /* How a question is read, marked and emptied. A type says which of these it uses ("choices" when it says nothing), and
     may bring its own instead of any of them. */

  /* The controls that hold an answer; those of the foot are the quiz's own. */
  const controls = (within) =>
    [...within.querySelectorAll("input, select, textarea")].filter((control) => !control.closest("[data-foot]"));
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
  const keyOf = (question) => JSON.parse(question.dataset.key);

  /* Wiring. */

  /* A live region speaks when its text changes, so the old text goes first: the same words are said again. */
  const say = (region, text) => {
    region.textContent = "";
    setTimeout(() => (region.textContent = text), 50);
  };

  const nextHint = (question) => question.querySelector("[data-hint][hidden]");

  class CourseQuiz extends HTMLElement {
    static stateOf = stateOf;
    static summarise = summarise;
    static calibrate = calibrate;
    static typeNamed = typeNamed;

    connectedCallback() {
      document.addEventListener("course:memory", this);
      if (this.records) return;
      Object.assign(this, modes[this.dataset.mode]);
      const { quiz } = courseWords;
      const own = quiz[this.dataset.mode];
      this.words = { ...quiz, ...own, summary: { ...quiz.summary, ...own?.summary } };
      this.records = new Map();
      for (const question of this.querySelectorAll("[data-question]")) this.begin(question);
      for (const part of this.querySelectorAll("[data-type]")) typeOf(part).start?.(part);
      this.querySelector("[data-end]")?.removeAttribute("hidden");
      this.addEventListener("click", ({ target }) => {
        const button = target.closest("[data-do]");
        if (button) this[`do_${button.dataset.do}`](button.closest("[data-question]"));
      });
    }

    disconnectedCallback() {
      document.removeEventListener("course:memory", this);
    }

    handleEvent() {
      for (const question of this.records.keys()) this.recall(question);
    }

    /* Puts the quiz's own controls under a question. */
    begin(question) {
      const { scored = true } = typeOf(question);
      const sensitive = !!question.closest("[data-sensitive]");
      this.records.set(question, { first: "", last: "", confidence: "", skipped: false, sensitive, scored });
      const tools = document.createRange().createContextualFragment(courseWords.quiz.tools[this.dataset.mode]);
      const hints = question.querySelectorAll("[data-hint]");
      for (const hint of hints) hint.hidden = hint.open = true;
      tools.querySelector("[data-hints]").prepend(...hints);
      for (const radio of tools.querySelectorAll("[data-sure] input")) radio.name = `${question.id}-sure`;
      if (!scored) tools.querySelector("[data-sure]")?.remove();
      for (const button of tools.querySelectorAll("[data-do]")) button.textContent = question.dataset[button.dataset.do] ?? button.textContent;
      question.querySelector("[data-foot]").append(tools);
      this.explain(question, false);
      this.offer(question);
      this.recall(question);
    }

    /* What an earlier visit left, as long as this one has no answer. */
    recall(question) {
      const { item, revision } = question.dataset;
      const known = !this.records.get(question).first && item && window.courseMemory?.recall(item, revision);
      const line = question.querySelector("[data-last]");
      if (line) line.textContent = known ? this.inWords("last", known.l) : "";
    }

    /* The buttons of a question that waits for an answer. */
    actions(question) {
      const { first, skipped } = this.records.get(question);
      return ["check", "hint", !first && !skipped && "skip"];
    }

    /* Shows exactly the named buttons; focus on one that goes moves to the first that stays. */
    offer(question, names = this.actions(question)) {
      const buttons = [...question.querySelectorAll("[data-foot] [data-do]")];
      const focused = buttons.find((button) => button === document.activeElement);
      for (const button of buttons) {
        const action = button.dataset.do;
        button.hidden = !names.includes(action) || (action === "hint" && !nextHint(question));
      }
      if (focused?.hidden) buttons.find((button) => !button.hidden)?.focus();
    }

    /* Shows the explanation, open or closed, or hides it; who reads it is not asked how sure they are. */
    explain(question, shown, open = false) {
      const why = question.querySelector("[data-why]");
      const sure = question.querySelector("[data-sure]");
      if (why) [why.hidden, why.open] = [!shown, open];
      if (sure) sure.hidden = open;
    }

    tell(question, state, text) {
      question.toggleAttribute("data-state", !!state) && (question.dataset.state = state);
      say(question.querySelector("[data-result]"), text);
    }

    answer(question) {
      return typeOf(question).read(question);
    }

    score(question) {
      return typeOf(question).score(keyOf(question), this.answer(question));
    }

    stateNow(question) {
      return stateOf(this.score(question));
    }

    /* A sentence about an earlier result; none without one. */
    inWords(which, state) {
      return state && fill(this.words[which], { state: this.words.state[state] });
    }

    /* What is said of a state; a type may say it in its own words. */
    wordsFor(question, state) {
      const own = question.matches(`[data-${state}]`) ? question : question.querySelector(`[data-${state}]`);
      return own?.dataset[state] ?? this.words[state];
    }

    /* Scores an answer, marks and explains it, and keeps the result. */
    settle(question) {
      const { item, revision, after = "" } = question.dataset;
      const record = this.records.get(question);
      const result = this.score(question);
      const state = stateOf(result);
      const confidence = question.querySelector("[data-sure] :checked")?.value ?? "";
      const before = record.scored ? this.inWords("first", record.first) : "";
      const surprise = state === "wrong" && confidence === "sure" ? this.words.surprise : "";
      if (!record.first) Object.assign(record, { first: state, confidence });
      record.last = state;
      typeOf(question).mark(question, keyOf(question));
      this.explain(question, true, true);
      this.recall(question);
      if (record.scored) window.courseMemory?.keep(item, revision, { state, confidence });
      const said = fill(this.wordsFor(question, state), result);
      this.tell(question, state, [said, before, surprise, after].filter(Boolean).join(" "));
    }

    /* Explains a question that nobody answered. */
    close(question) {
      typeOf(question).mark(question, keyOf(question));
      this.explain(question, true, true);
      this.tell(question, "skipped", this.words.unanswered);
    }

    /* Makes a question as it was at first, but for the hints that were asked for. */
    empty(question) {
      typeOf(question).clear(question);
      for (const radio of question.querySelectorAll("[data-sure] input")) radio.checked = false;
      this.explain(question, false);
      this.offer(question);
      this.tell(question, "", "");
    }

    focusOn(question) {
      const usable = (control) => !control.disabled && control.getClientRects().length;
      [...question.querySelectorAll("input, select, textarea, button")].find(usable)?.focus();
    }

    do_check(question) {
      const state = this.stateNow(question);
      if (isOpen(state)) return this.tell(question, state, this.wordsFor(question, state));
      this.settle(question);
      this.offer(question, ["again"]);
      this.progress(question, false);
    }

    do_hint(question) {
      nextHint(question).hidden = false;
      this.offer(question);
    }

    do_skip(question) {
      this.records.get(question).skipped = true;
      this.empty(question);
      this.explain(question, true);
      this.tell(question, "skipped", this.words.skipped);
      this.progress(question, true);
    }

    do_again(question) {
      this.empty(question);
      this.focusOn(question);
    }

    do_summary() {
      this.sum();
      this.querySelector("[data-summary] [tabindex]").focus();
    }

    /* Once every question is answered or skipped the summary appears, and follows what is tried again. */
    progress(question, skipped) {
      question.dispatchEvent(new CustomEvent("course:answered", { bubbles: true, detail: { skipped } }));
      const summary = this.querySelector("[data-summary]");
      const done = [...this.records.values()].every((record) => !record.scored || record.first || record.skipped);
      if (summary && (done || !summary.hidden)) this.sum();
    }

    sum() {
      const records = [...this.records.values()];
      this.querySelector("[data-summary]").hidden = false;
      this.querySelector("[data-end]").hidden = true;
      say(this.querySelector("[data-score]"), summarise(records, this.words.summary));
      this.querySelector("[data-felt]").textContent = calibrate(records, this.words.felt);
      this.listReadings();
    }

    /* The sections that answer what was not answered rightly. */
    listReadings() {
      const again = this.querySelector("[data-again]");
      if (!again) return;
      const links = new Map();
      for (const [question, record] of this.records) {
        const link = question.querySelector("[data-see]");
        if (link && worthReading(record)) links.set(link.href, link);
      }
      again.hidden = !links.size;
      again.querySelector("[data-links]").replaceChildren(
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
