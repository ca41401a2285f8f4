"""A comparison as text and as a comment: nothing in it comes alive, and long lists stay short."""

import json
from pathlib import Path

import pytest
from checkout import make_checkout
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from claimed_ground.cli import main
from claimed_ground.diff.document import Comparison, Count, Finding, as_json, read_comparison
from claimed_ground.diff.findings import conflict_changes
from claimed_ground.diff.markdown import BREAK, inert
from claimed_ground.diff.text import MOST_SETS, as_text, narrowed
from claimed_ground.problem import Problem

EMPTY = Comparison("a", "b", (), (), (), (), (), (), (), ())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b" " * (8 * 1024 * 1024 + 1),
        as_json(EMPTY).replace('"base": "a"', '"base": 1').encode(),
        as_json(EMPTY).replace('"notes": []', '"notes": [{}]').encode(),
        as_json(EMPTY).replace('"notes": []', '"notes": {}').encode(),
        as_json(EMPTY).replace('"base"', '"__class__"').encode(),
        as_json(EMPTY).replace('"a"', json.dumps("a" * 6000)).encode(),
    ],
)
def test_a_forged_document_is_refused(content: bytes, tmp_path: Path):
    assert isinstance(read_comparison(content, "review.json"), Problem)
    (tmp_path / "review.json").write_bytes(content)
    root = make_checkout(tmp_path)
    result = CliRunner().invoke(main, ["--root", str(root), "comment", str(tmp_path / "review.json")])
    assert (result.exit_code, result.stdout) == (1, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@everyone", f"@{BREAK}everyone"),
        ("https://evil.example", f"https:{BREAK}//evil.example"),
        ("www.evil.example", f"w{BREAK}ww.evil.example"),
        ("fixes #1 and GH-2", f"fixes #{BREAK}1 and G{BREAK}H-2"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("![x](y)", r"!\[x\](y)"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("&#64;everyone", f"&amp;#{BREAK}64;everyone"),
        ("a\n\n# heading | cell\u202e\u200b", r"a # heading \| cell"),
        ("```\n1. x", r"\`\`\` 1. x"),
        ("1. x", r"1\. x"),
        ("# x", r"\# x"),
    ],
)
def test_text_of_the_data_does_nothing_in_a_comment(text: str, expected: str):
    assert inert(text) == expected


@given(st.text())
def test_no_text_reaches_a_comment_alive(text: str):
    said = inert(text).replace(BREAK, "\0")
    assert "\n" not in said and "<" not in said and "://" not in said
    assert not any(said[i] == "@" and said[i + 1 : i + 2] != "\0" for i in range(len(said)))
    assert len(inert(text)) < 6 * 300 + 20


def test_long_cells_are_shown_where_they_differ():
    before = (
        "General Rudskoi told the newspaper that about 64 percent of the territory had been retaken by then"
    )
    assert narrowed(before, before.replace("64", "65")) == (
        "… newspaper that about 64 percent of the …",
        "… newspaper that about 65 percent of the …",
    )
    assert narrowed("", "new") == ("(empty)", "new")


def sets_of(conflict_id: str, *places: str) -> dict[str, list[dict[str, object]]]:
    """One set; of the claims of each place the first is shown."""
    members = [
        {"conflict_id": conflict_id, "position": place, "claim_id": claim, "is_example": not number}
        for place, claims in enumerate(places)
        for number, claim in enumerate(claims)
    ]
    return {
        "conflict_sets": [{"conflict_id": conflict_id, "sentence": "Not all of these."}],
        "conflict_members": members,
    }


def test_a_set_is_the_claims_it_holds():
    assert list(conflict_changes(sets_of("1", "a", "b"), sets_of("2", "b", "a"))) == []
    changes = list(conflict_changes(sets_of("1", "a", "b"), sets_of("1", "a", "c")))
    assert [(one.change, one.claims) for one in changes] == [
        ("dissolves", ("a", "b")),
        ("appears", ("a", "c")),
    ]


def test_a_claim_that_takes_the_place_of_another_is_a_set_more():
    (more,) = conflict_changes(sets_of("1", "a", "b"), sets_of("1", "a", "bc"))
    assert (more.change, more.claims) == ("appears", ("a", "c"))
    assert more.sentence == "Not all of these. The same with c in the place of b."


def test_a_set_that_is_shown_by_another_of_its_claims_does_not_dissolve():
    (more,) = conflict_changes(sets_of("1", "a", "b"), sets_of("2", "a", "cb"))
    assert (more.change, more.claims) == ("appears", ("a", "c"))


def test_of_hundreds_of_sets_the_terminal_shows_the_first():
    sets = tuple(
        Finding("dissolves", "conflict set", f"Not all of these {number}.", "", ()) for number in range(300)
    )
    counts = (Count("claims", 0, 1, 0),)
    told = as_text(Comparison("a", "b", (), counts, (), (), (), sets, (), ()))
    assert "Sets that do not fit together: 300 dissolve" in told
    assert told.count("conflict set") == MOST_SETS
    assert "… and 280 more; with --json all of them" in told
