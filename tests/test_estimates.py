"""Areas measured against formulas, and five days of the map against the published series."""

import csv
import io
import os
import pty
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from drawn_maps import PACKAGE, REGIONS, ROOT, cell, cell_km2, feature, measured, write
from hypothesis import given, settings
from hypothesis import strategies as st

from claimed_ground.maps import geodesy
from claimed_ground.maps.estimates import as_csv, check_differences, compare, recompute
from claimed_ground.maps.outlines import Notebook, read_outlines
from claimed_ground.progress import bar
from claimed_ground.tables import canonical, read_table, unparse

EVIDENCE = Path(os.environ.get("CLAIMED_GROUND_EVIDENCE", ROOT.parent / "shared" / "evidence"))
needs_evidence = pytest.mark.skipif(
    not (EVIDENCE / "geo").is_dir(),
    reason="the five days of map polygons are not part of the project; "
    "set CLAIMED_GROUND_EVIDENCE to the folder that holds them",
)

TABLE = PACKAGE.table("estimates")
PUBLISHED = read_table(TABLE, ROOT / "data" / "estimates.csv")


def test_one_degree_cell_has_the_area_of_the_formula(tmp_path: Path, donetsk: str) -> None:
    day = write(tmp_path / "map_20250220.geojson", feature([cell(38, 48)]))
    areas = measured(recompute([day], [donetsk], REGIONS))
    assert areas["ua"] == pytest.approx(cell_km2(48), abs=0.1)
    assert areas["ua-donetsk"] == areas["ua"]


def test_formula_gives_the_area_of_the_earth() -> None:
    assert 360 * cell_km2(-90, 180) / 180 == pytest.approx(510_065_621.7, abs=0.1)


def test_hole_is_not_counted(tmp_path: Path, donetsk: str) -> None:
    hole = cell(38.25, 48.25, 0.5)
    day = write(tmp_path / "map_20250220.geojson", feature([cell(38, 48), hole]))
    expected = cell_km2(48) - cell_km2(48.25, 0.5)
    assert measured(recompute([day], [donetsk], REGIONS))["ua"] == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("turned", ["shell", "hole"])
def test_direction_of_the_rings_does_not_matter(turned: str) -> None:
    shell, hole = cell(38, 48), cell(38.25, 48.25, 0.5)
    rings = [shell[::-1] if turned == "shell" else shell, hole[::-1] if turned == "hole" else hole]
    shape, reason = geodesy.polygon(rings)
    assert geodesy.area_km2(shape) == pytest.approx(cell_km2(48) - cell_km2(48.25, 0.5), abs=0.1)
    assert reason == ""


def test_bow_tie_is_repaired_into_two_triangles_and_said_so(tmp_path: Path, donetsk: str) -> None:
    bow_tie = [[38.0, 48.0], [39.0, 49.0], [39.0, 48.0], [38.0, 49.0], [38.0, 48.0]]
    day = write(tmp_path / "map_20250220.geojson", feature([bow_tie]))
    outcome = recompute([day], [donetsk], REGIONS)
    west, _ = geodesy.polygon([[(38, 48), (38.5, 48.5), (38, 49), (38, 48)]])
    east, _ = geodesy.polygon([[(39, 48), (38.5, 48.5), (39, 49), (39, 48)]])
    expected = geodesy.area_km2(west) + geodesy.area_km2(east)
    assert measured(outcome)["ua"] == pytest.approx(expected, abs=0.1)
    assert [(note.code, note.field) for note in outcome.notes] == [("repaired-geometry", "features[0]")]
    assert "Self-intersection[38.5 48.5]" in outcome.notes[0].message


def test_hole_outside_its_shell_is_a_part_of_its_own() -> None:
    shape, reason = geodesy.polygon([cell(38, 48), cell(40, 48)])
    assert geodesy.area_km2(shape) == pytest.approx(2 * cell_km2(48), abs=0.1)
    assert reason.startswith("Hole lies outside shell")


