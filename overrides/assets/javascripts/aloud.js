/* Reads a lesson aloud, sentence by sentence, and marks the sentence that is read. Loaded by speak.js when the button is
   pressed first, and begins at once. Pausing cancels and begins the sentence anew, because the browser's own pause is not
   to be relied on. */
(() => {
  "use strict";
  const root = document.querySelector("[data-speak]");
  const speech = window.speechSynthesis;
  const words = courseWords.aloud;
  const [toggle, next, stop] = root.querySelectorAll("button");
  const status = root.querySelector("[role=status]");
  const { lang } = document.documentElement;

  const READ = "h1, .lead, .content-note p:first-child, .panel, .prose";
  const SKIP = "sup, svg, details, .claim__grade a, .claim__facts div:last-child, .sensitive__note a, .definition";
  const BLOCK = "p, li, h1, h2, h3, dt, dd, th, td, blockquote, pre";

  const cut = (text) =>
    window.Intl?.Segmenter
      ? [...new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text)]
      : [{ segment: text, index: 0 }];

  const rangeOf = (nodes, start, end) => {
    const range = new Range();
    let began = false;
    for (const node of nodes) {
      if (!began && start < node.length) {
        range.setStart(node, start);
        began = true;
      }
      if (end <= node.length) {
        range.setEnd(node, end);
        break;
      }
      start -= node.length;
      end -= node.length;
    }
    return range;
  };

  const sentences = () => {
    const blocks = [];
    const walker = document.createTreeWalker(root.parentElement, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const { parentElement: parent } = node;
      const block = parent.closest(BLOCK);
      if (!block || !parent.closest(READ) || parent.closest(SKIP)) continue;
      if (blocks.at(-1)?.block !== block) blocks.push({ block, nodes: [] });
      blocks.at(-1).nodes.push(node);
    }
    return blocks
      .flatMap(({ block, nodes }) =>
        cut(nodes.map((node) => node.data).join("")).map(({ segment, index }) => ({
          block,
          text: segment.trim(),
          range: rangeOf(nodes, index, index + segment.length),
        })),
      )
      .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  };

  let list = [];
  let at = 0;
  let current = null; // the utterance; null while nothing is read

  const mark = (range) => {
    if (!window.Highlight) return;
    if (range) CSS.highlights.set("speak", new Highlight(range));
    else CSS.highlights.delete("speak");
  };

  const show = (text) => {
    toggle.textContent = current ? words.pause : list.length ? words.go : words.start;
    next.hidden = stop.hidden = !list.length;
    if (text !== undefined) status.textContent = text;
  };

  const hush = (text) => {
    current = null;
    speech.cancel();
    show(text);
  };

  const end = (text) => {
    if (!list.length) return;
    if (root.contains(document.activeElement)) toggle.focus();
    list = [];
    at = 0;
    mark();
    hush(text);
  };

  const speak = () => {
    const sentence = list[at];
    if (!sentence) return end(words.end);
    const { voice } = root;
    if (!voice) return hush(words.failed);
    const utterance = (current = new SpeechSynthesisUtterance(sentence.text));
    Object.assign(utterance, { voice, lang: voice.lang });
    utterance.onend = () => {
      if (current !== utterance) return;
      const { block } = sentence;
      at += 1;
      /* What can be skipped is announced; whether it is read is for the reader to say. */
      if (block.matches(".sensitive__note") && list[at]?.block !== block) hush(words.part);
      else speak();
    };
    utterance.onerror = () => current === utterance && hush(words.failed);
    mark(sentence.range);
    speech.speak(utterance);
  };

  const go = () => {
    hush();
    speak();
    if (current) show(words.reading);
  };

  toggle.addEventListener("click", () => {
    if (current) return hush(words.paused);
    if (!list.length) list = sentences();
    go();
  });
  next.addEventListener("click", () => {
    const inside = list[at].block.closest(".sensitive");
    const found = list.findIndex(({ block }, place) => place > at && (inside ? !inside.contains(block) : block.matches("h2")));
    at = found < 0 ? list.length : found;
    go();
  });
  stop.addEventListener("click", () => end(words.stopped));

  /* Nothing goes on unseen: not behind another tab, not after leaving, in whatever way. */
  document.addEventListener("visibilitychange", () => document.hidden && current && hush(words.paused));
  window.addEventListener("pagehide", () => end(""));
  new MutationObserver(() => root.isConnected || end("")).observe(document.body, { childList: true });
  toggle.click();
})();
