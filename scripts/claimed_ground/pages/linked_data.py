"""Claims and the dataset as schema.org JSON-LD, for machines that read pages.

Takes facts, the descriptor and the files on offer. Gives plain dicts, and their text for a
`<script>`. Refuses nothing. A claim is a `Claim`: it is attributed, and never rated or reviewed.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimed_ground.descriptor import Package
from claimed_ground.exports import Download
from claimed_ground.pages.facts import Facts

Row = Mapping[str, Any]
Linked = dict[str, Any]
CONTEXT = "https://schema.org"
WIKIDATA = "http://www.wikidata.org/entity/"
PLACES = {
    "country": "Country",
    "oblast": "AdministrativeArea",
    "republic": "AdministrativeArea",
    "district": "AdministrativeArea",
    "city": "City",
}
SPEAKERS = {"person": "Person", "organisation": "Organization", "unnamed": "Person"}
SOURCES = "select sources.*, publishers.name as publisher from sources join publishers using (publisher_id)"
COVERED = """
    select * from regions where kind in ('country', 'oblast', 'republic')
      and region_id in (select region_id from claims) order by region_id
"""
MEDIA = {".db": "application/vnd.sqlite3", ".json": "application/json", ".csv": "text/csv"}


@dataclass(frozen=True)
class Links:
    """What the claims have in common: where the site is, and the rows that claims point to."""

    home: str
    licence: str
    claimants: Mapping[str, Row]
    regions: Mapping[str, Row]
    sources: Mapping[str, Row]
    rules: Mapping[str, str]


def load_links(facts: Facts, package: Package) -> Links:
    """Read once what every claim's JSON-LD needs."""
    return Links(
        home=package.raw["homepage"],
        licence=package.raw["licenses"][0]["path"],
        claimants={row["claimant_id"]: row for row in facts.rows("select * from claimants")},
        regions={row["region_id"]: row for row in facts.rows("select * from regions")},
        sources={row["source_id"]: row for row in facts.rows(SOURCES)},
        rules={row["qualifier_id"]: row["rule"] for row in facts.rows("select * from qualifiers")},
    )


def linked_claim(links: Links, claim: Row, reports: Iterable[Row]) -> Linked:
    """A claim as schema.org's `Claim`: who, when, about what, and every document that printed it."""
    claimant = links.claimants[claim["claimant_id"]]
    address = f"{links.home}claims/{claim['claim_id']}/"
    printed = {report["source_id"] for report in reports}
    documents = [links.sources[one] for one in sorted(printed) if links.sources[one]["url"]]
    # What a reporter worked out from a speaker's words is not the speaker's.
    is_own = claim["origin"] == "stated"
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Claim",
            "@id": f"{address}#claim",
            "url": address,
            "identifier": claim["claim_id"],
            "name": f"{claim['claimant']}: {claim['figure']}, {claim['region']}",
            "text": claim["summary"],
            "inLanguage": "en",
            "author": _speaker(links, claimant) if is_own else None,
            "mentions": None if is_own else _speaker(links, claimant),
            "creditText": None if is_own else f"Computed by a reporter from what {claimant['name']} said",
            "datePublished": claim["stated_on"] or claim["stated_in"],
            "temporalCoverage": _interval(claim),
            "about": [
                _place(links.regions[claim["region_id"]]),
                _term(links, claim),
                *_quantity(links, claim),
            ],
            "keywords": [claim["indicator"], claim["party"].capitalize()],
            "firstAppearance": _first(links, claim, documents),
            "appearance": [_document(links, one) for one in documents],
            "creativeWorkStatus": None if claim["status"] == "active" else claim["status"],
            "correction": claim["status_reason"],
            "isPartOf": {"@type": "Dataset", "@id": f"{links.home}#dataset"},
            "license": links.licence,
        }
    )


