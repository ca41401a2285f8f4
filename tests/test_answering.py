"""`ground links`: against a small server that answers as pages do, and as hosts that refuse programs."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from checkout import make_checkout
from click.testing import CliRunner, Result
from listening import Reply, listening

from claimed_ground.archive.answering import MOST_SILENT, cited, look
from claimed_ground.archive.polite import Manner
from claimed_ground.cli import main
from claimed_ground.descriptor import load_package
from claimed_ground.tables import read_tables

STATUSES = {"/there": 200, "/moved": 200, "/gone": 410, "/missing": 404, "/refuses": 403, "/busy": 503}
NOBODY = "http://127.0.0.1:9/"


def answer(method: str, path: str, body: str, headers: dict[str, str]) -> Reply:
    if path == "/moves":
        return 301, {"Location": "/moved"}, b""
    return STATUSES[path], {}, b"<html>"


@pytest.fixture
def server() -> Iterator[str]:
    with listening(answer) as address:
        yield address


def checkout(tmp_path: Path, addresses: list[str], copies: dict[str, str] | None = None) -> Path:
    """The small data, in which the first sources stand at these addresses and no publisher has one."""
    root = make_checkout(tmp_path / "small")
    rewrite(root / "data" / "publishers.csv", "url", [])
    rewrite(root / "data" / "sources.csv", "url", addresses)
    rewrite(root / "data" / "sources.csv", "archive_url", [(copies or {}).get(url, "") for url in addresses])
    return root


def rewrite(path: Path, column: str, values: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    for number, row in enumerate(rows):
        row[column] = values[number] if number < len(values) else ""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def run(root: Path) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "links", "--delay", "0"])


def test_an_address_that_is_gone_is_a_problem_on_its_line(tmp_path: Path, server: str):
    done = run(checkout(tmp_path, [f"{server}/there", f"{server}/gone"]))
    assert done.exit_code == 1
    assert f'data/sources.csv:3 url: "{server}/gone" is gone (status 410)' in done.output
    assert "[dead-link]" in done.output and "1 answered, 1 gone, of 2." in done.output


def test_an_address_that_moved_still_answers(tmp_path: Path, server: str):
    done = run(checkout(tmp_path, [f"{server}/moves"]))
    assert (done.exit_code, done.output) == (0, "1 answered, of 1.\n")


def test_what_is_gone_with_a_copy_on_record_is_counted_only(tmp_path: Path, server: str):
    url = f"{server}/missing"
    done = run(checkout(tmp_path, [url], {url: "https://web.archive.org/web/2025/x"}))
    assert (done.exit_code, done.output) == (0, "1 gone, with a copy, of 1.\n")


def look_at(root: Path, waits: list[float]) -> object:
    package = load_package(root / "datapackage.json")
    addresses = cited(package, read_tables(package, root))
    return look(addresses, Manner(1.0, tries=2, wait=waits.append), None, lambda urls, label: urls)


def test_a_host_that_turns_programs_away_says_nothing_of_its_pages(tmp_path: Path, server: str):
    waits: list[float] = []
    found = look_at(checkout(tmp_path, [f"{server}/refuses", f"{server}/busy"]), waits)
    assert found.counts == {"unclear": 2} and found.gone == []
    assert waits == [1.0, 1.0, 5.0]


def test_a_network_that_is_away_blames_no_page(tmp_path: Path, server: str):
    addresses = [f"{NOBODY}{number}" for number in range(MOST_SILENT)]
    found = look_at(checkout(tmp_path, addresses), [])
    assert "in a row gave no answer" in found.stopped


def test_one_host_without_an_answer_is_gone(tmp_path: Path, server: str):
    found = look_at(checkout(tmp_path, [NOBODY, f"{server}/there"]), [])
    assert [problem.line for problem in found.gone] == [2]
    assert "refused" in found.gone[0].message