def test_ground_drawn_twice_is_counted_once(tmp_path: Path, donetsk: str) -> None:
    day = write(
        tmp_path / "map_20250220.geojson",
        feature([cell(38, 48)], [cell(38.25, 48.25, 0.5)]),
        feature([cell(38, 48)]),
    )
    assert measured(recompute([day], [donetsk], REGIONS))["ua"] == pytest.approx(cell_km2(48), abs=0.1)


def test_ukraine_is_the_whole_map_and_an_oblast_what_its_outline_encloses(
    tmp_path: Path, donetsk: str
) -> None:
    kharkiv = write(tmp_path / "UA_63_Kharkivska.geojson", feature([cell(36, 49)]))
    day = write(tmp_path / "map_20250220.geojson", feature([cell(38.5, 48)]))
    areas = measured(recompute([day], [donetsk, kharkiv], REGIONS))
    assert areas["ua"] == pytest.approx(cell_km2(48), abs=0.1)
    assert areas["ua-donetsk"] == pytest.approx(cell_km2(48) / 2, abs=0.1)
    assert areas["ua-kharkiv"] == 0


def test_only_features_labelled_as_held_are_counted(tmp_path: Path, donetsk: str) -> None:
    day = write(
        tmp_path / "map_20250220.geojson",
        feature([cell(38, 48)], name="Окуповано /// Occupied\xa0/// geoJSON.status.occupied"),
        feature([cell(37, 48)], name="ОРДЛО /// CADR and CALR /// geoJSON.territories.ordlo"),
        feature([cell(36, 48, 0.5)], name="Статус невідомий /// Unknown status /// x"),
        feature([cell(35, 48, 0.5)], name="Звільнено /// Liberated /// x"),
    )
    outcome = recompute([day], [donetsk], REGIONS)
    assert measured(outcome)["ua"] == pytest.approx(2 * cell_km2(48), abs=0.1)
    assert [note.message for note in outcome.notes] == ["2 features with other labels are not counted"]


def test_rows_are_in_the_form_of_the_table(tmp_path: Path, donetsk: str) -> None:
    days = [
        write(tmp_path / f"map_{day}.geojson", feature([cell(38, 48)])) for day in ("2025-03-01", "20250220")
    ]
    rows = recompute(days, [donetsk], REGIONS).rows
    assert {tuple(row) for row in rows} == {TABLE.columns}
    assert [str(row["estimated_on"]) for row in rows] == ["2025-02-20"] * 2 + ["2025-03-01"] * 2
    assert [TABLE.key(row) for row in rows] == sorted(TABLE.key(row) for row in rows)
    text = as_csv(TABLE.columns, rows)
    assert text.startswith(",".join(TABLE.columns) + "\n2025-02-20,ua,russia,8")
    assert text.endswith(",deepstate-geodesic,deepstate-map-data-e904719\n")
    assert text == canonical(TABLE, TABLE.columns, [line.split(",") for line in text.split()[1:]])


# As near to each other as the corners of a map: there an edge is the same on paper and on Earth.
STEPS = st.integers(0, 18)
POINTS = st.tuples(STEPS, STEPS).map(lambda at: (35 + at[0] / 100, 51 + at[1] / 100))
RINGS = st.lists(POINTS, min_size=3, max_size=8).map(lambda points: [*points, points[0]])


@given(st.lists(RINGS, min_size=1, max_size=3), st.lists(RINGS, min_size=1, max_size=3))
@settings(max_examples=50, deadline=None)
def test_any_rings_can_be_measured_and_no_overlap_exceeds_either(rings: list[Any], others: list[Any]) -> None:
    one, _ = geodesy.polygon(rings)
    other, _ = geodesy.polygon(others)
    common = geodesy.area_km2(geodesy.overlap(one, other))
    largest = min(geodesy.area_km2(one), geodesy.area_km2(other))
    assert 0 <= common <= largest * 1.001 + 0.01


