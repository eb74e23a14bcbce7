/* Only in the copy that is read from a disk. There browsers start no workers, which the theme's search needs: this runs its
   script in an empty frame instead. It brings no inline script with it, so the security policy stays as it is. The name
   IFrameWorker tells the worker's script to look for its languages beside itself. */
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  window.Worker = window.IFrameWorker = class extends EventTarget {
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      /* Some browsers replace the empty document once, right before this event. */
      this.ready = new Promise((done) => {
        frame.addEventListener("load", () => done(this.start(frame.contentWindow, url)), { once: true });
      });
      document.body.append(frame);
    }

    start(inside, url) {
      const load = (src) =>
        new Promise((done, fail) => {
          const script = inside.document.createElement("script");
          Object.assign(script, { src, onload: done, onerror: fail });
          inside.document.body.append(script);
        });
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inside.importScripts = (...urls) => urls.reduce((before, src) => before.then(() => load(src)), Promise.resolve());
      return load(url).then(() => inside);
    }

    postMessage(data) {
      this.ready.then((inside) => inside.dispatchEvent(new inside.MessageEvent("message", { data: structuredClone(data) })));
    }
  };
})();
