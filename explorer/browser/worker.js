// Runs Python with Datasette in it, and answers requests one after another.
import { shelf } from "./files.js";
import { loadPyodide } from "./pyodide/pyodide.mjs";

let ask = null;

self.addEventListener("message", async ({ data }) => {
  if (data.type === "open") {
    try {
      await open(new URL(data.scope), data.release);
      self.postMessage({ type: "ready" });
    } catch (error) {
      self.postMessage({ type: "failed", text: String(error.message || error).trim().split("\n").pop() });
    }
  }
  if (data.type === "ask") await reply(data.request, data.port);
});

async function open(scope, release) {
  const runtime = new URL("runtime/", scope);
  const bytes = async (name) => new Uint8Array(await (await fetch(new URL(name, runtime))).arrayBuffer());
  const compiled = new URL("compiled.zip", runtime);
  const [python, bundle, database, before] = await Promise.all([
    loadPyodide({ indexURL: new URL("pyodide/", runtime).href }),
    bytes("bundle.zip"),
    bytes("claims.db"),
    shelf(scope).then((cache) => cache.match(compiled)),
  ]);
  const isCompiled = before?.headers.get("x-release") === release;
  self.postMessage({ type: "step", text: "Opening the database…" });
  python.unpackArchive(bundle, "zip", { extractDir: "/app" });
  if (isCompiled) python.unpackArchive(new Uint8Array(await before.arrayBuffer()), "zip", { extractDir: "/app/site" });
  python.FS.writeFile("/app/claims.db", database);
  python.runPython("import sys; sys.dont_write_bytecode = False; sys.path[:0] = ['/app', '/app/site']");
  const serving = python.pyimport("serving");
  serving.open_app(scope.pathname);
  ask = serving.ask;
  if (!isCompiled) keep(scope, compiled, release, serving.compiled());
}

/** What Python compiled this time spares it the work next time: a third of the start. */
async function keep(scope, address, release, made) {
  const headers = { "x-release": release };
  const cache = await shelf(scope);
  await cache.put(address, new Response(made.toJs(), { headers }));
  made.destroy();
}

async function reply(request, port) {
  try {
    const answer = await ask(request.method, request.path, request.query);
    const [status, headers, body] = answer.toJs();
    answer.destroy();
    port.postMessage({ type: "answer", status, headers, body }, [body.buffer]);
  } catch (error) {
    const body = new TextEncoder().encode(`Datasette failed: ${error.message}`);
    port.postMessage({ type: "answer", status: 500, headers: [["content-type", "text/plain"]], body });
  }
}
