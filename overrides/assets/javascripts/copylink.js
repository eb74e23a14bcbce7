/* Buttons that copy permanent links. Where the browser lets no page write to the clipboard, the address is shown, selected. */
(() => {
  "use strict";
  const list = document.querySelector("[data-links]");
  if (!list) return;
  const template = list.querySelector("template").content.firstElementChild;
  const hand = list.querySelector(".links__hand");
  const said = list.querySelector("[role=status]");

  const byHand = (button, address) => {
    const field = hand.querySelector("input");
    button.parentElement.append(hand);
    hand.hidden = false;
    field.value = address;
    field.focus();
    field.select();
  };

  const copy = async (button, address) => {
    said.textContent = "";
    hand.hidden = true;
    try {
      await navigator.clipboard.writeText(address);
      button.parentElement.append(said);
      said.textContent = said.dataset.said;
    } catch {
      byHand(button, address);
    }
  };

  for (const link of list.querySelectorAll("[data-permanent]")) {
    const button = template.cloneNode(true);
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace("{name}", link.textContent));
    button.addEventListener("click", () => copy(button, link.href));
    link.closest("li").append(button);
  }
})();