def linked_dataset(
    facts: Facts, package: Package, downloads: Sequence[Download], titles: Mapping[str, str]
) -> Linked:
    """The whole as schema.org's `Dataset`, from the descriptor, with every file on offer."""
    raw = package.raw
    covers = facts.row("select min(dated_from) as first, max(dated_to) as last from claim_texts")
    measured = facts.rows("select label, definition from indicators order by indicator_id")
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": f"{raw['homepage']}#dataset",
            "name": raw["title"],
            "description": raw["description"],
            "url": raw["homepage"],
            "sameAs": raw["id"],
            "version": raw["version"],
            "keywords": raw["keywords"],
            "license": raw["licenses"][0]["path"],
            "isAccessibleForFree": True,
            "creator": [
                {"@type": "Organization", "name": one["title"], "url": one["path"]}
                for one in raw["contributors"]
            ],
            "isBasedOn": [one["path"] for one in raw["sources"] if one["path"].startswith("https:")],
            "temporalCoverage": f"{covers['first']}/{covers['last']}" if covers["first"] else None,
            "spatialCoverage": [_place(row) for row in facts.rows(COVERED)],
            "variableMeasured": [
                {"@type": "PropertyValue", "name": one["label"], "description": one["definition"]}
                for one in measured
            ],
            "measurementTechnique": f"{raw['homepage']}methods/",
            "distribution": [_distribution(raw["homepage"], one, titles) for one in downloads],
        }
    )


def script(linked: Linked) -> str:
    """JSON-LD to stand between script tags: nothing in it can end the script or begin a tag."""
    text = json.dumps(linked, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _speaker(links: Links, claimant: Row) -> Linked:
    aliases = (claimant["aliases"] or "").split("; ")
    return _filled(
        {
            "@type": SPEAKERS[claimant["kind"]],
            "name": claimant["name"],
            "alternateName": [alias for alias in aliases if alias],
            "description": claimant["stands_for"],
            "url": f"{links.home}claimants/{claimant['claimant_id']}/",
            "sameAs": WIKIDATA + claimant["wikidata_id"] if claimant["wikidata_id"] else None,
        }
    )


def _place(region: Row) -> Linked:
    return _filled(
        {
            "@type": PLACES.get(region["kind"], "Place"),
            "name": region["name"],
            "alternateName": [name for name in (region["name_uk"], region["name_ru"]) if name],
            "identifier": region["iso_3166_2"],
            "sameAs": WIKIDATA + region["wikidata_id"] if region["wikidata_id"] else None,
        }
    )


def _term(links: Links, claim: Row) -> Linked:
    return {
        "@type": "DefinedTerm",
        "name": claim["indicator"],
        "termCode": claim["indicator_id"],
        "description": claim["indicator_definition"],
        "inDefinedTermSet": f"{links.home}methods/",
    }


def _quantity(links: Links, claim: Row) -> list[Linked]:
    """The figure with its hedge as a bound; none for an event, which has no figure."""
    if claim["unit_id"] == "yes_no" or claim["value"] is None:
        return []
    rule = links.rules.get(claim["qualifier_id"])
    first = {"above": "minValue", "below": "maxValue", "range": "minValue"}.get(rule or "", "value")
    return [
        _filled(
            {
                "@type": "QuantitativeValue",
                "description": claim["figure"],
                first: claim["value"],
                "maxValue": claim["value_upper"] if rule != "below" else claim["value"],
                "unitText": claim["unit"],
            }
        )
    ]


def _interval(claim: Row) -> str | None:
    start, end = claim["period_start"], claim["period_end"]
    if not start and not end:
        return str(claim["as_of"]) if claim["as_of"] else None
    return f"{start or '..'}/{end or claim['as_of'] or '..'}"


def _first(links: Links, claim: Row, documents: Sequence[Row]) -> Linked | None:
    """Where the claimant spoke directly, if that is known; else the earliest document that we know."""
    primary = links.sources.get(claim["primary_source_id"])
    if primary and primary["url"]:
        return _document(links, primary)
    dated = [one for one in documents if one["published_on"]]
    return _document(links, min(dated, key=lambda one: str(one["published_on"]))) if dated else None


def _document(links: Links, source: Row) -> Linked:
    parent = links.sources.get(source["derives_from"])
    return _filled(
        {
            "@type": "CreativeWork",
            "url": source["url"],
            "headline": source["title"],
            "datePublished": source["published_on"],
            "inLanguage": source["language"],
            "publisher": {"@type": "Organization", "name": source["publisher"]},
            "isBasedOn": parent["url"] if parent else None,
            "archivedAt": source["archive_url"],
        }
    )


def _distribution(home: str, download: Download, titles: Mapping[str, str]) -> Linked:
    suffix = download.path[download.path.rindex(".") :]
    return _filled(
        {
            "@type": "DataDownload",
            "name": titles.get(download.path),
            "contentUrl": f"{home}downloads/files/{download.path}",
            "encodingFormat": MEDIA[suffix],
            "contentSize": f"{download.size} B",
            "sha256": download.sha256,
        }
    )


def _filled(entries: Linked) -> Linked:
    return {key: value for key, value in entries.items() if value not in (None, "", [])}
