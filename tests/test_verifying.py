"""`ground verify`: fragments in the text of a source, what is recorded of it, and what never is."""

from pathlib import Path

import pytest
from checkout import make_checkout
from click.testing import CliRunner, Result

from claimed_ground.checks import check
from claimed_ground.cli import main

SOURCE = "republica-2025-02-20-kursk-64"
# The fragments of the small data from that source, as another print might have them.
TEXT = """
Putin said his troops HAD CROSSED the border into Ukraine overnight. Ukraine rejected this as a “lie”.
Kyiv still holds more than 400 square kilometres in Kursk; Syrsky said around 500 square kilometres in Kursk.
“More than 800 square kilometres (309 square miles)”, about 64 percent of the territory initially occupied,
or 64\u202fpercent of the territory captured by Ukraine;
“around 75 percent of the territory”, “less than one percent”.
"""


def run(root: Path, *arguments: str, text: str | bytes = TEXT) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "verify", *arguments, "--text", "-"], input=text)


def lines(root: Path, table: str) -> list[str]:
    return (root / "data" / f"{table}.csv").read_text(encoding="utf-8").splitlines()[1:]


def test_fragments_are_found_in_another_print_of_the_text(tmp_path: Path):
    result = run(make_checkout(tmp_path), SOURCE)
    assert result.exit_code == 0
    assert "9 found, 0 missed" in result.stdout


def test_nothing_is_written_unless_a_day_is_given(tmp_path: Path):
    run(make_checkout(tmp_path), SOURCE)
    assert lines(tmp_path, "verifications") == lines(tmp_path, "anchors") == []


def test_the_hash_the_day_and_the_places_are_recorded_and_pass_the_checks(tmp_path: Path):
    result = run(make_checkout(tmp_path), SOURCE, "--on", "2026-11-22")
    assert result.exit_code == 0
    (row,) = lines(tmp_path, "verifications")
    assert row.startswith(f"{SOURCE},2026-11-22,") and row.endswith(",9,0")
    assert len(lines(tmp_path, "anchors")) == 9
    assert check(tmp_path) == []


def test_no_more_of_the_text_is_kept_than_a_quotation(tmp_path: Path):
    run(
        make_checkout(tmp_path),
        SOURCE,
        "--on",
        "2026-11-22",
        text=TEXT.replace(".", ". Nobody quotes this. "),
    )
    kept = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "data").glob("*.csv"))
    assert "Nobody quotes this. Kyiv" not in kept
    assert all(len(line.split()) < 20 for line in lines(tmp_path, "anchors"))


def test_a_second_look_on_the_same_day_replaces_the_first(tmp_path: Path):
    run(make_checkout(tmp_path), SOURCE, "--on", "2026-11-22", text="Nothing of the kind")
    run(tmp_path, SOURCE, "--on", "2026-11-22")
    assert [line[-4:] for line in lines(tmp_path, "verifications")] == [",9,0"]


def test_a_miss_is_a_problem_on_the_line_of_its_report_with_the_nearest_passage(tmp_path: Path):
    result = run(make_checkout(tmp_path), SOURCE, text=TEXT.replace("around 500", "some 500"))
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        'data/reports.csv:13 fragment: "around 500 square kilometres in Kursk" is not in the text of '
        f'{SOURCE}; the nearest passage is "some 500 square kilometres in Kursk." [fragment-not-found]'
    )


def test_a_saved_page_is_read_without_its_tags_and_scripts(tmp_path: Path):
    page = "<!doctype html><script>a = 'less than one percent'</script><p>" + TEXT.replace(
        "around 75 percent", "around <b>75</b>&nbsp;percent"
    ).replace("less than one percent", "less than two percent")
    result = run(make_checkout(tmp_path), SOURCE, text=page)
    assert "8 found, 1 missed" in result.stdout


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xcf\xf0\xe8\xe2\xe5\xf2", "bad-encoding"),
        (b" \n", "empty-text"),
        (b"a" * (8 * 1024 * 1024 + 1), "input-too-large"),
    ],
)
def test_what_is_not_a_text_is_one_message(content: bytes, code: str, tmp_path: Path):
    result = run(make_checkout(tmp_path), SOURCE, "--on", "2026-11-22", text=content)
    assert result.exit_code == 1
    assert f"[{code}]" in result.stderr
    assert lines(tmp_path, "verifications") == []


def test_an_unknown_source_or_day_is_wrong_use(tmp_path: Path):
    make_checkout(tmp_path)
    assert run(tmp_path, "nobody-2025").exit_code == 2
    assert run(tmp_path, SOURCE, "--on", "22.11.2026").exit_code == 2


def test_broken_files_are_not_written_to(tmp_path: Path):
    path = make_checkout(tmp_path) / "data" / "anchors.csv"
    path.write_text("claim_id\n", encoding="utf-8")
    result = run(tmp_path, SOURCE, "--on", "2026-11-22")
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (1, "claim_id\n")
