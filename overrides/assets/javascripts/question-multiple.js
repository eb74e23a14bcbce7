/* Several of several options: a point for every option handled rightly, or one point for the exact set. */
(window.courseQuestions ||= {}).multiple = {
  score(key, response) {
    const chosen = key.options.filter((id) => response.includes(id));
    const fits = key.options.filter((id) => chosen.includes(id) === key.correct.includes(id)).length;
    const answered = chosen.length > 0;
    if (key.scoring === "each-option") return { points: answered ? fits : 0, of: key.options.length, answered };
    return { points: answered && fits === key.options.length ? 1 : 0, of: 1, answered };
  },
};
