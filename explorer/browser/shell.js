// The page around Datasette in the browser. It fetches what is missing, with progress, checks
// every file against its hash, keeps one worker per browser alive, and shows Datasette in a frame.
import { missing, fetchFile, forget, readManifest } from "./files.js";

const scope = new URL("../", import.meta.url); // …/explore/
const lead = `claimed-ground ${scope.pathname}`; // several sites on one origin do not lead each other
const frame = document.getElementById("datasette");
const questions = []; // asked before the worker was ready
let worker = null;
let isReady = false;

const show = (id, shown) => { document.getElementById(id).hidden = !shown; };
const step = (text) => { document.getElementById("step").textContent = text; };

async function start() {
  colours();
  const lacking = whatIsLacking();
  if (lacking) throw new Error(lacking);
  show("fallback", false);
  show("progress", true);
  navigator.serviceWorker.addEventListener("message", answer);
  await inTime(control(), 20_000, "no service worker could be started");
  let leads = false;
  // Whoever holds the lock runs Datasette for every tab; when that tab closes, the next takes over.
  const leading = new Promise((resolve, reject) => {
    navigator.locks.request(lead, () => {
      leads = true;
      boot().then(resolve, reject);
      return new Promise(() => {}); // held until the tab closes
    });
  });
  const held = (await navigator.locks.query()).held.some((lock) => lock.name === lead);
  if (!held || leads) await leading;
  else leading.catch(fail);
  open(target());
}

function whatIsLacking() {
  if (!window.isSecureContext) return "This browser runs Datasette only over HTTPS.";
  if (!("serviceWorker" in navigator)) return "This browser, or its private mode, has no service workers.";
  if (!navigator.locks || !window.DecompressionStream || !window.WebAssembly) {
    return "This browser is too old to run Datasette.";
  }
  return "";
}

/** The promise's value, or a failure that says why it took too long: some settings block without a word. */
function inTime(promise, milliseconds, why) {
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error(why)), milliseconds); });
  return Promise.race([promise, late]);
}

/** A service worker that answers for this page. */
async function control() {
  await navigator.serviceWorker.register(new URL("sw.js", scope), { scope: scope.pathname });
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return;
  await new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    navigator.serviceWorker.ready.then((found) => found.active.postMessage({ type: "claim" }));
  });
}

async function boot() {
  const manifest = await readManifest(scope);
  const wanted = await missing(scope, manifest);
  const total = wanted.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  const more = (bytes) => { done += bytes; progress(done, total); };
  if (total) progress(0, total);
  // Three at a time: the browser would fetch six, but hashing and unpacking take their turns anyway.
  const lines = [0, 1, 2].map(async () => {
    for (let file = wanted.shift(); file; file = wanted.shift()) await fetchFile(scope, file, more);
  });
  await Promise.all(lines);
  await forget(scope, manifest);
  step("Starting Python…");
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  await new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => {
      if (data.type === "step") step(data.text);
      if (data.type === "ready") resolve();
      if (data.type === "failed") reject(new Error(data.text));
    });
    worker.addEventListener("error", (event) => reject(new Error(event.message || "the worker did not start")));
    worker.postMessage({ type: "open", scope: scope.href, release: manifest.release });
  });
  isReady = true;
  document.documentElement.dataset.ready = manifest.release;
  for (const question of questions.splice(0)) pass(question);
}

function progress(done, total) {
  const bar = document.getElementById("bar");
  bar.max = total;
  bar.value = done;
  step(`${(done / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`);
}

/** The service worker asks for a page: only the tab that runs Datasette takes the question. */
function answer({ data, ports }) {
  if (data.type !== "ask" || !(worker || isReady)) return;
  ports[0].postMessage({ type: "taken" });
  const question = { request: data.request, port: ports[0] };
  if (isReady) pass(question);
  else questions.push(question);
}

function pass({ request, port }) {
  worker.postMessage({ type: "ask", request, port }, [port]);
}

/** The address that was asked for: this page's own, or the one that the 404 page sent here. */
function target() {
  const sent = location.hash.startsWith("#/") ? location.hash.slice(2) : "";
  if (sent) return new URL(sent, scope).href;
  return location.href.replace(/#$/, "");
}

function open(address) {
  frame.addEventListener("load", follow);
  show("datasette", true);
  frame.contentWindow.location.replace(address);
  // An address that downloads leaves the frame empty.
  setTimeout(() => step("If this was a download, your browser has it now."), 8000);
}

/** The address bar and the title follow the frame; a page of the site takes the whole window. */
function follow() {
  let here;
  try { here = frame.contentWindow.location; } catch { return; }
  if (!here || here.href === "about:blank") return;
  if (!here.href.startsWith(scope.href)) {
    location.replace(here.href);
    return;
  }
  show("loading", false);
  document.title = frame.contentDocument?.title || document.title;
  history.replaceState(history.state, "", here.href);
}

function colours() {
  let chosen = null;
  const site = new URL("../", scope).pathname;
  try { chosen = JSON.parse(localStorage.getItem(`${site}.__palette`))?.color?.scheme; } catch { /* closed storage */ }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.dataset.mdColorScheme = chosen || (dark ? "slate" : "default");
}

function fail(error) {
  show("progress", false);
  show("fallback", true);
  document.getElementById("why").textContent = `Datasette could not start in this browser: ${error.message}`;
  document.documentElement.dataset.failed = error.message;
}

start().catch(fail);
