"""Where a text holds a fragment, whatever the typography, and how to point at the place.

Takes the text of a source and the words that a report quotes from it. Gives the place as an
Anchor (the W3C's TextQuoteSelector: https://www.w3.org/TR/annotation-model/#text-quote-selector).
Refuses nothing: a fragment that is not in the text gives None.

White space, quotation marks, dashes, digit grouping, invisible characters and case are
folded away on both sides before they are compared.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# The longest quotation from a source, in words: a rule of this dataset.
LONGEST_QUOTE = 12
# Words of context on either side, where the rule leaves room for them.
CONTEXT_WORDS = 3
CONTEXT_CHARACTERS = 32

_QUOTES = frozenset("\"'`´‘’‚‛“”„‟«»‹›「」『』〝〞〟ʼ′″＂＇")
_DASHES = frozenset("-‐‑‒–—―−﹣－")
_GROUPED = re.compile(r"(?<=\d)[.,٬](?=\d{3}(?!\d))")
# Where a fragment leaves words out: <…>, […], (...), … or three points.
_GAP = re.compile(r"[<\[(]?(?:…|\.\.\.)[>\])]?")
_GAP_CHARACTERS = 600
_SEPARATOR = r"[.,٬'’\u00a0\u2009\u202f ]"
_DECIMAL_BEFORE = re.compile(r"\d[.,٫]?$")
_GROUP_BEFORE = re.compile(rf"(?<!\d)\d{{1,3}}{_SEPARATOR}$")
_LAST_GROUP = re.compile(r"\d{3}(?!\d)")
_MORE_AFTER = re.compile(rf"[.,٫]?\d|{_SEPARATOR}\d{{3}}(?!\d)")
# What a spreadsheet would run as a formula at the start of a cell.
_FORMULA = "=+@-"


@dataclass(frozen=True)
class Anchor:
    """Words of a source and those around them, as it prints them."""

    prefix: str
    exact: str
    suffix: str


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, and for each of its characters the index in the original."""

    original: str
    text: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    """The text without what differs between two prints of the same words."""
    original = unicodedata.normalize("NFC", text)
    pairs = [(c, i) for i, printed in enumerate(original) for c in _folded(printed)]
    joined = "".join(c for c, _ in pairs)
    dropped = {match.start() for match in _GROUPED.finditer(joined)}
    kept = [pair for i, pair in enumerate(pairs) if i not in dropped]
    return Folded(original, "".join(c for c, _ in kept), tuple(i for _, i in kept))


def fingerprint(text: Folded) -> str:
    """SHA-256 of the folded text: the same for two copies that differ in typography only."""
    return hashlib.sha256(text.text.encode("utf-8")).hexdigest()


def find(fragment: str, text: Folded) -> Anchor | None:
    """The first place where the text holds all of the fragment's words, in order."""
    pieces = [piece for piece in (fold(piece).text for piece in pieces_of(fragment)) if piece]
    for start, end in _occurrences(pieces[0], text, 0) if pieces else ():
        spans = _follow(pieces[1:], text, [(start, end)])
        if spans:
            longest = max(spans, key=lambda span: span[1] - span[0])
            alone = len(spans) == 1
            return _anchor(text, *_quoted(fragment, text, *longest), CONTEXT_WORDS if alone else 0)
    return None


def pieces_of(fragment: str) -> list[str]:
    """The fragment without the places where it leaves words out."""
    return [piece.strip() for piece in _GAP.split(fragment) if piece.strip()]


def is_same(exact: str, fragment: str) -> bool:
    """Whether words from a source are those of a fragment, or of a part of one with gaps."""
    return fold(exact).text in [fold(piece).text.lstrip(_FORMULA) for piece in pieces_of(fragment)]


def words(text: str) -> list[str]:
    """The words of a text, as the rule on length counts them."""
    return text.split()


@lru_cache(maxsize=10_000)
def _folded(printed: str) -> str:
    if printed.isspace() or printed in _QUOTES or unicodedata.category(printed) in ("Cc", "Cf", "Zs"):
        return ""
    if printed in _DASHES:
        return "-"
    folded = unicodedata.normalize("NFKC", printed).casefold()
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)


def _occurrences(piece: str, text: Folded, start: int) -> Iterator[tuple[int, int]]:
    """(start, end) in the folded text of each place that is not part of a longer word or number."""
    while (start := text.text.find(piece, start)) >= 0:
        end = start + len(piece)
        if _stands_alone(text, start, end):
            yield start, end
        start += 1


def _follow(pieces: list[str], text: Folded, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of all pieces, each soon after the one before; empty if one is missing."""
    for piece in pieces:
        end = spans[-1][1]
        following = next(_occurrences(piece, text, end), None)
        if following is None or following[0] - end > _GAP_CHARACTERS:
            return []
        spans = [*spans, following]
    return spans


def _stands_alone(text: Folded, start: int, end: int) -> bool:
    first, last = text.places[start], text.places[end - 1]
    before, after = text.original[max(0, first - 8) : first], text.original[last + 1 : last + 6]
    if text.original[first].isdecimal() and _continues(before, text.original[first : first + 4]):
        return False
    if text.original[last].isdecimal() and _MORE_AFTER.match(after):
        return False
    return not (_is_cased(text.original[first]) and _is_cased(before[-1:])) and not (
        _is_cased(text.original[last]) and _is_cased(after[:1])
    )


def _continues(before: str, digits: str) -> bool:
    """Whether digits are the rest of a longer number: 1|64, 4.|5, 1,|268."""
    if _DECIMAL_BEFORE.search(before):
        return True
    return bool(_GROUP_BEFORE.search(before) and _LAST_GROUP.match(digits))


def _is_cased(character: str) -> bool:
    """Whether it is a letter of an alphabet with capitals: there, words end at spaces."""
    return character.lower() != character.upper()


def _quoted(fragment: str, text: Folded, start: int, end: int) -> tuple[int, int]:
    """First and last index in the original, with the quotation marks that the fragment has too."""
    first, last = text.places[start], text.places[end - 1]
    if fragment[0] in _QUOTES and text.original[max(0, first - 1)] in _QUOTES:
        first -= 1
    if fragment[-1] in _QUOTES and text.original[last + 1 : last + 2] in _QUOTES:
        last += 1
    return first, last


def _anchor(text: Folded, first: int, last: int, context: int) -> Anchor:
    exact = _clean(text.original[first : last + 1]).lstrip(_FORMULA)
    count = max(0, min(context, (LONGEST_QUOTE - len(words(exact))) // 2))
    before = words(_clean(text.original[:first].rpartition("\n")[2]))
    after = words(_clean(text.original[last + 1 :].partition("\n")[0]))
    prefix, suffix = _nearest(before[::-1], count)[::-1], _nearest(after, count)
    return Anchor(" ".join(prefix).lstrip(_FORMULA), exact, " ".join(suffix).lstrip(_FORMULA))


def _nearest(context: list[str], count: int) -> list[str]:
    """The first `count` words, while they are short."""
    taken: list[str] = []
    for word in context[:count]:
        if len(" ".join([*taken, word])) > CONTEXT_CHARACTERS:
            break
        taken.append(word)
    return taken if any(c.isalnum() for word in taken for c in word) else []


def _clean(printed: str) -> str:
    """As printed, on one line and without characters that nobody sees."""
    line = re.sub(r"\s*[\r\n\t\f\v]\s*|  +", " ", printed).strip()
    return "".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cf"))
