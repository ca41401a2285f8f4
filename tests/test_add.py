"""`ground add`: the two seed articles come back through every door; what is wrong is said first."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import doors
import pytest
import seeds
from checkout import ROOT
from click.testing import CliRunner, Result

from claimed_ground.cli import main
from claimed_ground.contributing import add_all

Answers = dict[str, str]


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real rows of the two articles and of everything that hangs on their claims."""
    return seeds.narrow(seeds.copy_data(ROOT, tmp_path_factory.mktemp("narrow")))


@pytest.fixture
def without_seeds(narrow: Path, tmp_path: Path) -> Iterator[tuple[Path, dict[str, bytes], list[Answers]]]:
    """A copy without the two articles, the bytes from before, and the answers that bring them back."""
    root = Path(shutil.copytree(narrow, tmp_path / "copy"))
    before = seeds.read_bytes(root)
    answers = seeds.take_out(root)
    assert seeds.read_bytes(root) != before
    yield root, before, answers


def ground(root: Path, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments], input=typed)


def test_the_seed_articles_come_back_from_a_yaml_file(without_seeds, tmp_path):
    root, before, answers = without_seeds
    (tmp_path / "seeds.yaml").write_text(doors.as_yaml(answers), encoding="utf-8")
    result = ground(root, "add", str(tmp_path / "seeds.yaml"))
    assert result.exit_code == 0, result.output
    assert seeds.read_bytes(root) == before


def test_the_seed_articles_come_back_from_json_lines_on_standard_input(without_seeds):
    root, before, answers = without_seeds
    result = ground(root, "add", "--as", "jsonl", "-", typed=doors.as_json_lines(answers))
    assert result.exit_code == 0, result.output
    assert seeds.read_bytes(root) == before


def test_the_seed_articles_come_back_from_issue_forms(without_seeds):
    root, before, answers = without_seeds
    draft = doors.open_draft(root)
    given = [doors.read_body(draft, doors.as_issue(root, one)) for one in answers]
    outcome = add_all(root, draft, given, [], decide_near=True, is_dry=False)
    assert outcome.problems == []
    assert seeds.read_bytes(root) == before


def test_the_seed_articles_come_back_answer_by_answer(without_seeds):
    root, before, answers = without_seeds
    for url in dict.fromkeys(one["source.url"] for one in answers):
        page = [one for one in answers if one["source.url"] == url]
        result = ground(root, "add", typed=doors.as_conversation(root, page))
        assert result.exit_code == 0, result.output
    assert seeds.read_bytes(root) == before


def test_the_seed_articles_come_back_into_the_whole_dataset(tmp_path):
    root = seeds.copy_data(ROOT, tmp_path / "all")
    rows = seeds.read_rows(root)
    seeds.drop_lookups(rows)
    seeds.write_rows(root, rows)
    before = seeds.read_bytes(root)
    (tmp_path / "seeds.jsonl").write_text(doors.as_json_lines(seeds.take_out(root)), encoding="utf-8")
    result = ground(root, "add", str(tmp_path / "seeds.jsonl"))
    assert result.exit_code == 0, result.output
    assert seeds.read_bytes(root) == before
