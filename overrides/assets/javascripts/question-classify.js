/* Items into groups: a point for each item in its group. */
(window.courseQuestions ||= {}).classify = { uses: "parts" };
