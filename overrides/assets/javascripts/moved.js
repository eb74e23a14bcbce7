/* An old address of a page, called with an anchor: the refresh of the page itself would lose it. Runs in the head. */
(() => {
  "use strict";
  const { to } = document.currentScript.dataset;
  if (location.hash) location.replace(to.split("#")[0] + location.hash);
})();
