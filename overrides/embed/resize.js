/* Gives frames that show the course the height of their content. Version 1; works by itself wherever it is loaded:
   <script src="https://.../embed/v1/resize.js" async></script>. It reads one number from frames of its own site, sets their
   height, and does nothing else. */
(() => {
  "use strict";
  const LEAST = 80; // pixels
  const MOST = 30000; // more than the longest lesson on the narrowest screen
  const root = new URL("../../", document.currentScript.src).href;

  const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(root));

  addEventListener("message", ({ data, source }) => {
    if (data?.type !== "course:height" || !(data.height > 0)) return;
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    if (frame) frame.style.height = `${Math.min(Math.max(data.height, LEAST), MOST)}px`;
  });

  /* Frames that were there first have said it already, when nobody listened. */
  for (const frame of frames()) frame.contentWindow?.postMessage({ type: "course:hello" }, "*");
})();
