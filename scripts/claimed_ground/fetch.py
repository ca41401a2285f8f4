"""The bytes of an input that somebody names: a file, or an http(s) address.

Takes a path or URL. Gives its bytes, or the Problem that says why there are none; of a
service, its answer whatever the status. Refuses other schemes, and more than MAX_BYTES.
"""

import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimed_ground.problem import Problem

# A day of map polygons is 80 kB and a country outline 2 MB: far above both, far below
# what would fill a small machine's memory once it is parsed.
MAX_BYTES = 32 * 1024 * 1024
TIMEOUT_SECONDS = 30
USER_AGENT = "claimed-ground"

_SUFFIXES = (".geojson", ".json")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What a service answered: where it led, its status, headers in lower case, and the body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


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


def ask(url: str, form: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answer | str:
    """The service's answer to a GET, or to a POST of `form`; in words why there is none."""
    try:
        request = urllib.request.Request(url, form, {"User-Agent": USER_AGENT})
        for name, value in (headers or {}).items():
            request.add_unredirected_header(name, value)  # keys are for this host only
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            return _answer(response)
    except urllib.error.HTTPError as error:
        with error:
            return _answer(error)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _reason(error)


def _answer(response: http.client.HTTPResponse | urllib.error.HTTPError) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    status = response.code if isinstance(response, urllib.error.HTTPError) else response.status
    return Answer(response.geturl(), status, headers, response.read(MAX_BYTES))


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
    request = urllib.request.Request(url, headers={"User-Agent": USER_AGENT})
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
        content: bytes = response.read(MAX_BYTES + 1)
    return content


def _reason(error: Exception) -> str:
    """What went wrong, without the path that the message already begins with."""
    inner = getattr(error, "reason", error)
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror
    return str(inner or error or type(error).__name__)
