/* "A copy on this device": asks the browser to keep one, says how far it is, and takes it away again. Before the button
   is pressed nothing is registered and nothing stored. */
(() => {
  "use strict";
  const root = document.querySelector("[data-device]");
  if (!root || !navigator.serviceWorker || !window.caches || !location.protocol.startsWith("http")) return;
  const words = JSON.parse(root.dataset.words);
  const scope = new URL(root.dataset.root, location).href.replace(/[^/]*$/, "");
  const [keep, remove] = root.querySelectorAll("button");
  const status = root.querySelector("[role=status]");
  const STEP = 25; // per cent: said aloud, so not too often

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const own = async () => (await caches.keys()).filter((name) => name.startsWith(`course ${scope} `));
  const find = async () => {
    const found = await navigator.serviceWorker.getRegistration(scope);
    return found?.scope === scope ? found : undefined;
  };

  let size = "";
  let said = 0;
  const say = (text) => (status.textContent = text && fill(text, { size }));

  const show = async (text) => {
    const kept = Boolean((await find())?.active);
    const left = kept || (await own()).length > 0;
    [keep.hidden, remove.hidden] = [left, !left];
    keep.disabled = false;
    say(text ?? (kept ? words.kept : left ? words.partly : ""));
  };

  const forget = async () => {
    await (await find())?.unregister();
    await Promise.all((await own()).map((name) => caches.delete(name)));
  };

  /* Settles when the worker has the whole copy, or none. */
  const installed = (worker) =>
    new Promise((done, fail) => {
      const look = () => {
        if (worker.state === "activated") done();
        if (worker.state === "redundant") fail(new Error("not whole"));
      };
      worker.addEventListener("statechange", look);
      look();
    });

  const focusOn = (button) => document.activeElement === document.body && button.focus();

  keep.addEventListener("click", async () => {
    keep.disabled = true;
    said = 0;
    say(words.starting);
    try {
      const made = await navigator.serviceWorker.register(`${scope}sw.js`, { scope });
      await installed(made.installing ?? made.waiting ?? made.active);
      await show();
    } catch {
      await forget();
      await show(words.failed);
    }
    focusOn(remove.hidden ? keep : remove);
  });

  remove.addEventListener("click", async () => {
    await forget();
    await show(words.removed);
    focusOn(keep);
  });

  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    const step = Math.floor((data.done / data.of) * (100 / STEP)) * STEP;
    if (!keep.disabled || step <= said || step >= 100) return;
    said = step;
    say(fill(words.progress, { percent: step }));
  });
  navigator.serviceWorker.startMessages();

  /* "Clear everything on this device" takes the copy away, too. */
  const cleared = document.querySelector("[data-clear] ~ [role=status]");
  if (cleared) new MutationObserver(() => show()).observe(cleared, { childList: true });

  (async () => {
    size = ((await (await fetch(`${scope}device.json`)).json()).bytes / 1e6).toFixed(1);
    root.querySelector("[data-size]").textContent = fill(words.size, { size });
    await show();
    root.hidden = false;
    root.nextElementSibling.hidden = true;
  })().catch(() => {}); // without the list there is nothing to offer
})();
