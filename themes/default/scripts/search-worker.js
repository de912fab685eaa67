// Keeps what the search page fetched, so that it can be searched again without a network.
//
// A service worker for the search pages alone: files whose names hold a hash come from the cache, the page and the
// manifest from the network as long as there is one. Asks for nothing that the page didn't ask for.
(() => {
  "use strict";
  const CACHE = "fanzha-search-1";
  const MANIFEST = "/search/manifest.json";

  const open = () => caches.open(CACHE);
  const isLasting = (url) => /[./-][0-9a-f]{8,}[./]/.test(url.pathname);
  /** The page is the same whatever is asked of it. */
  const keyOf = (url) => url.origin + url.pathname;

  async function put(url, response) {
    if (response.ok && response.type === "basic") await (await open()).put(keyOf(url), response);
  }

  async function fromCache(url, request) {
    const known = await (await open()).match(keyOf(url));
    return known ?? fromNetwork(url, request);
  }

  async function fromNetwork(url, request) {
    const response = await fetch(request);
    const copy = response.clone();
    if (url.pathname.endsWith(MANIFEST)) await dropOld(url, response.clone());
    await put(url, copy);
    return response;
  }

  /** A site that was built anew has another index. */
  async function dropOld(url, response) {
    const cache = await open();
    const known = await cache.match(keyOf(url));
    if (!response.ok || !known || (await known.text()) === (await response.text())) return;
    const folder = url.href.slice(0, url.href.lastIndexOf("/") + 1);
    const files = (await cache.keys()).filter((key) => key.url.startsWith(folder) && isLasting(new URL(key.url)));
    await Promise.all(files.map((key) => cache.delete(key)));
  }

  async function keep(addresses) {
    const cache = await open();
    const urls = addresses.map((address) => new URL(address)).filter(({ origin }) => origin === location.origin);
    await Promise.all(urls.map(async (url) => {
      if (!(await cache.match(keyOf(url)))) await put(url, await fetch(url));
    }));
  }

  addEventListener("install", () => { skipWaiting(); });
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("message", (event) => event.waitUntil(keep(event.data).catch(() => {})));
  addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== location.origin) return;
    if (request.mode !== "navigate" && isLasting(url)) event.respondWith(fromCache(url, request));
    else {
      event.respondWith(fromNetwork(url, request).catch(async (error) => {
        const known = await (await open()).match(keyOf(url));
        if (known) return known;
        throw error;
      }));
    }
  });
})();
