/* "Clear everything on this device" (safety rule PR-6): every kind of storage of this address, and what was typed here. */
(() => {
  "use strict";
  const button = document.querySelector("[data-clear]");
  if (!button) return;
  const said = button.parentElement.querySelector("[role=status]");

  /* Storage may be blocked, or missing in old browsers: each kind is emptied for itself. */
  const attempt = async (work) => {
    try {
      await work();
    } catch {
      /* What cannot be reached holds nothing of ours. */
    }
  };

  const clear = () =>
    Promise.all([
      attempt(() => localStorage.clear()),
      attempt(() => sessionStorage.clear()),
      attempt(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name)))),
      attempt(async () => (await indexedDB.databases()).forEach(({ name }) => indexedDB.deleteDatabase(name))),
      attempt(async () =>
        Promise.all((await navigator.serviceWorker.getRegistrations()).map((worker) => worker.unregister())),
      ),
    ]);

  button.addEventListener("click", async () => {
    document.querySelectorAll("textarea, input[type=text]").forEach((field) => {
      field.value = "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    window.courseMemory.reset("cleared"); // first: what hears of it may still write
    await clear();
    delete document.documentElement.dataset.mdColorScheme;
    said.textContent = courseWords.clear;
  });
  button.parentElement.hidden = false;
})();
