"""The guide to contributing says what happens: its example goes in, fields and codes are the program's."""

import re
from pathlib import Path

import pytest
import seeds
from checkout import ROOT
from click.testing import CliRunner

from claimed_ground.cli import main
from claimed_ground.contributing import CODES
from claimed_ground.contributing.questions import QUESTIONS
from claimed_ground.contributing.submission import known_fields
from claimed_ground.descriptor import load_package
from claimed_ground.layout import Layout

GUIDE = ROOT / "docs" / "contribute" / "one-claim.md"
EXAMPLE = ROOT / "docs" / "contribute" / "example.yaml"
SOURCE = "euromaidan-press-2024-05-31-vovchansk-70"


@pytest.fixture
def before_the_example(tmp_path: Path) -> Path:
    """The data as it was before the example's figure came in."""
    root = seeds.copy_data(ROOT, tmp_path / "copy")
    seeds.take_out(root, (SOURCE,))
    seeds.drop_floors(root)
    return root


def test_the_example_goes_in_as_the_guide_prints_it(before_the_example: Path):
    result = CliRunner().invoke(main, ["--root", str(before_the_example), "add", str(EXAMPLE)])
    printed = (
        GUIDE.read_text(encoding="utf-8").partition("$ ground add example.yaml\n")[2].partition("```")[0]
    )
    assert (result.exit_code, result.output) == (0, printed)
    rows = seeds.read_rows(before_the_example)
    assert SOURCE in {row["source_id"] for row in rows["sources"]}
    assert "povkh-2024-05-31-vovchansk-share-held" in {row["claim_id"] for row in rows["claims"]}


def test_a_dry_run_shows_the_rows_and_writes_nothing(before_the_example: Path):
    before = seeds.read_bytes(before_the_example)
    result = CliRunner().invoke(main, ["--root", str(before_the_example), "add", str(EXAMPLE), "--dry-run"])
    assert result.exit_code == 0
    assert "data/claims.csv: new row\n" in result.output
    assert "Yuriy Povkh said that Ukraine held about 70% of Vovchansk." in result.output
    assert result.output.endswith("5 rows in 5 tables. Nothing was written.\n")
    assert seeds.read_bytes(before_the_example) == before


def test_the_guide_on_the_site_names_every_field_and_every_code(built: Layout):
    page = (built.current.site / "contribute" / "one-claim" / "index.html").read_text(encoding="utf-8")
    named = set(re.findall(r"<code>([a-z_.-]+)</code>", page))
    fields = {
        name
        for name in known_fields(load_package(ROOT / "datapackage.json"))
        if not name.startswith("agency.")
    }
    assert fields <= named
    assert set(CODES) <= named


def test_every_question_is_a_field_and_explains_itself():
    known = known_fields(load_package(ROOT / "datapackage.json"))
    assert all(question.name in known and question.help.endswith(".") for question in QUESTIONS)
    labels = [question.label for question in QUESTIONS]
    assert len(labels) == len(set(labels))


def inline_example(folder: Path) -> Path:
    """The YAML that CONTRIBUTING prints, as a file."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    path = folder / "inline.yaml"
    path.write_text(text.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    return path


def test_the_example_in_contributing_goes_in_as_it_stands(before_the_example: Path, tmp_path: Path):
    path = inline_example(tmp_path)
    result = CliRunner().invoke(main, ["--root", str(before_the_example), "add", str(path), "--dry-run"])
    assert result.exit_code == 0, result.output
    assert "Yuriy Povkh said that Ukraine held about 70% of Vovchansk." in result.output
    assert '  report.qualifier_id: "around", as about\n' in result.output


def test_the_example_in_contributing_is_told_to_be_here_already(tmp_path: Path):
    result = CliRunner().invoke(
        main, ["--root", str(ROOT), "add", str(inline_example(tmp_path)), "--dry-run"]
    )
    assert result.exit_code == 1
    assert "with this figure: there is nothing to add [already-here]\n1 problem." in result.stderr


def test_contributing_leads_to_files_that_are_there():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((docs/[^)]+)\)", text)
    assert "docs/contribute/example.yaml" in links
    assert [link for link in links if not (ROOT / link).is_file()] == []
