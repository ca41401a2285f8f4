"""Results that take long are worked out again only when what they rest on changes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_tables import claim, package, tables_of

from claimed_ground import joint
from claimed_ground.kept import MOST_FILES, keep, recall

FEB_20 = date(2025, 2, 20)


def tables(value: int = 15000) -> dict[str, Any]:
    one = claim("a", statement="a", value=value, as_of=FEB_20)
    return tables_of(one, claim("b", statement="b", value=16001, as_of=FEB_20))


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    first = joint.derive_conflicts(package(), tables(), tmp_path)
    assert len(first["conflict_sets"]) == 1
    assert joint.derive_conflicts(package(), tables(), tmp_path) == first
    assert len(list(tmp_path.iterdir())) == 1


def test_what_is_kept_is_not_worked_out_again(tmp_path: Path) -> None:
    joint.derive_conflicts(package(), tables(), tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_text(path.read_text().replace("15,000", "about 15,000"))
    again = joint.derive_conflicts(package(), tables(), tmp_path)
    assert "about 15,000" in again["conflict_sets"][0]["sentence"]


def test_another_figure_is_worked_out(tmp_path: Path) -> None:
    joint.derive_conflicts(package(), tables(), tmp_path)
    assert joint.derive_conflicts(package(), tables(16001), tmp_path)["conflict_sets"] == []
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"strain": [{"low": {"fraction": "x"}}]}'])
def test_what_cannot_be_read_is_worked_out(tmp_path: Path, text: str) -> None:
    first = joint.derive_conflicts(package(), tables(), tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_text(text)
    assert joint.derive_conflicts(package(), tables(), tmp_path) == first


def test_old_results_are_dropped(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 3):
        keep(tmp_path, str(number), {})
    assert len(list(tmp_path.iterdir())) == MOST_FILES
    assert recall(tmp_path, str(MOST_FILES + 2)) == {}
