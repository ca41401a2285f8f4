"""Results that take long are worked out again only when what they rest on changes."""

import sqlite3
from contextlib import closing
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from small_tables import claim, kursk, package, tables_of

from claimed_ground import joint
from claimed_ground.kept import MOST_RUNS, key_of, map_kept

FEB_20 = date(2025, 2, 20)
PLAIN = {"day": FEB_20, "share": Fraction(2, 3), "names": ["a", None], "count": 2}


def tables(value: int = 15000, ours: int = 400) -> dict[str, Any]:
    """Two figures of Ukraine and two of Kursk that do not meet."""
    one = claim("a", statement="a", value=value, as_of=FEB_20)
    other = claim("b", statement="b", value=16001, as_of=FEB_20)
    held = [kursk(name, statement=name, indicator="area_held", value=value, as_of=FEB_20)
            for name, value in (("k", ours), ("l", 800))]  # fmt: skip
    return tables_of(one, other, *held)


def kept_rows(folder: Path) -> dict[str, tuple[int, str]]:
    with closing(sqlite3.connect(folder / "results.db")) as opened:
        return {key: (run, content) for key, run, content in opened.execute("select * from results")}


def refuse(task: object) -> None:
    raise AssertionError("worked out again")


def give(task: object) -> object:
    return PLAIN


def test_a_result_comes_back_as_it_was(tmp_path: Path) -> None:
    first = map_kept(give, ["task"], ["key"], tmp_path, is_heavy=False)
    assert first == [PLAIN]
    assert map_kept(refuse, ["task"], ["key"], tmp_path, is_heavy=False) == first


def test_rows_are_the_same_when_kept_and_when_worked_out(tmp_path: Path) -> None:
    first = joint.derive_conflicts(package(), tables(), tmp_path)
    assert len(first["conflict_sets"]) == 2
    assert joint.derive_conflicts(package(), tables(), tmp_path) == first
    assert joint.derive_conflicts(package(), tables()) == first


@pytest.mark.parametrize("change", [{"value": 14000}, {"value": 16001}, {"ours": 500}, {"ours": 800}])
def test_after_a_change_rows_are_as_if_nothing_had_been_kept(tmp_path: Path, change: dict[str, int]) -> None:
    joint.derive_conflicts(package(), tables(), tmp_path)
    after = joint.derive_conflicts(package(), tables(**change), tmp_path)
    assert after == joint.derive_conflicts(package(), tables(**change))


def test_a_change_in_one_country_leaves_the_proofs_of_the_other(tmp_path: Path) -> None:
    joint.derive_conflicts(package(), tables(), tmp_path)
    before = kept_rows(tmp_path)
    joint.derive_conflicts(package(), tables(ours=500), tmp_path)
    new = [content for key, (_, content) in kept_rows(tmp_path).items() if key not in before]
    assert new and all("kursk" in content.lower() or '"sets": [["k", "l"]]' in content for content in new)


@pytest.mark.parametrize("content", ["", "{", '{"share": {"fraction": "x"}}'])
def test_what_cannot_be_read_is_worked_out(tmp_path: Path, content: str) -> None:
    map_kept(give, ["task"], ["key"], tmp_path, is_heavy=False)
    with closing(sqlite3.connect(tmp_path / "results.db")) as opened, opened:
        opened.execute("update results set content = ?", [content])
    assert map_kept(give, ["task"], ["key"], tmp_path, is_heavy=False) == [PLAIN]


def test_a_file_that_is_no_database_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "results.db").write_text("not a database, but long enough to be taken for one" * 99)
    assert map_kept(give, ["task"], ["key"], tmp_path, is_heavy=False) == [PLAIN]
    assert map_kept(refuse, ["task"], ["key"], tmp_path, is_heavy=False) == [PLAIN]


def test_a_result_that_no_run_asks_for_is_dropped_in_the_end(tmp_path: Path) -> None:
    map_kept(give, ["task"], ["old"], tmp_path, is_heavy=False)
    for number in range(MOST_RUNS):
        map_kept(give, ["task"], [f"new-{number % 2}"], tmp_path, is_heavy=False)
    assert sorted(kept_rows(tmp_path)) == ["new-0", "new-1"]


def test_a_key_tells_contents_and_code_apart() -> None:
    keys = {key_of(mark, content) for mark in ("a", "b") for content in ([1], ["1"], (1,))}
    assert len(keys) == 6
