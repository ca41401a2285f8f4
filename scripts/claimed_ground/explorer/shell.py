"""Datasette without a server: the page around it, and the files it runs on, as part of the static site.

Takes the finished database, `explorer/`, and Python for the browser as `make
vendor` fetches it. Gives `site/explore/`, which answers at the same addresses
as Datasette on a server does. Where Python for the browser was not fetched, it
gives that page with its fallback only, and says so.
"""

import gzip
import hashlib
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from claimed_ground.descriptor import Package
from claimed_ground.explorer.baked import write_answers
from claimed_ground.explorer.bundle import packages, write_bundle
from claimed_ground.explorer.instance import SETTINGS, VERSION, inspect
from claimed_ground.explorer.metadata import describe
from claimed_ground.layout import Layout, Output

PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
SHELL = ("shell.css", "shell.js", "files.js", "worker.js")
# Without service workers a host shows its 404 page for every address under explore/: from there to the shell.
DETOUR = """<script>
(() => {
  const [, site, rest] = location.pathname.match(/^(.*?\\/)explore\\/(.+)$/) || [];
  if (rest) location.replace(`${site}explore/#/${rest}${location.search}`);
})();
</script>
"""


def write_explorer(layout: Layout, package: Package, output: Output) -> str:
    """Write `explore/` and the baked answers into the finished site; say in a few words what was made."""
    metadata = describe(package, layout.explorer)
    browser = layout.explorer / "browser"
    folder = output.site / "downloads" / "queries"
    answers = write_answers(metadata, output.database, folder, layout.explorer)
    explore = output.site / "explore"
    runtime = explore / "runtime"
    runtime.mkdir(parents=True)
    shutil.copyfile(browser / "shell.html", explore / "index.html")
    shutil.copyfile(browser / "sw.js", explore / "sw.js")
    for name in SHELL:
        shutil.copyfile(browser / name, runtime / name)
    _take_detour(output.site / "404.html")
    vendored = browser / "node_modules" / "pyodide"
    if not vendored.is_dir():
        return f"{answers} answers; without Datasette in the browser, for which `make vendor` needs npm once"
    files = {f"pyodide/{name}": (vendored / name).read_bytes() for name in PYODIDE}
    files["claims.db"] = output.database.read_bytes()
    files["bundle.zip"] = _bundle(layout.explorer, metadata, inspect(output.database))
    size = _write_files(runtime, files)
    _write_licences(runtime / "licences.json", json.loads((vendored / "package.json").read_bytes()))
    return f"{answers} answers; Datasette for the browser, {size / 1e6:.1f} MB"


def _bundle(explorer: Path, metadata: dict[str, Any], inspected: dict[str, Any]) -> bytes:
    config = {"metadata": metadata, "settings": dict(SETTINGS), "inspect_data": inspected}
    extra = {
        "config.json": json.dumps(config, ensure_ascii=False).encode(),
        "serving.py": (explorer / "browser" / "serving.py").read_bytes(),
    }
    return write_bundle(explorer, extra)


def _write_files(runtime: Path, files: dict[str, bytes]) -> int:
    """Write each file compressed, under a name that changes with it, and the list of them; give the bytes."""
    listed = []
    with ThreadPoolExecutor() as pool:  # zlib leaves other threads to run
        all_packed = list(pool.map(lambda content: gzip.compress(content, 9, mtime=0), files.values()))
    for path, packed in zip(files, all_packed, strict=True):
        digest = hashlib.sha256(packed).hexdigest()
        # Not .gz: some hosts would send that with Content-Encoding, and the browser unpack it unasked.
        name = f"{Path(path).name}.{digest[:12]}.bin"
        (runtime / name).write_bytes(packed)
        listed.append({"path": path, "packed": name, "bytes": len(packed), "sha256": digest})
    release = hashlib.sha256("".join(str(file["sha256"]) for file in listed).encode()).hexdigest()
    manifest = {"release": release, "datasette": VERSION, "files": listed}
    (runtime / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return sum(len((runtime / str(file["packed"])).read_bytes()) for file in listed)


def _write_licences(path: Path, pyodide: dict[str, Any]) -> None:
    """Every package that the browser gets, with its licence; the bundle holds their texts."""
    found = [{"name": one.name, "version": one.version, "licence": one.licence} for one in packages()]
    found.append({"name": "pyodide", "version": pyodide["version"], "licence": pyodide["license"]})
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _take_detour(page: Path) -> None:
    if page.is_file():
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("<head>", f"<head>{DETOUR}", 1), encoding="utf-8")
