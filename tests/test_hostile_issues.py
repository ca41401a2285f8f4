"""Seventy hostile issues: refused in clear words, or harmless text, and nothing else written."""

import re
from pathlib import Path

import doors
import pytest
from click.testing import CliRunner

from claimed_ground.cli import main
from claimed_ground.contributing.questions import MORE

# A figure that can be added as it is.
GOOD = {
    "source.url": "https://www.example.org/kursk-2025-02-21",
    "source.publisher_id": "Reuters",
    "source.published_on": "2025-02-21",
    "source.language": "en",
    "source.seen": "full_text",
    "statement.claimant_id": "Oleksandr Syrskyi",
    "statement.stated_on": "2025-02-21",
    "statement.venue": "press conference",
    "claim.region_id": "Kursk Oblast",
    "claim.party": "ukraine",
    "claim.indicator_id": "area_held",
    "claim.as_of": "2025-02-21",
    "report.qualifier_id": "about",
    "report.value": "450",
    "report.unit_id": "km2",
    "report.fragment": "about 450 square kilometres",
    "report.place": "body",
    "report.attribution": "paraphrased",
}
HARMLESS = "harmless"
EVIL = "/tmp/claimed-ground-was-here"
CASES: dict[str, tuple[dict[str, str], str]] = {
    # shells and workflow commands
    "command substitution in the title": ({"source.title": f"$(touch {EVIL})"}, HARMLESS),
    "backticks in the venue": ({"statement.venue": f"`touch {EVIL}`"}, HARMLESS),
    "a second command in a note": ({"report.note": f"x; touch {EVIL} && rm -rf ."}, HARMLESS),
    "quotes and a pipe in the title": ({"source.title": f"\"' | tee {EVIL} #"}, HARMLESS),
    "command substitution in the address": (
        {"source.url": f"https://example.org/$(touch${{IFS}}{EVIL})"},
        HARMLESS,
    ),
    "a workflow command in the title": ({"source.title": "::set-output name=x::y"}, HARMLESS),
    "a workflow command on a line of its own": ({"source.title": "x\n::add-mask::y"}, HARMLESS),
    "an encoded line break and a command": ({"source.title": "x%0A::error::y"}, HARMLESS),
    # templates
    "an expression for the token": ({"source.title": "${{ github.token }}"}, HARMLESS),
    "an expression that ends another": ({"report.note": "' }} ${{ secrets.X }}"}, HARMLESS),
    "a Jinja expression in the summary": ({"claim.summary": "{{ 7 * 7 }} {% raw %}"}, HARMLESS),
    "a lookup in the title": ({"source.title": "${jndi:ldap://example.org/x}"}, HARMLESS),
    "a format string in the name": (
        {"statement.claimant_id": "{0.__class__}", "claimant.kind": "person", "claimant.side": "russia"},
        HARMLESS,
    ),
    # Markdown and HTML
    "a script in the title": ({"source.title": "<script>alert(1)</script>"}, HARMLESS),
    "an image that runs": ({"report.note": "<img src=x onerror=alert(1)>"}, HARMLESS),
    "a link that runs": ({"report.note": "[x](javascript:alert(1))"}, HARMLESS),
    "a fence that closes ours": ({"report.note": "```` closes ``` ours ```"}, HARMLESS),
    "mentions and closing words": ({"report.note": "Thanks @everyone, fixes #1, closes #2"}, HARMLESS),
    "the end of a table": ({"source.title": "</td></table> | x | y |"}, HARMLESS),
    "an HTML comment left open": ({"report.note": "x <!-- y"}, HARMLESS),
    "an address that runs": ({"source.url": "javascript:alert(1)"}, "bad-url"),
    "an address with markup": ({"source.url": "https://example.org/<script>"}, "bad-url"),
    "a data address": ({"source.url": "data:text/html,x"}, "bad-url"),
    "a file as address": ({"source.url": "file:///etc/passwd"}, "bad-url"),
    # the form's own headings
    "a heading within an answer": ({"source.title": "x\n\n### Whose ground or gain\n\nrussia"}, "said-twice"),
    "a heading the form does not have": ({"source.title": "x\n\n### Labels\n\nadd"}, "not-the-form"),
    "a field given above and below": ({"more": "claim.party: russia"}, "said-twice"),
    "a sentence among the fields": ({"more": "please merge this quickly"}, "not-the-form"),
    # enormous
    "a title of 501 characters": ({"source.title": "x" * 501}, "too-long"),
    "an address of 2,001 characters": ({"source.url": "https://example.org/" + "x" * 1981}, "too-long"),
    "a body larger than an issue": ({"report.note": "x" * 66_001}, "not-the-form"),
    "a fragment of 13 words": ({"report.fragment": "about 450 " + "word " * 11}, "fragment-too-long"),
    "a figure of 400 digits": ({"report.value": "9" * 400}, "bad-number"),
    # what cannot be seen
    "a right-to-left override": ({"source.title": "abc\u202edef"}, "invisible-character"),
    "a zero-width space in a name": (
        {"statement.claimant_id": "Oleksandr Syrs\u200bkyi"},
        "invisible-character",
    ),
    "an isolate in the fragment": ({"report.fragment": "about 450 \u2066km\u2069"}, "invisible-character"),
    "a soft hyphen in the venue": ({"statement.venue": "press con\u00adference"}, "invisible-character"),
    "an escape sequence": ({"source.title": "\x1b[31mred"}, "invisible-character"),
    "a null byte": ({"report.note": "a\x00b"}, "invisible-character"),
    "a lone surrogate": ({"report.note": "a\ud800b"}, "invisible-character"),
    "a Cyrillic letter in a Latin name": (
        {"statement.claimant_id": "Oleksandr Syrsk\u0443i"},
        "unknown-name",
    ),
    "letters not composed": ({"source.title": "cafe\u0301"}, "not-nfc"),
    # formulas
    "a formula as title": ({"source.title": '=HYPERLINK("https://example.org","x")'}, "formula-cell"),
    "a formula with plus": ({"report.note": "+cmd|' /C calc'!A0"}, "formula-cell"),
    "a formula with at": ({"statement.venue": "@SUM(1+1)*cmd"}, "formula-cell"),
    "a formula with minus": ({"report.fragment": "-2+3+cmd 450"}, "formula-cell"),
    # wrong types
    "a figure in words": ({"report.value": "sixty-four"}, "bad-number"),
    "a figure in powers of ten": ({"report.value": "1e5"}, "odd-number"),
    "a figure in other digits": ({"report.value": "٤٥٠"}, "odd-number"),
    "no number at all": ({"report.value": "NaN"}, "bad-number"),
    "less than nothing": ({"report.value": "-450"}, "bad-value"),
    "a day first": ({"claim.as_of": "21/02/2025"}, "bad-date"),
    "a day that is none": ({"statement.stated_on": "2025-02-30"}, "bad-date"),
    "a party of its own": ({"claim.party": "both"}, "unknown-value"),
    "a unit that does not fit": ({"report.unit_id": "percent"}, "unit-misfit"),
    "a language there is not": ({"source.language": "Elvish"}, "bad-value"),
    "a path as an id": ({"claim.claim_id": "../../etc/passwd"}, "bad-id"),
    # what is not theirs to say
    "a status": ({"more": "claim.status: withdrawn"}, "unknown-field"),
    "the source of a claim's figure": ({"more": "claim.figure_source_id: reuters"}, "unknown-field"),
    "someone else's claim": ({"claim.claim_id": "rudskoi-2025-02-20-luhansk-share-held"}, "differs"),
    "someone else's source": ({"source.source_id": "republica-2025-02-20-kursk-64"}, "differs"),
    "someone else's statement": ({"statement.statement_id": "putin-2025-02-19"}, "differs"),
    "someone else's publisher id": (
        {
            "source.publisher_id": "Reuter Agency",
            "publisher.kind": "agency",
            "publisher.publisher_id": "reuters",
        },
        "taken-id",
    ),
    "someone else's claimant id": (
        {
            "statement.claimant_id": "A Person",
            "claimant.kind": "person",
            "claimant.side": "russia",
            "claimant.claimant_id": "putin",
        },
        "taken-id",
    ),
    "another kind of a known publisher": ({"publisher.kind": "mirror"}, "differs"),
    "a known address by another publisher": (
        {
            "source.url": "https://myrepublica.nagariknetwork.com/index.php/news/"
            "russia-says-retook-64-of-area-seized-by-ukraine-in-kursk-76-13.html"
        },
        "differs",
    ),
}
NOT_FORMS = {
    "no answer": "",
    "free text": "It looks like you accidentally spelled 'commit' with two 't's.",
    "a comment before the form": "<!-- hidden -->\n\n### Publisher\n\nReuters",
    "headings of another kind": "# Publisher\n\nReuters",
}


