/* Lays out what waits below the window (later.css) once the page is there: a screen or two at a time, in moments when nothing
   else is to be done, so that no touch has to wait. Without this script it is laid out when it comes near. */
(() => {
  "use strict";
  const AT_ONCE = 3000; // characters
  const waiting = [...document.querySelectorAll(".prose > :nth-child(n+7),.question,.sources ol,.later")];

  const layOut = (room) => {
    while (room > 0 && waiting.length) {
      const piece = waiting.shift();
      piece.style.contentVisibility = "visible";
      room -= piece.textContent.length;
    }
    if (waiting.length) requestIdleCallback(() => layOut(AT_ONCE));
  };

  if (window.requestIdleCallback) addEventListener("load", () => requestIdleCallback(() => layOut(AT_ONCE)));
  // A link to a part leads to where that part is in the end.
  addEventListener("click", (event) => event.target.closest?.('a[href*="#"]') && layOut(Infinity), true);
})();
