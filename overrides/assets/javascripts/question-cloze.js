/* Gaps in a text: a point for each. What is typed is compared like a short answer without typos. */
(() => {
  const types = (window.courseQuestions ||= {});
  types.cloze = {
    uses: "parts",
    fits: (right, value) => (Array.isArray(right) ? right.includes(types.short.plain(value)) : right === value),
  };
})();
