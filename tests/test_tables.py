"""Rows know their types and their physical lines, and have one correct spelling."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from checkout import ROOT, make_checkout
from hypothesis import given
from hypothesis import strategies as st

from claimed_ground.checks.fragments import numbers_in
from claimed_ground.descriptor import load_package
from claimed_ground.fixing import fix
from claimed_ground.tables import canonical, read_records, read_table

PACKAGE = load_package(ROOT / "datapackage.json")
CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12).map(str.strip)


def test_values_have_the_types_of_their_columns():
    rows = {row["claim_id"]: row for row in read_table(PACKAGE.table("claims"), ROOT / "data/claims.csv")}
    claim = rows["rudskoi-2025-02-20-kursk-share-retaken"]
    assert claim["value"] == Decimal(64)
    assert claim["period_end"] == date(2025, 2, 20)
    assert claim["as_of"] is None


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, unique_by=lambda cells: cells[0]))
def test_canonical_form_loses_no_cell_and_is_a_fixed_point(rows):
    table = PACKAGE.table("units")
    text = canonical(table, table.columns, rows)
    (_, header), *records = read_records(text)
    assert sorted(map(tuple, (cells for _, cells in records))) == sorted(rows)
    assert canonical(table, header, [cells for _, cells in records]) == text


def test_fix_mends_form_and_changes_no_value(tmp_path: Path):
    make_checkout(tmp_path)
    path = tmp_path / "data" / "units.csv"
    good = path.read_bytes()
    header, *lines = good.decode().splitlines()
    messy = "\ufeff" + "\r\n".join([header, *(line.replace(",", " , ") for line in reversed(lines))])
    path.write_bytes(messy.encode() + b"\r\n\r\n")
    written, problems = fix(PACKAGE, tmp_path)
    assert (written, problems) == (["data/units.csv"], [])
    assert path.read_bytes() == good


def test_fix_leaves_a_file_that_it_cannot_be_sure_of(tmp_path: Path):
    make_checkout(tmp_path)
    path = tmp_path / "data" / "units.csv"
    broken = path.read_bytes().replace(b"\nkm2,", b"\nkm2,and more,", 1)
    path.write_bytes(broken)
    written, problems = fix(PACKAGE, tmp_path)
    assert written == []
    assert [problem.code for problem in problems] == ["ragged-row"]
    assert path.read_bytes() == broken


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1.268 km²", "1268"),
        ("1 268 кв. км", "1268"),
        ("1,294 sq km", "1294"),
        ("99,7 odsto", "99.7"),
        ("около 4,5 тыс.", "4.5"),
        ("১ হাজার ৩০০", "1300"),
        ("٦٤٪", "64"),
        ("4, 500", "4500"),
    ],
)
def test_a_figure_is_found_as_any_country_prints_it(text: str, figure: str):
    assert Decimal(figure) in numbers_in(text)
