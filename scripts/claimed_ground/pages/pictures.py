"""The pictures of the site: what each shows and says, from facts; `prints` draws them.

Takes facts. Gives every picture by the page that shows it. Refuses nothing: where
there is nothing to draw, there is no picture.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claimed_ground.charts.home import tell
from claimed_ground.charts.marks import Panel, Picture
from claimed_ground.charts.panels import fullest, headline, panels_of, said
from claimed_ground.charts.prints import Files, Order, picture
from claimed_ground.charts.series import DailyMap, read_map
from claimed_ground.charts.share_map import Atlas, Place, atlas, describe_atlas
from claimed_ground.charts.sheet import Credit
from claimed_ground.charts.words import describe, describe_own
from claimed_ground.pages.facts import Facts

# Beyond so many panels, claims or days, a list of intervals is no picture any more.
MOST_PANELS, MOST_IN_LIST, LONGEST_LIST = 4, 25, 62
# A ruling on one claim alone, by which its figure was garbled on the way, puts that figure in doubt.
CLAIMS = """
    with doubts as (
      select claim_id, explanation
      from ruling_claims
      join rulings using (ruling_id)
      where reason in ('copying', 'translation')
        and ruling_id in (select ruling_id from ruling_claims group by ruling_id having count(*) = 1)
    )
    select claims.*, claim_texts.figure, claim_texts.span, claim_texts.dated_on, claim_texts.dated_from,
      claim_texts.dated_to, claim_texts.reports, claimants.claimant_id, claimants.name as claimant,
      claimants.short_name, claimants.kind as claimant_kind, claim_texts.voice as side,
      statements.stated_on, statements.stated_in, indicators.family, indicators.kind,
      regions.name as region, units.label as unit, qualifiers.rule, qualifiers.strict_width, qualifiers.sign,
      readings.unit_id as reading_unit, readings.low, readings.high, readings.low_km2, readings.high_km2,
      readings.low_percent, readings.high_percent, doubts.explanation as doubt
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
    left join doubts on doubts.claim_id = claims.claim_id
    where claims.status = 'active'
"""
OF_TOPIC = CLAIMS + " and claims.claim_id in (select claim_id from topic_claims where topic_id = :topic)"
FIRST_REGION = """
    select coalesce((
      select region_id from topic_filters where topic_id = :topic order by filter_number limit 1
    ), '')
"""
KURSK = CLAIMS + " and claims.region_id = 'ru-kursk' and family = :family and claims.party = 'ukraine'"
# The highest figure that the Ukrainian side gave for the most ever held, which is often of no known day.
PEAK = f"""
    {KURSK} and claim_texts.voice = 'ukraine' and doubt is null and high_km2 is not null
    order by
      case rule when 'above' then low_km2 when 'below' then high_km2 else (low_km2 + high_km2) / 2 end desc,
      claims.claim_id
    limit 1
