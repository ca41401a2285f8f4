"""The pictures of the site: drawn from facts, written beside the pages that show them.

Takes facts. Gives files (SVG in two sizes and two dresses, PNG, CSV) and what a
page says of them. Refuses nothing: where there is nothing to draw, there is no picture.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from claimed_ground.charts.home import tell
from claimed_ground.charts.intervals import interval_chart
from claimed_ground.charts.marks import Panel, Picture, Words
from claimed_ground.charts.panels import fullest, headline, panels_of
from claimed_ground.charts.render import to_png
from claimed_ground.charts.series import DailyMap, read_map
from claimed_ground.charts.share_map import atlas, describe_atlas, draw_atlas
from claimed_ground.charts.social import social_card
from claimed_ground.charts.theme import DARK, LIGHT, darken
from claimed_ground.charts.timeline import timeline
from claimed_ground.charts.words import describe
from claimed_ground.pages.facts import Facts

WIDTHS = {"wide": 720, "narrow": 350}
# Beyond so many panels, claims or days, a list of intervals is no picture any more.
MOST_PANELS, MOST_IN_LIST, LONGEST_LIST = 4, 25, 62
CLAIMS = """
    select claims.*, claim_texts.figure, claim_texts.dated_on, claim_texts.dated_from, claim_texts.dated_to,
      claim_texts.reports, claimants.name as claimant, claimants.short_name, claimants.kind as claimant_kind,
      claimants.side, statements.stated_on, statements.stated_in, indicators.family, indicators.kind,
      regions.name as region, units.label as unit, qualifiers.rule, qualifiers.strict_width, qualifiers.sign,
      readings.unit_id as reading_unit, readings.low, readings.high, readings.low_km2, readings.high_km2,
      readings.low_percent, readings.high_percent
    from claims
    join claim_texts using (claim_id)
    join statements using (statement_id)
    join claimants using (claimant_id)
    join indicators using (indicator_id)
    join regions using (region_id)
    join units using (unit_id)
    left join qualifiers using (qualifier_id)
    left join readings on readings.claim_id = claims.claim_id
      and strictness = 'usual' and baseline <> 'polygon'
    where claims.status = 'active'
"""
OF_TOPIC = CLAIMS + " and claims.claim_id in (select claim_id from topic_claims where topic_id = :topic)"
FIRST_REGION = """
    select coalesce((
      select region_id from topic_filters where topic_id = :topic order by filter_number limit 1
    ), '')
"""
KURSK = CLAIMS + " and claims.region_id = 'ru-kursk' and family = 'held' and claims.party = 'ukraine'"
SHARES = CLAIMS + " and claims.indicator_id = 'share_held' and share_basis is not 'each_part'"
CENTRES = "select region_id, longitude, latitude from regions where latitude is not null"
COLUMNS = "panel unit claim_id who side figure value low high from day on_map".split()


def daily_map(facts: Facts) -> DailyMap:
    """The daily map, read once for all pictures."""
    return read_map(
        facts.rows("select * from estimates order by region_id, estimated_on"),
        facts.rows("select * from regions order by region_id"),
        facts.rows("select * from region_parts order by region_id, part_id"),
    )


def topic_picture(facts: Facts, topic: dict[str, Any], days: DailyMap, folder: Path) -> Picture | None:
    """The chart of a topic and its preview for social media, written into the topic's folder."""
    claims = facts.rows(OF_TOPIC, topic=topic["topic_id"])
    panels, unplaced = panels_of(claims, days)
    shown = fullest(panels, MOST_PANELS)
    if not shown:
        return None
    about = facts.value(FIRST_REGION, topic=topic["topic_id"])
    words = describe(topic["title"], shown, about)
    draw = interval_chart if _is_list(shown) else timeline
    picture = write_picture(folder, "chart", words, lambda wide: draw(shown, words, wide), shown)
    card = social_card([headline(shown, about)], words)
    (folder / "social.png").write_bytes(to_png(card, 1))
    elsewhere = unplaced + sum(len(panel.marks) for panel in panels if panel not in shown)
    return picture._replace(left_out=elsewhere)


def site_pictures(facts: Facts, folder: Path) -> dict[str, Picture]:
    """The pictures of no single topic, by name; their files are in `folder`, called by the same names."""
    days = daily_map(facts)
    found = {}
    kursk, _ = panels_of(facts.rows(KURSK), days)
    if kursk:
        words, named = tell(kursk[0], "How much of the Kursk region did Ukraine hold?")
        found["home"] = write_picture(
            folder, "home", words, lambda wide: timeline(kursk[:1], words, wide, named), kursk[:1]
        )
        (folder / "home-social.png").write_bytes(to_png(social_card(kursk[:1], words), 1))
    shares, _ = panels_of(facts.rows(SHARES), days)
    if shares:
        centres = {row["region_id"]: (row["longitude"], row["latitude"]) for row in facts.rows(CENTRES)}
        regions = atlas(shares, days, centres)
        said = describe_atlas(regions)
        if regions.places:
            found["map"] = write_picture(folder, "map", said, lambda wide: draw_atlas(regions, said, wide))
    return found


def _is_list(panels: Sequence[Panel]) -> bool:
    days = [day for panel in panels for day in panel.days]
    count = sum(len(panel.marks) for panel in panels)
    return count <= MOST_IN_LIST and (max(days) - min(days)).days <= LONGEST_LIST


def write_picture(
    folder: Path, stem: str, words: Words, draw: Callable[[float], str], panels: Sequence[Panel] = ()
) -> Picture:
    """Write one picture in every size and theme, as PNG, and its numbers as CSV if there are any."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {}
    downloads = [("SVG", f"{stem}-wide-light.svg"), ("PNG", f"{stem}.png")]
    for name, wide in WIDTHS.items():
        svg = draw(wide)
        (folder / f"{stem}-{name}-light.svg").write_text(svg, encoding="utf-8")
        (folder / f"{stem}-{name}-dark.svg").write_text(darken(svg), encoding="utf-8")
        sizes[name] = _size(svg)
        if name == "wide":
            (folder / f"{stem}.png").write_bytes(to_png(on_paper(svg), 1.5))
    if panels:
        (folder / f"{stem}.csv").write_text(_as_csv(panels), encoding="utf-8")
        downloads.append(("CSV", f"{stem}.csv"))
    is_mapped = any(
        panel.lines or any(m.is_flow and m.on_map is not None for m in panel.marks) for panel in panels
    )
    return Picture(stem, words.title, words.finding, words.alt, sizes, tuple(downloads), shows_map=is_mapped)


def on_paper(svg: str) -> str:
    """The picture on a ground of its own, for where it may be shown on any."""
    paper = DARK.paper if DARK.ink in svg else LIGHT.paper
    return svg.replace("</desc>", f'</desc><rect width="100%" height="100%" fill="{paper}"/>', 1)


def _size(svg: str) -> tuple[int, int]:
    found = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    return (round(float(found[1])), round(float(found[2]))) if found else (0, 0)


def _as_csv(panels: Sequence[Panel]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for panel in panels:
        for mark in panel.marks:
            start = mark.start or (mark.unsure[0] if mark.unsure else None)
            end = mark.unsure[1] if mark.unsure else mark.day
            numbers = [_plain(value) for value in (mark.value, mark.low, mark.high)]
            shown = "" if mark.on_map is None else _plain(mark.on_map)
            named = [panel.title, panel.unit, mark.claim_id, mark.who, mark.side, mark.figure]
            writer.writerow([*named, *numbers, start or "", end, shown])
    return out.getvalue()


def _plain(value: float) -> str:
    return format(round(value, 3), "f").rstrip("0").rstrip(".")
