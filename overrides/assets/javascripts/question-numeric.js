/* A number, typed: read as hooks/course/questions/numeric.py does it, and compared without rounding. */
(() => {
  const types = (window.courseQuestions ||= {});
  const unseen = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
  const otherDigit = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;
  const number =
    /^([^\d.,+\-\u2010-\u2015\u2212\ufe63\uff0d]*)([+\-\u2010-\u2015\u2212\ufe63\uff0d]?) *([.,]?\d(?:[\d., ]*\d)?[.,]?)(\D.*)?$/s;
  const grouped = /^(\d*|[1-9]\d{0,2}([ .,])(\d{2,3}\2)*\d{3})$/;
  const space = /[\s'’]/g;

  const cleaned = (text) =>
    types.short
      .cut(text)
      .replace(unseen, "")
      .replace(otherDigit, (digit) => digit.charCodeAt() & 15)
      .replace(space, " ")
      .trim();
  const unitForm = (text = "") => text.normalize("NFKC").toLowerCase().replace(space, "");

  /* What a text can mean, as [whole, decimals]: two readings where a sign may be decimal or separate thousands. */
  const readings = (text, unit) => {
    const [, before, sign, digits, after] = number.exec(text) ?? [];
    if (!digits || [before, after].map(unitForm).some((said) => said && said !== unit)) return [];
    return [".", ","].flatMap((point) => {
      const [whole, ...parts] = digits.split(point);
      const part = parts.join(point);
      if (!grouped.test(whole) || /\D/.test(part)) return [];
      return [`${sign && sign !== "+" ? "-" : ""}${whole.replace(/\D/g, "")}.${part}`];
    });
  };

  /* A decimal number, times a power of ten that makes it whole. */
  const scaled = (text, places) => {
    const [whole, part = ""] = text.split(".");
    return BigInt(whole + part.padEnd(places, "0"));
  };
  const isNear = (text, { answer, tolerance }) => {
    const places = Math.max(...[text, answer, tolerance].map((one) => one.length));
    const off = scaled(text, places) - scaled(answer, places);
    return (off < 0n ? -off : off) <= scaled(tolerance, places);
  };

  types.numeric = {
    uses: "parts",
    score(key, [typed = ""]) {
      const text = cleaned(typed);
      const found = readings(text, key.unit);
      return {
        points: found.some((one) => isNear(one, key)) ? 1 : 0,
        of: 1,
        answered: text !== "",
        unreadable: text !== "" && !found.length,
      };
    },
    read: (question) => types.short.read(question),
    mark(question, key) {
      types.short.mark.call(this, question, key);
    },
  };
})();
