"""Claims and the dataset as linked data: attributed, never rated, and only data whatever is in it."""

import json
import re
from pathlib import Path

from small_site import HELD, HOSTILE, SHARE, Reader, read

from claimed_ground.pages.linked_data import script


def test_hostile_text_cannot_leave_the_linked_data(site: Path):
    page = Reader(read(site, f"claims/{SHARE}"))
    assert [text for _, text in page.scripts if "window.bad" in text and "schema.org" not in text] == []
    (claim,) = page.linked()
    assert claim["text"] == f"Said {HOSTILE}"
    assert claim["author"]["alternateName"] == [HOSTILE]


def test_linked_data_as_script_holds_no_sign_that_means_something_in_html():
    text = script({"name": HOSTILE})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"name": HOSTILE}


def test_a_claim_is_linked_to_who_said_it_and_where_it_appeared(site: Path):
    (claim,) = Reader(read(site, f"claims/{SHARE}")).linked()
    assert claim == json.loads((site / "claims" / SHARE / "index.jsonld").read_text(encoding="utf-8"))
    assert (claim["@type"], claim["author"]["name"]) == ("Claim", "Sergei Rudskoi")
    assert claim["datePublished"] == "2025-02-20"
    urls = [one["url"] for one in claim["appearance"]]
    assert claim["firstAppearance"]["url"] in urls
    assert len(urls) == len(set(urls)) >= 2
    assert claim["about"][2] == {
        "@type": "QuantitativeValue", "description": "about 64%", "value": 64.0, "unitText": "%",
    }  # fmt: skip


def test_no_claim_is_rated(site: Path):
    for path in (site / "claims").rglob("index.jsonld"):
        assert not re.search("Review|[Rr]ating", path.read_text(encoding="utf-8"))


def test_what_a_reporter_computed_is_not_put_in_the_speakers_mouth(site: Path):
    (claim,) = Reader(read(site, f"claims/{HELD}")).linked()
    assert "author" not in claim
    assert claim["creditText"] == "Computed by a reporter from what Sergei Rudskoi said"
    assert claim["about"][2]["minValue"] == 400


def test_the_dataset_lists_every_file_on_offer(site: Path):
    (dataset,) = Reader(read(site, "downloads")).linked()
    sums = (site / "downloads/files/SHA256SUMS").read_text(encoding="utf-8")
    offered = {(one["sha256"], one["contentUrl"].split("/files/")[1]) for one in dataset["distribution"]}
    assert offered == {tuple(line.split("  ")) for line in sums.splitlines()}
    assert dataset["temporalCoverage"] == "2024-05-31/2025-02-20"
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
