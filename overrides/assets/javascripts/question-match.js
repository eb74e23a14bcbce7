/* What belongs together: a point for each left side that has its own right one. */
(window.courseQuestions ||= {}).match = { uses: "parts" };