def body_of(root: Path, changed: dict[str, str]) -> str:
    more = changed.get("more", "")
    body = doors.as_issue(root, GOOD | {name: cell for name, cell in changed.items() if name != "more"})
    return body.replace(f"### {MORE}\r\n\r\n```text\r\n", f"### {MORE}\r\n\r\n```text\r\n{more}\r\n")


def add_issue(root: Path, folder: Path, body: str) -> tuple[int, str, str]:
    """Exit code, what was printed, and the message for GitHub."""
    event, message = folder / "event.json", folder / "message.md"
    event.write_text(doors.as_event(body), encoding="utf-8")
    result = CliRunner().invoke(
        main, ["--root", str(root), "add", "--event", str(event), "--message", str(message)]
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output, message.read_text(encoding="utf-8")


def files_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_answer_is_refused_or_becomes_harmless_text(small, tmp_path, case):
    changed, expected = CASES[case]
    before = files_of(small)
    code, printed, message = add_issue(small, tmp_path, body_of(small, changed))
    after = files_of(small)
    if expected == HARMLESS:
        assert code == 0, printed
        assert set(after) == set(before)
        assert all(set(before[name].splitlines()) <= set(after[name].splitlines()) for name in before)
    else:
        assert code == 1, printed
        assert f"[{expected}]" in printed
        assert after == before
    assert_tame(printed, message)
    assert not Path(EVIL).exists()


@pytest.mark.parametrize("case", NOT_FORMS)
def test_an_issue_that_is_not_the_form_is_refused(small, tmp_path, case):
    before = files_of(small)
    code, printed, _ = add_issue(small, tmp_path, NOT_FORMS[case])
    assert (code, files_of(small)) == (1, before)
    assert "[not-the-form]" in printed


def assert_tame(printed: str, message: str) -> None:
    """Nothing a contributor wrote starts a line of the log, or stands outside a code block."""
    assert not re.search(r"^\s*::", printed, re.MULTILINE)
    outside = re.sub(r"^(`{3,})text\n.*?\n\1$", "", message, flags=re.DOTALL | re.MULTILINE)
    for written in (
        "touch",
        "${{",
        "{{",
        "<script",
        "<img",
        "javascript",
        "@everyone",
        "</td>",
        "<!--",
        "\u202e",
    ):
        assert written not in outside
