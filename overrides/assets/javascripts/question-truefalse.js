/* True or false: one point for the right choice. */
(window.courseQuestions ||= {}).truefalse = {
  score: (key, response) => ({
    points: response.length && response.every((id) => key.correct.includes(id)) ? 1 : 0,
    of: 1,
    answered: response.length > 0,
  }),
};
