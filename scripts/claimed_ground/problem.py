"""What is wrong with the data, where, and what is expected instead.

A check yields Problems; it never raises and never prints. Problems are shown
all at once, sorted by file, line and field.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, at one place.

    `line` is the physical line that an editor shows; 0 means the file as a whole.
    """

    path: str
    line: int
    field: str
    message: str
    code: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        field = f" {self.field}" if self.field else ""
        return f"{place}{field}: {self.message} [{self.code}]"

    def as_annotation(self) -> str:
        """The problem as a GitHub workflow command, shown on the line in a pull request."""
        text = f"{self.field}: {self.message}" if self.field else self.message
        place = f"file={_property(self.path)},line={max(self.line, 1)},title={_property(self.code)}"
        return f"::error {place}::{_escape(text)}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without repetitions, by file, line and field."""
    return sorted(set(problems))


def shown(value: object) -> str:
    """A value as a message quotes it: on one line, at most 60 characters, nothing invisible."""
    text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in str(value))
    return f'"{text if len(text) <= 60 else text[:59] + "…"}"'


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


class BuildError(Exception):
    """The program cannot go on, for a reason that its user can read and mend."""
