"""How the reports spread over months, sides and languages, for the page of sources.

Takes facts. Gives counts, and a drawing whose colours are the page's own. Refuses
nothing: reports whose statement has no month are counted apart.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from claimed_ground.charts.svg import element, text
from claimed_ground.charts.theme import SIDES
from claimed_ground.pages.facts import Facts
from claimed_ground.wording import day_or_month

MONTHS = """
    select substr(coalesce(stated_on, stated_in), 1, 7) as month, side, count(*) as reports
    from reports
    join claims using (claim_id)
    join statements using (statement_id)
    join claimants using (claimant_id)
    group by 1, 2
"""
LANGUAGES = """
    select sources.language, count(distinct source_id) as sources, count(*) as reports,
      sum(side = 'russia') as russia, sum(side = 'ukraine') as ukraine,
      sum(side = 'third_party') as third_party
    from sources
    join reports using (source_id)
    join claims using (claim_id)
    join statements using (statement_id)
    join claimants using (claimant_id)
    group by 1
    order by reports desc, 1
"""
# By BCP 47 code; a language without a name here is shown by its code.
NAMES = dict(
    pair.split(" ")
    for pair in "ar Arabic,be Belarusian,bg Bulgarian,bn Bengali,ca Catalan,cs Czech,da Danish,de German,"
    "el Greek,en English,es Spanish,et Estonian,fa Persian,fi Finnish,fr French,he Hebrew,hi Hindi,"
    "hr Croatian,hu Hungarian,hy Armenian,id Indonesian,is Icelandic,it Italian,ja Japanese,ka Georgian,"
    "ko Korean,lt Lithuanian,lv Latvian,mk Macedonian,nl Dutch,no Norwegian,pl Polish,pt Portuguese,"
    "ro Romanian,ru Russian,sk Slovak,sl Slovene,sq Albanian,sr Serbian,sv Swedish,te Telugu,tr Turkish,"
    "uk Ukrainian,vi Vietnamese,zh Chinese".split(",")
)
WIDE, TALL, ROW, GAP, SIZE = 340, 34, 56, 1, 11
WORDS = {"russia": "Russian side", "ukraine": "Ukrainian side", "third_party": "third parties"}
INK, MUTED, LINE = "var(--md-default-fg-color)", "var(--md-default-fg-color--light)", "var(--cg-line)"
COLOURS = {"russia": "var(--cg-russia)", "ukraine": "var(--cg-ukraine)", "third_party": "var(--cg-third)"}


def by_language(facts: Facts) -> list[dict[str, Any]]:
    """One row per language: its name, its sources, its reports in all and of each side's claims."""
    return [{**row, "name": NAMES.get(row["language"], row["language"])} for row in facts.rows(LANGUAGES)]


def by_month(facts: Facts) -> dict[str, Any]:
    """Reports by month and side: `svg`, `years` (one row each), and `undated`, how many have no month."""
    found: Counter[tuple[str, str]] = Counter()
    undated = 0
    for row in facts.rows(MONTHS):
        if row["month"] and len(row["month"]) == 7:
            found[row["month"], row["side"]] += row["reports"]
        else:
            undated += row["reports"]
    years: dict[str, Counter[str]] = {}
    for (month, side), count in sorted(found.items()):
        years.setdefault(month[:4], Counter())[side] += count
    listed = [{"year": year, **{side: counts[side] for side in SIDES}} for year, counts in years.items()]
    return {"svg": _bars(found) if found else "", "years": listed, "undated": undated}


def _bars(found: Mapping[tuple[str, str], int]) -> str:
    """A row of bars per side on one scale: a bar per month, from the first January to the last December."""
    years = sorted({int(month[:4]) for month, _ in found})
    axis = [f"{year}-{month:02}" for year in range(years[0], years[-1] + 1) for month in range(1, 13)]
    most = max(found.values())
    step = WIDE / len(axis)
    parts = [element("title", f"Reports a month by whose claim they carry, {axis[0][:4]} to {axis[-1][:4]}")]
    januaries = [index for index, month in enumerate(axis) if month.endswith("-01")]
    for number, side in enumerate(SIDES):
        base = number * ROW + 16 + TALL
        for x in (index * step for index in januaries):
            parts.append(element("line", x1=x, x2=x, y1=base - TALL, y2=base, style=f"stroke:{LINE}"))
        parts += _row(found, axis, side, base, step, most)
    high = len(SIDES) * ROW + 14
    for index in januaries:
        parts.append(text(axis[index][:4], index * step, high - 6, SIZE, style=f"fill:{MUTED}"))
    return element("svg", "".join(parts), width=WIDE, height=high, viewBox=f"0 0 {WIDE} {high}", role="img")


def _row(
    found: Mapping[tuple[str, str], int], axis: Sequence[str], side: str, base: float, step: float, most: int
) -> list[str]:
    bars = [
        element(
            "rect",
            element("title", f"{day_or_month(month)}: {found[month, side]}"),
            x=round(index * step, 1),
            y=round(base - TALL * found[month, side] / most, 1),
            width=round(step - GAP, 1),
            height=round(TALL * found[month, side] / most, 1),
        )
        for index, month in enumerate(axis)
        if found.get((month, side))
    ]
    peak = max(axis, key=lambda month: found.get((month, side), 0))
    label = (
        f"{WORDS[side].capitalize()}, at most {found.get((peak, side), 0)} in a month ({day_or_month(peak)})"
    )
    return [
        element("line", x1=0, x2=WIDE, y1=base, y2=base, style=f"stroke:{LINE}"),
        element("g", "".join(bars), style=f"fill:{COLOURS[side]}") if bars else "",
        text(label, 0, base - TALL - 4, SIZE, style=f"fill:{INK}"),
    ]
