/* The worker that keeps the course on a device. device.js registers it at the reader's wish, and nothing else does.

   A copy is one build, whole: the list of files must be the one whose hash the build wrote here, and each file must be the
   one that the list names. While a copy serves several open pages, a newer one waits; it takes over between two pages, so
   that no page of one build ever meets a file of another. Nothing is kept but the site's own files. */
"use strict";
const VERSION = "COURSE-VERSION";
const LIST = "device.json";
const { scope } = registration; // several courses may live on one host
const OWN = `course ${scope} `;
const NAME = OWN + VERSION;
const AT_ONCE = 6;

const hashOf = async (body) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", body))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/* A file of the site as it must be. The headers stay, for they too protect the page, but those of the transport. */
const load = async (address, hash) => {
  const response = await fetch(scope + address, { cache: "no-cache" });
  const body = await response.arrayBuffer();
  if ((await hashOf(body)) !== hash) throw new Error(`not of this build: ${address}`);
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  return new Response(body, { headers });
};

const tell = async (data) => {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage(data);
};

/* The copy before this one, from which what has not changed is taken: its files and how to read them. */
const before = async () => {
  const cacheName = (await caches.keys()).find((name) => name.startsWith(OWN) && name !== NAME);
  const listed = cacheName && (await caches.match(scope + LIST, { cacheName }));
  const { files } = listed ? await listed.json() : { files: {} };
  return (address, hash) => files[address] === hash && caches.match(scope + address, { cacheName });
};

const fill = async () => {
  const listed = await load(LIST, VERSION);
  const { files } = await listed.clone().json();
  const same = await before();
  const cache = await caches.open(NAME);
  const left = Object.keys(files);
  const of = left.length;
  let done = 0;
  const work = async () => {
    for (let address; (address = left.pop()) !== undefined; ) {
      const hash = files[address];
      await cache.put(scope + address, (await same(address, hash)) || (await load(address, hash)));
      tell({ done: ++done, of });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work)).finally(() => (left.length = 0));
  await cache.put(scope + LIST, listed);
  if (!(await caches.has(NAME))) throw new Error("cleared meanwhile");
};

addEventListener("install", (event) =>
  event.waitUntil(
    fill().catch(async (error) => {
      await caches.delete(NAME);
      throw error;
    }),
  ),
);

addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith(OWN) && name !== NAME) await caches.delete(name);
    })(),
  ),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

/* Pure: the name of a file in the list for an address of a browser's. */
const named = (url) => url.slice(scope.length).replace(/[?#].*/, "").replace(/(^|\/)index\.html$/, "$1");

/* Never opened by name here: that would bring back what a reader has cleared. */
const kept = (address) => caches.match(scope + address, { cacheName: NAME });

const TRIES = 5; // a newer worker that does not listen must not make pages load for ever
let tries = 0;

const answer = async (request) => {
  const moving = request.mode === "navigate";
  if (moving && registration.waiting && (await clients.matchAll()).length < 2 && tries++ < TRIES) {
    registration.waiting.postMessage("take over");
    return new Response("", { headers: { Refresh: "0" } }); // the same page again, from the new copy
  }
  const address = named(request.url);
  const found = await kept(address);
  if (found) return found;
  if (moving && (await kept(`${address}/`))) return Response.redirect(`${scope + address}/`);
  try {
    return await fetch(request);
  } catch (error) {
    const lost = moving && (await kept("404.html"));
    if (!lost) throw error;
    return new Response(lost.body, { status: 404, headers: lost.headers });
  }
};

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(scope)) event.respondWith(answer(request));
});
