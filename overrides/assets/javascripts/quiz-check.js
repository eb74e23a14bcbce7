/* Mode `check`: nothing is told before the whole is finished. Then everything is, with a map of what was met. */
(window.courseModes ||= {}).check = {
  actions: () => ["hint"],

  isOpen(question) {
    return ["unanswered", "unreadable"].includes(this.stateNow(question));
  },

  /* The questions that still wait. One that may be skipped without a gap, or is never scored, waits for nobody. */
  waiting() {
    return [...this.records.keys()].filter((question) => {
      const { scored, sensitive } = this.records.get(question);
      return scored && !sensitive && this.isOpen(question);
    });
  },

  do_finish() {
    const open = this.waiting().length;
    if (!open) return this.do_anyway();
    for (const button of this.querySelectorAll("[data-open]")) button.hidden = false;
    this.querySelector("[data-end] [data-said]").textContent = this.words.waiting.replace("{open}", open);
  },

  do_first() {
    const [first] = this.waiting();
    if (first) this.focusOn(first);
    else this.do_finish();
  },

  do_anyway() {
    for (const [question, record] of this.records) {
      record.skipped = this.isOpen(question);
      if (record.skipped) this.close(question);
      else this.settle(question);
      this.offer(question, []);
    }
    this.map();
    this.do_summary();
  },

  /* Of each objective whether all its questions were answered rightly; the lessons where that is not so. */
  map() {
    const records = [...this.records].filter(([, { scored, sensitive, last }]) => scored && (last || !sensitive));
    for (const row of this.querySelectorAll("[data-met]")) {
      const states = records.filter(([{ dataset }]) => dataset.objective === row.dataset.met).map(([, { last }]) => last);
      const state = !states.some(Boolean) ? "none" : states.every((last) => last === "right") ? "met" : "again";
      row.dataset.state = state;
      row.querySelector("[data-said]").textContent = this.words[state];
    }
    const lessons = this.querySelector("[data-lessons]");
    if (!lessons) return;
    for (const item of lessons.querySelectorAll("[data-lesson]"))
      item.hidden = !this.querySelector(`[data-met^="${item.dataset.lesson}/"]:not([data-state=met])`);
    lessons.hidden = !lessons.querySelector("[data-lesson]:not([hidden])");
  },

  do_restart() {
    for (const [question, record] of this.records) {
      Object.assign(record, { last: "", skipped: false });
      this.empty(question);
    }
    this.querySelector("[data-summary]").hidden = true;
    this.querySelector("[data-end]").hidden = false;
    this.querySelector("[data-end] [data-said]").textContent = "";
    for (const button of this.querySelectorAll("[data-open]")) button.hidden = true;
    this.focusOn(this.records.keys().next().value);
  },
};
