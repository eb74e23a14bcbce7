/* An open question: any text is an answer, none is right or wrong. The text is gone when the page is left. */
(window.courseQuestions ||= {}).reflect = {
  scored: false,
  score: (key, response) => ({ points: 0, of: 0, answered: response.some((text) => text.trim()) }),
  read: (question) => [question.querySelector("textarea").value],
  mark() {},
  clear: (question) => (question.querySelector("textarea").value = ""),
  start(question) {
    question.querySelector("textarea").setAttribute("writingsuggestions", "false"); // such suggestions may send text away
    addEventListener("pagehide", () => this.clear(question));
  },
};
