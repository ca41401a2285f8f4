"""One claim denies another.

A denial is a link that an editor made, because the denying claimant spoke of the other's claim. No
figure needs to be given. Nothing is said here about which of the two is right.

**To challenge one**, show that the words were about something else; the link is a row of
`claim_links`, and its note says what the denial covers.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from claimed_ground import wording
from claimed_ground.discrepancies import words
from claimed_ground.discrepancies.finding import Finding, Material, Rule
from claimed_ground.discrepancies.pairs import between
from claimed_ground.tables import Row


def find_denials(material: Material) -> Iterator[Finding]:
    """Every `denies` link between active claims."""
    claims = {row["claim_id"]: row for row in material.tables["claims"] if _is_whole(row, material)}
    for link in material.tables["claim_links"]:
        denying, denied = claims.get(link["claim_id"]), claims.get(link["target_id"])
        if link["relation"] == "denies" and denying is not None and denied is not None:
            yield _finding(link, denying, denied, material)


def _is_whole(claim: Row, material: Material) -> bool:
    """Whether a claim stands, and what it refers to is there."""
    statement = material.desk.statements.get(claim["statement_id"])
    return (
        claim["status"] == "active"
        and statement is not None
        and statement["claimant_id"] in material.desk.claimants
        and claim["indicator_id"] in material.desk.indicators
    )


def _finding(link: Row, denying: Row, denied: Row, material: Material) -> Finding:
    statements = [material.desk.statements[claim["statement_id"]] for claim in (denying, denied)]
    speakers = [material.desk.claimants[statement["claimant_id"]] for statement in statements]
    days: list[date | None] = [statement["stated_on"] for statement in statements]
    indicator = material.desk.indicators[denied["indicator_id"]]
    return Finding(
        kind="denial",
        detail="event" if indicator["dimension"] == "event" else "figure",
        sentence=_sentence(link, (denying, denied), speakers, days, indicator["dimension"] == "event"),
        firsts=(denying["claim_id"],),
        seconds=(denied["claim_id"],),
        values={
            "region_id": denied["region_id"],
            "party": denied["party"],
            "family": indicator["family"],
            "speakers": between(*speakers),
            "first_day": days[0],
            "second_day": days[1],
            "days_apart": abs((days[0] - days[1]).days) if days[0] and days[1] else None,
        },
    )


def _sentence(
    link: Row, claims: Sequence[Row], speakers: Sequence[Row], days: Sequence[date | None], is_event: bool
) -> str:
    names = [words.named(speaker, at_start=place == 0) for place, speaker in enumerate(speakers)]
    when = [f" on {wording.day(day)}" if day else "" for day in days]
    verb = "denied" if is_event else "disputed"
    head = f"{names[0]}{when[0]} {verb} what {names[1]} claimed{when[1]}."
    said = [claim["summary"] for claim in reversed(claims)]
    return " ".join([head, *said, *([link["note"]] if link["note"] else [])])


RULE = Rule("denial", "Denials", __doc__, find_denials)
