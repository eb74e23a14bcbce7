/* An old address of a page, called with a question or an anchor: the refresh of the page itself would lose both, and with
   them a view for frames. Neither can name another page or host. Runs in the head. */
(() => {
  "use strict";
  const [page, anchor] = document.currentScript.dataset.to.split("#");
  const { search, hash } = location;
  if (search || hash) location.replace(page + search + (hash || (anchor ? `#${anchor}` : "")));
})();
