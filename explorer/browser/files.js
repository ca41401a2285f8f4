// The files that Datasette in the browser is made of: listed in manifest.json, kept in a cache.
// Each is fetched once, compressed by us so that no host's settings matter, and checked.
// One origin may hold several sites, each under a path: what is kept is kept per path.
export const shelf = (scope) => caches.open(`claimed-ground ${scope.pathname}`);
const TYPES = { js: "text/javascript", mjs: "text/javascript", wasm: "application/wasm", json: "application/json" };

const place = (scope, file) => new URL(`runtime/${file.path}`, scope).href;
const type = (path) => TYPES[path.slice(path.lastIndexOf(".") + 1)] || "application/octet-stream";

/** The list of this release: the newest that can be had, or the last one when offline. */
export async function readManifest(scope) {
  const address = new URL("runtime/manifest.json", scope);
  const cache = await shelf(scope);
  try {
    const answer = await fetch(address, { cache: "no-cache" });
    if (answer.ok) {
      await cache.put(address, answer.clone());
      return answer.json();
    }
    if (answer.status === 404) throw new Error("its files are not on this site");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // TypeError is what fetch throws offline
  }
  const kept = await cache.match(address);
  if (!kept) throw new Error("there is no connection, and it has not been opened here before");
  return kept.json();
}

/** The files of the manifest that are not here yet, or in another version. */
export async function missing(scope, manifest) {
  const cache = await shelf(scope);
  const found = await Promise.all(manifest.files.map(async (file) => {
    const kept = await cache.match(place(scope, file));
    return kept?.headers.get("x-sha256") === file.sha256;
  }));
  return manifest.files.filter((_, index) => !found[index]);
}

/** Fetch one file, tell its progress, check it, unpack it, keep it. */
export async function fetchFile(scope, file, more) {
  const answer = await fetch(new URL(`runtime/${file.packed}`, scope), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${file.path}: the host answered ${answer.status}`);
  const parts = [];
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    more(value.length);
  }
  const packed = new Blob(parts);
  const digest = await crypto.subtle.digest("SHA-256", await packed.arrayBuffer());
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (sha256 !== file.sha256) throw new Error(`${file.path} is not the file of this release; reload the page`);
  const unpacked = await new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
  const headers = { "content-type": type(file.path), "x-sha256": sha256 };
  const cache = await shelf(scope);
  await cache.put(place(scope, file), new Response(unpacked, { headers }));
}

/** Drop what this release does not use, once all of it is here. */
export async function forget(scope, manifest) {
  const cache = await shelf(scope);
  const used = new Set(manifest.files.map((file) => place(scope, file)));
  for (const request of await cache.keys()) {
    const kept = await cache.match(request);
    const release = kept.headers.get("x-release"); // on what Python compiled
    const isOld = kept.headers.has("x-sha256") && !used.has(request.url);
    if (isOld || (release && release !== manifest.release)) await cache.delete(request);
  }
}
