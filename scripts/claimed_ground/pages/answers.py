"""What a topic's derived rows answer to its question, in a few sentences written from them.

Takes the claims of a topic and the discrepancies among them. Gives sentences that attribute and count,
and never say who is right. Refuses nothing: where nothing can be compared, it says why.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimed_ground.pages.headlines import WORKED_OUT, Place, distance

Found = Mapping[str, Any]
SIDES = {"russia": "the Russian side", "ukraine": "the Ukrainian side"}
COMPARED = ("contradiction", "tension", "agreement")
# Whose pair to name first.
WHO = ("opposing", "with_third_party", "same_side", "third_parties", "same_claimant")
NUMBERS = "no one two three four five six seven eight nine".split()


@dataclass(frozen=True)
class Answer:
    """`sentences` lead the page; `shown` is the discrepancy that they name; `overlap` says whether and
    why no figures of the two sides overlap, empty where some do.
    """

    sentences: Sequence[str]
    shown: Found | None
    overlap: str


def answer(claims: Collection[Found], found: Sequence[Found]) -> Answer:
    """The answer of a topic with these active claims, and these discrepancies among them."""
    compared = [one for one in found if one["kind"] in COMPARED]
    opposing = [one for one in compared if one["speakers"] == "opposing"]
    shown = _widest(opposing) or _closest(opposing) or _widest(compared)
    sentences = [
        _between_sides(claims, opposing),
        *_denials(found),
        *_with_others(compared),
        *([_named(shown)] if shown else []),
    ]
    return Answer(sentences, shown, _no_overlap(claims, opposing))


def _no_overlap(claims: Collection[Found], opposing: Sequence[Found]) -> str:
    if any(one["kind"] == "agreement" for one in opposing):
        return ""
    if opposing:
        return "No two claims of opposing sides here have figures that overlap."
    return _between_sides(claims, opposing)


def _between_sides(claims: Collection[Found], opposing: Sequence[Found]) -> str:
    """What the two sides' figures are to each other; or why they cannot be set side by side."""
    figures = [claim for claim in claims if claim["family"] != "event"]
    sides = [side for side in SIDES if any(claim["side"] == side for claim in figures)]
    if not figures:
        return "The claims here report or deny an event; none of them gives a figure."
    if not sides:
        return "All figures here are third parties’; neither side has any."
    if len(sides) == 1:
        return f"Only {SIDES[sides[0]]} has figures here, so there is no pair of the two sides to compare."
    if not opposing:
        return (
            "Both sides have figures here, but they are not of the same quantity, or not of days that are "
            "known and near enough, so no pair of the two sides can be compared."
        )
    fitting = [one for one in opposing if one["kind"] == "agreement"]
    apart_ones = [one for one in opposing if one["kind"] != "agreement"]
    if not apart_ones:
        if len(fitting) == 1:
            return "One pair of the two sides’ figures can be compared; it overlaps."
        return f"Of the two sides’ figures, {_pairs(fitting)} can be compared; all overlap."
    overlap = (
        [f"{in_words(len(fitting))} {'overlaps' if len(fitting) == 1 else 'overlap'}"] if fitting else []
    )
    those = in_words(len(apart_ones)) if fitting else "they"
    said = ", ".join([*overlap, f"{those} {_not_fitting(apart_ones)}"])
    if len(opposing) == 1:
        ruled = ", which an editorial ruling explains" if apart_ones[0]["ruling_id"] else ""
        return f"One pair of the two sides’ figures can be compared; it {_how_apart(apart_ones)}{ruled}."
    return f"Of the two sides’ figures, {_pairs(opposing)} can be compared: {said}."


def _not_fitting(found: Sequence[Found]) -> str:
    """`do not fit as usually read, three not even at the widest`, and how many a ruling explains."""
    ruled = sum(one["ruling_id"] is not None for one in found)
    note = f" ({in_words(ruled)} explained by an editorial ruling)" if ruled else ""
    return _how_apart(found) + note


def _how_apart(found: Sequence[Found]) -> str:
    hard = sum(one["kind"] == "contradiction" for one in found)
    does = "does" if len(found) == 1 else "do"
    if hard == len(found):
        return f"{does} not fit even at the widest"
    widest = f", {in_words(hard)} of them not even at the widest" if hard else ", but can at the widest"
    return f"{does} not fit as usually read{widest}"


def _denials(found: Sequence[Found]) -> list[str]:
    denied = [one for one in found if one["kind"] == "denial" and one["speakers"] == "opposing"]
    if not denied:
        return []
    claimed = sorted({one["glance"].places[-1].who for one in denied})
    count = in_words(len(denied)).capitalize()
    verb = "claims of the other side deny or dispute" if len(denied) > 1 else "claim of the other side denies"
    return [f"{count} {verb} what {' and '.join(claimed)} said."]


def _with_others(compared: Sequence[Found]) -> list[str]:
    """How the sides fit with third parties; where they are compared with none, those among themselves."""
    apart_ones = [one for one in compared if one["kind"] != "agreement"]
    for speakers, whose in (
        ("with_third_party", "of a side and a third party"),
        ("third_parties", "of third parties"),
    ):
        found = [one for one in apart_ones if one["speakers"] == speakers]
        if found:
            return [f"{_pairs(found).capitalize()} {whose} {_not_fitting(found)}."]
    return []


def _widest(found: Sequence[Found]) -> Found | None:
    """The widest apart of those that no ruling explains; with a side before third parties alone."""
    open_ones = [one for one in found if one["kind"] != "agreement" and not one["ruling_id"]]
    ranked = sorted(open_ones, key=lambda one: WHO.index(one["speakers"]))
    return ranked[0] if ranked else None


def _closest(found: Sequence[Found]) -> Found | None:
    """The closest of those that overlap; of figures that the speakers gave themselves, if there are any."""
    fitting = [one for one in found if one["kind"] == "agreement"]
    ranked = sorted(fitting, key=lambda one: (_by_reporters(one), one["difference_percent"]))
    return ranked[0] if ranked else None


def _by_reporters(one: Found) -> bool:
    return any(claim["origin"] != "stated" for claim in one["claims"])


def _named(one: Found) -> str:
    """The pair that the answer names: who, which figure, when, how far apart."""
    first, second = one["glance"].places[:2]
    whose = " between the two sides" if one["speakers"] == "opposing" else ""
    if one["kind"] == "agreement":
        start, gap = f"Closest{whose}", ""
    elif one["gap"]:
        how = "even at the widest" if one["kind"] == "contradiction" else "as usually read"
        start, gap = f"At odds {how}{whose}", f", {distance(one)} apart"
    else:
        start, gap = f"At odds{whose}", ""
    return f"{start}, for {one['glance'].subject}: {_with(first)} and {_with(second)}{gap}."


def _with(place: Place) -> str:
    figure = place.figure.removesuffix(WORKED_OUT)
    return f"{place.who} with {figure} ({'worked out here ' if figure != place.figure else ''}{place.when})"


def _pairs(found: Sequence[Found]) -> str:
    return f"{in_words(len(found))} {'pair' if len(found) == 1 else 'pairs'}"


def in_words(count: int) -> str:
    """`three`, `12`: small numbers in words."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
