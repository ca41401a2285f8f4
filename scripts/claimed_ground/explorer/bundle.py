"""Datasette's Python code as one archive for the browser, from what is installed here.

Takes the installed environment and `explorer/`. Gives a zip, the same bytes for
the same files, and the licence of every package in it. Refuses nothing: what is
compiled is left out, and the two packages concerned have fallbacks in Python.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

# Everything else that ships with a package is for other uses of it: command lines, tests, types.
SUFFIXES = (".py", ".html", ".css", ".js", ".json")
# Asked for, yet of no use in a browser: they install packages, restart servers, colour terminals.
UNUSED = ("pip", "setuptools", "certifi", "colorama", "flexcache", "flexparser", "hupper", "platformdirs")
PINT = "datasette/vendored/pint/"
LEFT_OUT = (
    f"/{PINT}",
    "/tests/",
    "/testing/",
    "/_trio",
    "/_backends/_trio.py",
    "/protocols/",
    "/supervisors/",
)
_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Package:
    """One installed package that the browser gets."""

    name: str
    version: str
    licence: str


def packages(root: str = "datasette") -> list[Package]:
    """What `root` needs at run time, by name, itself included."""
    names = sorted(set(_required(root)) - set(UNUSED))
    return [_package(metadata.distribution(name)) for name in names]


def write_bundle(explorer: Path, extra: dict[str, bytes]) -> bytes:
    """The archive: `site/` holds packages, `explorer/` our templates and plugins, and `extra` files."""
    entries = {f"site/{name}": path.read_bytes() for name, path in _package_files()}
    entries[f"site/{PINT}__init__.py"] = (explorer / "browser" / "pint.py").read_bytes()
    for folder in ("templates", "plugins", "sql", "static"):
        for path in sorted((explorer / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                entries[f"explorer/{path.relative_to(explorer).as_posix()}"] = path.read_bytes()
    entries.update(extra)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:  # the whole is compressed later
        for name in sorted(entries):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), entries[name])
    return buffer.getvalue()


def _required(root: str) -> Iterator[str]:
    """`root` and all it requires, directly or not, as far as it is installed here."""
    seen: set[str] = set()
    waiting = [root]
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in seen:
            continue
        seen.add(name)
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        yield name
        waiting += [need[0] for need in map(_REQUIREMENT.match, needs) if need and "extra" not in need.string]


def _package_files() -> Iterator[tuple[str, Path]]:
    for package in packages():
        for file in metadata.distribution(package.name).files or ():
            name = file.as_posix()
            if _is_kept(name) and not any(part in f"/{name}" for part in LEFT_OUT):
                yield name, Path(str(file.locate()))


def _is_kept(name: str) -> bool:
    """Code, and what the licences ask to go with it."""
    if name.startswith(".."):
        return False
    _, _, rest = name.partition(".dist-info/")
    return name.endswith(SUFFIXES) or rest in ("METADATA", "entry_points.txt") or "licen" in rest.lower()


def _package(found: metadata.Distribution) -> Package:
    about = found.metadata
    stated = (about.get_all("License-Expression") or about.get_all("License") or [""])[0]
    licence = str(stated)
    if not licence or licence == "UNKNOWN" or "\n" in licence:
        named = [line for line in about.get_all("Classifier") or () if line.startswith("License ::")]
        licence = named[0].rpartition(" :: ")[2] if named else "see its home page"
    return Package(about["Name"], found.version, licence)
