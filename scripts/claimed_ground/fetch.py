"""The bytes of an input that somebody names: a file, or an http(s) address.

Takes a path or URL. Gives its bytes, or the Problem that says why there are none.
Refuses other schemes, and more than MAX_BYTES.
"""

import http.client
import re
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from claimed_ground.problem import Problem

# A day of map polygons is 80 kB and a country outline 2 MB: far above both, far below
# what would fill a small machine's memory once it is parsed.
MAX_BYTES = 32 * 1024 * 1024
TIMEOUT_SECONDS = 30

_SUFFIXES = (".geojson", ".json")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


def is_url(location: str) -> bool:
    """Whether the location names a scheme, known or not."""
    return _SCHEME.match(location) is not None


def expand(locations: Sequence[str]) -> list[str]:
    """The locations, with each folder replaced by the GeoJSON files in it, by name."""
    return [one for location in locations for one in _files(location)]


def read_input(location: str) -> bytes | Problem:
    """All bytes at the path or http(s) URL; a Problem if it cannot be read or is too large."""
    scheme = _SCHEME.match(location)
    if scheme and scheme[1].lower() not in ("http", "https"):
        message = f"cannot be read over {scheme[1]}; give a path, or an http or https address"
        return Problem(location, 0, "", message, "bad-location")
    try:
        content = _download(location) if scheme else _read(location)
    # A URL or path that the library cannot even parse is a ValueError.
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Problem(location, 0, "", f"cannot be read: {_reason(error)}", "unreadable-input")
    if len(content) > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // 1024 // 1024} MB; give only the polygons needed"
        return Problem(location, 0, "", message, "input-too-large")
    return content


def _files(location: str) -> list[str]:
    if is_url(location):
        return [location]
    try:
        if not Path(location).is_dir():
            return [location]
        return sorted(str(path) for path in Path(location).iterdir() if path.suffix in _SUFFIXES)
    except OSError:
        return [location]  # reading it will say why


def _read(path: str) -> bytes:
    with Path(path).open("rb") as handle:
        return handle.read(MAX_BYTES + 1)


def _download(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"User-Agent": "claimed-ground"})
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
        content: bytes = response.read(MAX_BYTES + 1)
    return content


def _reason(error: Exception) -> str:
    """What went wrong, without the path that the message already begins with."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(getattr(error, "reason", None) or error or type(error).__name__)
