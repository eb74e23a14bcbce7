/* Lays out what waits below the window (later.css) once the page is there: a screen or two at a time, in moments when nothing
   else is to be done, so that no touch has to wait. Without this script it is laid out when it comes near. */
(() => {
  "use strict";
  const AT_ONCE = 3000; // characters
  const waiting = [...document.querySelectorAll(".prose > :nth-child(n+7),.question,.sources ol,.later")];

  const layOut = () => {
    for (let room = AT_ONCE; room > 0 && waiting.length; ) {
      const piece = waiting.shift();
      piece.style.contentVisibility = "visible";
      room -= piece.textContent.length;
    }
    if (waiting.length) requestIdleCallback(layOut);
    else delete document.documentElement.dataset.later; // what scripts add from now on does not wait either
  };

  if (window.requestIdleCallback) addEventListener("load", () => requestIdleCallback(layOut));
})();
