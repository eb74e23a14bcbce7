/* Mode `pretest`: guesses before reading. None is right or wrong here; for each there is a section that answers it. */
(window.courseModes ||= {}).pretest = {
  /* The place of the answer stands where hints are, and comes like one. */
  actions: (question) => (question.querySelector("[data-hint][hidden]") ? ["keep"] : []),

  do_keep(question) {
    const answer = this.answer(question);
    if (!Object.values(answer).some((value) => String(value).trim())) return this.tell(question, "unanswered", this.words.unanswered);
    this.tell(question, "", "");
    this.do_hint(question);
    question.querySelector("[data-hint] a").focus();
  },
};