def test_a_polygon_whose_ring_is_a_point_keeps_its_other_rings() -> None:
    shape, reason = geodesy.polygon([[(0, 0)] * 4, [(0, 1), (0, 2), (1, 0), (0, 1)]])
    assert reason and geodesy.area_km2(shape) == pytest.approx(6154, rel=0.01)
    assert geodesy.area_km2(geodesy.polygon([[(0, 0)] * 4])[0]) == 0


def row(day: str, region_id: str, area: str) -> dict[str, Any]:
    names = {"estimated_on": day, "region_id": region_id, "party": "russia"}
    return names | {"area_km2": Decimal(area)}


def test_difference_is_recomputed_less_published() -> None:
    published = [row("2025-02-20", "ua", "100.0"), row("2025-02-20", "ua-sumy", "7.5")]
    rows = [row("2025-02-20", "ua", "99.9"), row("2025-02-20", "ua-sumy", "7.7")]
    compared = compare([*rows, row("2025-02-21", "ua", "1.0")], published)
    assert [one["difference_km2"] for one in compared] == [Decimal("-0.1"), Decimal("0.2"), None]
    assert [str(problem) for problem in check_differences(compared)] == [
        "data/estimates.csv area_km2: 2025-02-20 ua-sumy: published 7.5 km², "
        "recomputed 7.7 km² [estimate-differs]"
    ]


def test_progress_is_shown_on_a_terminal_only() -> None:
    pipe = io.StringIO()
    assert list(bar(["a", "b"], "maps", pipe)) == ["a", "b"]
    assert pipe.getvalue() == ""
    reader, writer = pty.openpty()
    with os.fdopen(writer, "w") as terminal:
        assert list(bar(["a", "b"], "maps", terminal)) == ["a", "b"]
        assert b"maps" in os.read(reader, 1000)
    os.close(reader)


def test_published_table_is_in_canonical_form() -> None:
    text = (ROOT / "data" / "estimates.csv").read_bytes().decode()
    records = [[unparse(one[name]) for name in TABLE.columns] for one in PUBLISHED]
    assert canonical(TABLE, TABLE.columns, records) == text


def test_published_series_gives_the_known_answers() -> None:
    area = {(str(one["estimated_on"]), one["region_id"]): one["area_km2"] for one in PUBLISHED}
    day = "2025-02-20"
    three = sum(area[day, f"ua-{name}"] for name in ("donetsk", "zaporizhzhia", "kherson"))
    assert round(three) == 56_721
    assert area[day, "ua"] == Decimal("112328.4")
    assert area[day, "ua"] - area["2024-12-31", "ua"] == Decimal("456.3")


@needs_evidence
def test_published_series_is_the_evidence_row_by_row() -> None:
    with (EVIDENCE / "estimates_deepstate_daily.csv").open(newline="") as handle:
        given = sorted(tuple(one.values()) for one in csv.DictReader(handle))
    names = ("estimated_on", "region_id", "party", "area_km2")
    assert [tuple(unparse(one[name]) for name in names) for one in PUBLISHED] == given


@needs_evidence
def test_five_days_of_the_map_reproduce_the_published_series() -> None:
    outcome = recompute([str(EVIDENCE / "geo")], [str(EVIDENCE / "geo" / "oblasts")], REGIONS)
    compared = compare(outcome.rows, PUBLISHED)
    assert outcome.problems == ()
    assert [note.code for note in outcome.notes] == ["repaired-geometry"] * 2
    assert len(compared) == 5 * 10
    assert max(abs(one["difference_km2"]) for one in compared) <= Decimal("0.1")


@needs_evidence
def test_outlines_have_the_polygon_areas_of_the_regions_table() -> None:
    baseline = {one["region_id"]: one["polygon_area_km2"] for one in REGIONS}
    folder = str(EVIDENCE / "geo" / "oblasts")
    outlines = read_outlines([folder], REGIONS, Notebook(), lambda items, _: items)
    areas = {one: round(geodesy.area_km2(outline)) for one, outline in outlines.items()}
    assert len(areas) == 9
    assert areas == {region_id: baseline[region_id] for region_id in areas}
