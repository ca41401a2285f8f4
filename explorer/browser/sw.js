// Answers every address under /explore/ in this browser: the shell for a page opened in a tab,
// the runtime from the cache, and all else by asking the tab that runs Datasette.
const scope = new URL(self.registration.scope);
const CACHE = `claimed-ground ${scope.pathname}`;
const shells = ["", "runtime/shell.js", "runtime/files.js", "runtime/shell.css", "runtime/worker.js"];

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await Promise.all(shells.map((name) => cache.add(new Request(new URL(name, scope), { cache: "reload" }))));
    await self.skipWaiting();
  })());
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", ({ data }) => {
  if (data.type === "claim") self.clients.claim();
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (address.origin !== scope.origin || event.request.method !== "GET") return;
  const name = address.pathname.startsWith(scope.pathname) && address.pathname.slice(scope.pathname.length);
  if (name === false) event.respondWith(fresh(event.request, event.request)); // the site's own style sheet
  else if (name === "sw.js" || name === "runtime/manifest.json") return;
  else if (event.request.destination === "document") event.respondWith(shell());
  else if (shells.includes(name) && name) event.respondWith(fresh(event.request, address.href));
  else if (name.startsWith("runtime/")) event.respondWith(kept(event.request));
  else event.respondWith(datasette(address));
});

/** The page around Datasette, told where it belongs, whichever address it is shown at. */
async function shell() {
  const answer = await fresh(new Request(scope), scope.href);
  const page = (await answer.text()).replace("<head>", `<head><base href="${scope.href}">`);
  return new Response(page, { status: answer.status, headers: { "content-type": "text/html; charset=utf-8" } });
}

/** From the network, and kept; offline, as kept. */
async function fresh(request, key) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request, { cache: "no-cache" });
    if (answer.ok) await cache.put(key, answer.clone());
    return answer;
  } catch (error) {
    const found = await cache.match(key);
    if (found) return found;
    throw error;
  }
}

async function kept(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request.url)) || fetch(request);
}

async function datasette(address) {
  const request = { method: "GET", path: address.pathname, query: address.search.slice(1) };
  for (let tries = 0; tries < 60; tries += 1) {
    const answer = await ask(request);
    if (answer) return respond(answer);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
  return new Response("Datasette is not running. Open this address in a tab.", { status: 503 });
}

/** Put the question to every open tab; the one that runs Datasette takes it. Null if none does. */
async function ask(request) {
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const answers = tabs.filter((tab) => tab.frameType === "top-level" && tab.url.startsWith(scope.href)).map((tab) => put(tab, request));
  return Promise.any(answers).catch(() => null);
}

function put(tab, request) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    let timer = setTimeout(reject, 1000);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      if (data.type === "taken") timer = setTimeout(reject, 90000);
      if (data.type === "answer") resolve(data);
    };
    tab.postMessage({ type: "ask", request }, [port2]);
  });
}

function respond({ status, headers, body }) {
  if (status >= 300 && status < 400) {
    const location = headers.find(([name]) => name.toLowerCase() === "location");
    return Response.redirect(new URL(location[1], scope), status);
  }
  return new Response(status === 204 || status === 304 ? null : body, { status, headers });
}
