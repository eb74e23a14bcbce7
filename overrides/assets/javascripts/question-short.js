/* A word or a phrase, typed: compared as hooks/course/questions/_typed.py does it. */
(() => {
  const leftOut =
    /[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u20d0-\u20ff\ufe00-\ufe0f]/g;
  const cut = (text) => [...text].slice(0, 200).join("");
  const plain = (text) =>
    cut(text)
      .normalize("NFKD")
      .replace(leftOut, "")
      .toLowerCase()
      .replace(/ß/g, "ss")
      .replace(/ς/g, "σ")
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
      .trim();

  /* Optimal string alignment: a letter more, less or other counts one, and so do two exchanged. */
  const distance = (a, b) => {
    const rows = [];
    for (let i = 0; i <= a.length; i++) {
      const row = (rows[i] = [i]);
      for (let j = 1; j <= b.length; j++) {
        row[j] = i ? Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] !== b[j - 1])) : j;
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
      }
    }
    return rows[a.length][b.length];
  };

  const fieldIn = (question) => question.querySelector("[data-part] input");

  (window.courseQuestions ||= {}).short = {
    uses: "parts",
    cut,
    plain,
    score(key, [text = ""]) {
      const typed = [...plain(text)];
      const fits = typed.length && key.accept.some((one) => distance([...one], typed) <= key.typos);
      return { points: fits ? 1 : 0, of: 1, answered: typed.length > 0 };
    },
    read: (question) => [fieldIn(question).value],
    mark(question, key) {
      const [text] = this.read(question);
      fieldIn(question).disabled = true;
      question.querySelector("[data-part]").dataset.mark = this.score(key, [text]).points ? "right" : "wrong";
      question.querySelectorAll("[data-near]").forEach((near, index) => (near.hidden = key.near[index] !== plain(text)));
    },
  };
})();