"""
SHARES = CLAIMS + " and claims.indicator_id = 'share_held' and share_basis is not 'each_part'"
CENTRES = "select region_id, longitude, latitude from regions where latitude is not null"


@dataclass(frozen=True)
class Gallery:
    """Every picture: of no single topic by name, of topics and claimants by id; and the map's places.

    `orders`: what to draw, by the picture's name.
    """

    site: Mapping[str, Picture]
    topics: Mapping[str, Picture]
    claimants: Mapping[str, Picture]
    places: tuple[Place, ...]
    orders: Mapping[str, Order]


def daily_map(facts: Facts) -> DailyMap:
    """The daily map, read once for all pictures."""
    return read_map(
        facts.rows("select * from estimates order by region_id, estimated_on"),
        facts.rows("select * from regions order by region_id"),
        facts.rows("select * from region_parts order by region_id, part_id"),
    )


def plan_gallery(facts: Facts, credit: Credit) -> Gallery:
    """Which pictures there are, and what pages say of them; none is drawn yet."""
    days = daily_map(facts)
    regions = _atlas(facts, days)
    orders = {
        "site": dict(_site_orders(facts, days, regions, Files(Path("pictures"), "", credit))),
        "topics": dict(_topic_orders(facts, days, credit)),
        "claimants": dict(_claimant_orders(facts, days)),
    }
    pictures = {
        kind: {name: picture(f"{kind}/{name}", order) for name, order in some.items()}
        for kind, some in orders.items()
    }
    named = {f"{kind}/{name}": order for kind, some in orders.items() for name, order in some.items()}
    return Gallery(**pictures, places=regions.places if regions else (), orders=named)


def _topic_orders(facts: Facts, days: DailyMap, credit: Credit) -> Iterator[tuple[str, Order]]:
    for topic in facts.rows("select * from topics order by position"):
        files = Files(Path("topics") / topic["topic_id"], "chart", credit, "social.png")
        order = topic_order(facts, topic, days, files)
        if order:
            yield topic["topic_id"], order


def topic_order(facts: Facts, topic: Mapping[str, Any], days: DailyMap, files: Files) -> Order | None:
    """The chart of a topic and its preview for social media."""
    claims = facts.rows(OF_TOPIC, topic=topic["topic_id"])
    panels, unplaced = panels_of(claims, days)
    shown = tuple(fullest(panels, MOST_PANELS))
    if not shown:
        return None
    about = facts.value(FIRST_REGION, topic=topic["topic_id"])
    return Order(
        kind="list" if _is_list(shown) else "time",
        words=describe(topic["title"], shown, about),
        panels=shown,
        files=replace(files, card=headline(shown, about)),
        left_out=_left_out(panels, shown, unplaced),
    )


def _site_orders(
    facts: Facts, days: DailyMap, regions: Atlas | None, files: Files
) -> Iterator[tuple[str, Order]]:
    kursk, _ = panels_of(facts.rows(KURSK, family="held"), days)
    if kursk:
        peak = next((said(row) for row in facts.rows(PEAK, family="peak")), "")
        words, named = tell(kursk[0], "How much of the Kursk region did Ukraine hold?", peak)
        own = replace(files, stem="home", preview="home-social.png", card=kursk[0])
        yield "home", Order("time", words, (kursk[0],), named, files=own)
    if regions:
        own = replace(files, stem="map")
        yield "map", Order("map", describe_atlas(regions), atlas=regions, files=own)


def _atlas(facts: Facts, days: DailyMap) -> Atlas | None:
    shares, _ = panels_of(facts.rows(SHARES), days)
    if not shares:
        return None
    centres = {row["region_id"]: (row["longitude"], row["latitude"]) for row in facts.rows(CENTRES)}
    regions = atlas(shares, days, centres)
    return regions if regions.places else None


def _claimant_orders(facts: Facts, days: DailyMap) -> Iterator[tuple[str, Order]]:
    """A chart for each claimant with figures of one kind for two days; their name is not at each."""
    claims: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in facts.rows(CLAIMS):
        claims[claim["claimant_id"]].append(claim)
    for claimant, own in sorted(claims.items()):
        panels, unplaced = panels_of(own, days, is_mixed=True)
        shown = [panel for panel in fullest(panels, MOST_PANELS) if len({m.day for m in panel.marks}) > 1]
        if not shown:
            continue
        words = describe_own(own[0]["claimant"], shown)
        bare = tuple(
            replace(panel, marks=tuple(replace(mark, who="") for mark in panel.marks)) for panel in shown
        )
        yield claimant, Order("time", words, bare, left_out=_left_out(panels, shown, unplaced))


def _left_out(panels: Sequence[Panel], shown: Sequence[Panel], unplaced: int) -> int:
    return unplaced + sum(len(panel.marks) for panel in panels if panel not in shown)


def _is_list(panels: Sequence[Panel]) -> bool:
    days = [day for panel in panels for day in panel.days]
    count = sum(len(panel.marks) for panel in panels)
    return count <= MOST_IN_LIST and (max(days) - min(days)).days <= LONGEST_LIST
