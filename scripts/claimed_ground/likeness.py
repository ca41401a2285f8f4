"""What is spelt alike: the only module that knows rapidfuzz.

Takes a text and the names that ids go by. Gives the ids whose names come nearest. Refuses nothing:
an empty text is like nothing.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

# From here on two names may well be one: "Syrskiy" and "Syrskyi" have 86, "Putin" and "Pushilin" 62.
ALIKE = 80.0
# Below this a passage has hardly a word in common with what was looked for.
FAINTLY_ALIKE = 55.0
SAME_NUMBER = 15


@dataclass(frozen=True, order=True)
class Match:
    """An id, the name of it that is nearest, and how near from 0 to 100."""

    score: float
    key: str
    name: str


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """A name without case, diacritics and punctuation, for comparison."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 100, whatever the order of their words."""
    return float(fuzz.token_sort_ratio(folded(one), folded(other)))


def nearest(
    text: str, names: Mapping[str, Iterable[str]], floor: float = ALIKE, limit: int = 5
) -> list[Match]:
    """The ids with a name at least `floor` like `text`, the nearest first.

    A name that is part of a longer one counts nearly in full: "Syrskyi" finds "Oleksandr Syrskyi".
    """
    query = folded(text)
    found = []
    for key, spellings in names.items():
        scored = [(_score(query, folded(name)), name) for name in spellings if name]
        best, name = max(scored, default=(0.0, ""))
        if best >= floor:
            found.append(Match(best, key, name))
    return sorted(found, key=lambda match: (-match.score, match.key))[:limit]


def sounding_like(text: str, names: Mapping[str, Iterable[str]], limit: int = 3) -> list[Match]:
    """The ids for someone who may have misspelt a name, the likeliest first; all of them have a score.

    Word by word, the beginnings of words counting most: "Sirsky" finds "Oleksandr Syrskyi" by the surname,
    and "Donezk" "Donetsk Oblast" before names that are longer.
    """
    query = folded(text)
    found = []
    for key, spellings in names.items():
        scored = [(_word_by_word(query, folded(name)), name) for name in spellings if name]
        best, name = max(scored, default=(0.0, ""))
        found.append(Match(best, key, name))
    return sorted(found, key=lambda match: (-match.score, match.key))[:limit]


def nearest_passage(fragment: str, text: str) -> str:
    """As many words of `text` as the fragment has, the most like it; empty where none are much like it.

    Words that hold the same numbers count for more: the figure is what one looks for.
    """
    printed = text.split()
    words = [folded(word) for word in printed]
    query = folded(fragment)
    length = len(fragment.split())
    numbers = {word for word in query.split() if word.isdigit()}
    best, place = FAINTLY_ALIKE, None
    for first in range(max(1, len(words) - length + 1)) if query else ():
        window = words[first : first + length]
        score = float(fuzz.ratio(query, " ".join(window))) + SAME_NUMBER * len(numbers.intersection(window))
        if score > best:
            best, place = score, first
    return "" if place is None else " ".join(printed[place : place + length])


def _score(query: str, name: str) -> float:
    if not query or not name:
        return 0.0
    whole = float(fuzz.token_sort_ratio(query, name))
    # Single letters and initials are part of everything.
    if min(len(query), len(name)) < 4:
        return whole
    return max(whole, 0.95 * float(fuzz.token_set_ratio(query, name)))


def _word_by_word(query: str, name: str) -> float:
    words, others = query.split(), name.split()
    if not words or not others:
        return 0.0
    best = [max(JaroWinkler.normalized_similarity(word, other) for other in others) for word in words]
    return 90.0 * sum(best) / len(best) + 0.1 * float(fuzz.token_sort_ratio(query, name))
