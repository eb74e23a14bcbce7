/* The page for lost addresses offers the search, which stands in the header, on narrow screens inside the menu. */
(() => {
  "use strict";
  const button = document.querySelector("[data-search-open]");
  const field = document.querySelector("[data-md-component=search-query]");
  if (!button || !field) return;
  button.addEventListener("click", () => {
    field.closest("details").open = true;
    field.focus();
  });
  button.hidden = false;
})();
