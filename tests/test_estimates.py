"""Areas measured against formulas, and five days of the map against the published series."""

import contextlib
import csv
import http.server
import io
import json
import math
import os
import pty
import threading
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimed_ground.descriptor import load_package
from claimed_ground.fetch import MAX_BYTES
from claimed_ground.maps import geodesy
from claimed_ground.maps.estimates import Outcome, as_csv, check_differences, compare, recompute
from claimed_ground.maps.geojson import load_geojson
from claimed_ground.maps.outlines import Notebook, read_outlines
from claimed_ground.progress import bar
from claimed_ground.tables import canonical, read_table, unparse

ROOT = Path(__file__).parents[1]
EVIDENCE = Path(os.environ.get("CLAIMED_GROUND_EVIDENCE", ROOT.parent / "shared" / "evidence"))
needs_evidence = pytest.mark.skipif(
    not (EVIDENCE / "geo").is_dir(),
    reason="the five days of map polygons are not part of the project; "
    "set CLAIMED_GROUND_EVIDENCE to the folder that holds them",
)

PACKAGE = load_package(ROOT / "datapackage.json")
TABLE = PACKAGE.table("estimates")
REGIONS = read_table(PACKAGE.table("regions"), ROOT / "data" / "regions.csv")
PUBLISHED = read_table(TABLE, ROOT / "data" / "estimates.csv")

Ring = list[list[float]]


def cell(west: float, south: float, size: float = 1.0) -> Ring:
    """A square in degrees whose corners are joined in steps short enough to follow parallels."""
    steps = [size * i / 100 for i in range(100)]
    east, north = west + size, south + size
    ring = [[west + step, south] for step in steps] + [[east, south + step] for step in steps]
    ring += [[east - step, north] for step in steps] + [[west, north - step] for step in steps]
    return [*ring, ring[0]]


def cell_km2(south: float, size: float = 1.0) -> float:
    """The closed formula for the area between two parallels and two meridians on WGS84."""
    a, f = 6378.137, 1 / 298.257223563
    e = math.sqrt(f * (2 - f))

    def band(degrees: float) -> float:
        s = math.sin(math.radians(degrees))
        return s / (2 * (1 - (e * s) ** 2)) + math.atanh(e * s) / (2 * e)

    return a**2 * (1 - e**2) * math.radians(size) * (band(south + size) - band(south))


def feature(*polygons: list[Ring], **properties: str) -> dict[str, Any]:
    geometry = {"type": "MultiPolygon", "coordinates": list(polygons)}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write(path: Path, *features: dict[str, Any], **members: Any) -> str:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features} | members))
    return str(path)


@pytest.fixture
def donetsk(tmp_path: Path) -> str:
    """An outline of one degree by one, 38 to 39° E and 48 to 49° N."""
    return write(tmp_path / "UA_14_Donetska.geojson", feature([cell(38, 48)]))


def measured(outcome: Outcome) -> dict[str, float]:
    assert outcome.problems == ()
    return {row["region_id"]: float(row["area_km2"]) for row in outcome.rows}


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


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


@pytest.mark.parametrize("key", ["iso3166-2", "ISO_3166_2", "ISO3166-2"])
def test_outline_is_known_by_the_code_in_its_properties(tmp_path: Path, key: str) -> None:
    outline = write(tmp_path / "outline.geojson", feature([cell(38, 48)], **{key: "UA-09"}))
    day = write(tmp_path / "map_20250220.geojson", feature([cell(38, 48)]))
    assert set(measured(recompute([day], [outline], REGIONS))) == {"ua", "ua-luhansk"}


def test_one_file_may_hold_several_outlines_and_a_folder_several_files(tmp_path: Path) -> None:
    folder = tmp_path / "oblasts"
    folder.mkdir()
    donetsk = feature([cell(38, 48)], **{"iso3166-2": "UA-14"})
    luhansk = feature([cell(39, 48)], **{"iso3166-2": "UA-09"})
    write(folder / "east.geojson", donetsk, luhansk)
    write(folder / "UA_43_Krym.geojson", feature([cell(34, 45)]))
    (folder / "README.md").write_text("not an outline")
    day = write(tmp_path / "map_20250220.geojson", feature([cell(38, 48)]))
    areas = measured(recompute([day], [str(folder)], REGIONS))
    assert set(areas) == {"ua", "ua-crimea", "ua-donetsk", "ua-luhansk"}


@pytest.mark.parametrize(
    ("name", "properties", "code"),
    [
        ("outline.geojson", {}, "unknown-region"),
        ("UA_99_Nowhere.geojson", {}, "unknown-region"),
        ("RU_KRS_Kursk.geojson", {}, "unknown-region"),
        ("UA_09_Luhanska.geojson", {"iso3166-2": "UA-63"}, "unknown-region"),
        ("UA-14.geojson", {}, "duplicate-outline"),
    ],
)
def test_outline_of_no_one_region_is_refused(
    tmp_path: Path, donetsk: str, name: str, properties: dict[str, str], code: str
) -> None:
    outline = write(tmp_path / name, feature([cell(38, 48)], **properties))
    day = write(tmp_path / "map_20250220.geojson", feature([cell(38, 48)]))
    outcome = recompute([day], [donetsk, outline], REGIONS)
    assert (codes(outcome), outcome.rows) == ([code], ())


LINE = {"type": "LineString", "coordinates": [[38, 48], [39, 49]]}
OPEN_RING = {"type": "Polygon", "coordinates": [[[38, 48], [39, 48], [39, 49], [38, 49]]]}
METRES = {"type": "Polygon", "coordinates": [[[4e6, 6e6], [5e6, 6e6], [5e6, 7e6], [4e6, 6e6]]]}
FLAT = {"type": "Polygon", "coordinates": [[[38, 48], [39, 48], [38.5, 48], [38, 48]]]}
IN_METRES = {"crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}
CURVE = {"type": "CurvePolygon", "coordinates": []}


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("", "bad-geojson", "is not JSON: Expecting value"),
        ('{\n"type": "Feature",\n"geometry": ', "bad-geojson", ":3: is not JSON"),
        ("[" * 100_000, "bad-geojson", "is not JSON that can be read"),
        ("9" * 10_000, "bad-geojson", "is not JSON that can be read"),
        ("[1, 2]", "bad-geojson", "is not a GeoJSON object"),
        ("{}", "bad-geojson", 'geometry type "None" is not read'),
        ('{"type": "FeatureCollection"}', "bad-geojson", "features: is not a list"),
        ('{"type": "FeatureCollection", "features": [7]}', "bad-geojson", "features[0]: is not"),
        ('{"type": "FeatureCollection", "features": []}', "no-polygons", "has no Polygon"),
        ('{"type": "Feature", "geometry": null}', "no-polygons", "has no Polygon"),
        ('{"type": "Polygon", "coordinates": [[NaN]]}', "bad-geojson", "four positions"),
        (json.dumps(LINE), "no-polygons", "has no Polygon"),
        (json.dumps(OPEN_RING), "bad-geojson", "ring 0: the ring does not end where it begins"),
        (json.dumps(METRES), "bad-geojson", "is not a longitude and latitude in degrees"),
        (json.dumps(OPEN_RING).replace("48", "NaN"), "bad-geojson", '"[38, nan]" is not'),
        (json.dumps(FLAT), "no-polygons", "its polygons enclose no area"),
        (json.dumps(IN_METRES), "bad-crs", 'EPSG::3857" is not degrees on WGS84'),
        (json.dumps(CURVE), "bad-geojson", 'type "CurvePolygon" is not read; give Polygon'),
    ],
)
def test_bad_geojson_is_one_problem_at_its_place(
    tmp_path: Path, donetsk: str, content: str, code: str, said: str
) -> None:
    day = tmp_path / "map_20250220.geojson"
    day.write_text(content)
    outcome = recompute([str(day)], [donetsk], REGIONS)
    assert (codes(outcome), outcome.rows) == ([code], ())
    assert outcome.problems[0].path == str(day)
    assert said in str(outcome.problems[0])


def test_bytes_that_are_not_utf_8_are_a_problem(tmp_path: Path, donetsk: str) -> None:
    day = tmp_path / "map_20250220.geojson"
    day.write_bytes(b'{"type": "\xff"}')
    outcome = recompute([str(day)], [donetsk], REGIONS)
    assert "is not UTF-8 at byte 10" in str(outcome.problems[0])


def test_map_that_shows_no_ground_held_is_refused(tmp_path: Path, donetsk: str) -> None:
    day = write(tmp_path / "map_20250220.geojson", feature([cell(38, 48)], name="Liberated"))
    outcome = recompute([day], [donetsk], REGIONS)
    assert codes(outcome) == ["no-polygons"]
    assert '"Occupied Crimea"' in outcome.problems[0].message


def test_day_is_in_the_name_or_in_the_file_or_given(tmp_path: Path, donetsk: str) -> None:
    ground = feature([cell(38, 48)])
    unnamed = write(tmp_path / "last.geojson", ground)
    named = write(tmp_path / "other.geojson", ground, name="deepstatemap_data_20250220")
    impossible = write(tmp_path / "map_20251399.geojson", ground)
    assert codes(recompute([unnamed, impossible], [donetsk], REGIONS)) == ["no-day", "no-day"]
    on = recompute([named], [donetsk], REGIONS).rows[0]["estimated_on"]
    assert recompute([unnamed], [donetsk], REGIONS, day=on).rows[0]["estimated_on"] == on


def test_second_map_of_a_day_is_refused(tmp_path: Path, donetsk: str) -> None:
    maps = [write(tmp_path / f"{name}_20250220.geojson", feature([cell(38, 48)])) for name in "ab"]
    outcome = recompute(maps, [donetsk], REGIONS)
    assert codes(outcome) == ["duplicate-day"]
    assert len(outcome.rows) == 2


def test_day_that_cannot_be_read_leaves_the_other_days(tmp_path: Path, donetsk: str) -> None:
    good = write(tmp_path / "map_20250220.geojson", feature([cell(38, 48)]))
    outcome = recompute([str(tmp_path / "map_20250221.geojson"), good], [donetsk], REGIONS)
    assert codes(outcome) == ["unreadable-input"]
    assert "cannot be read: No such file or directory" in str(outcome.problems[0])
    assert {str(row["estimated_on"]) for row in outcome.rows} == {"2025-02-20"}


def test_nothing_given_is_a_problem(tmp_path: Path, donetsk: str) -> None:
    assert codes(recompute([], [donetsk], REGIONS)) == ["no-maps"]
    (tmp_path / "empty").mkdir()
    assert codes(recompute([donetsk], [str(tmp_path / "empty")], REGIONS)) == ["no-boundaries"]


def test_input_beyond_the_bound_is_refused(tmp_path: Path, donetsk: str) -> None:
    day = tmp_path / "map_20250220.geojson"
    with day.open("wb") as handle:
        handle.truncate(MAX_BYTES + 1)
    outcome = recompute([str(day)], [donetsk], REGIONS)
    assert codes(outcome) == ["input-too-large"]
    assert "is larger than 32 MB" in outcome.problems[0].message


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not news."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = partial(Quiet, directory=str(folder))
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_inputs_may_be_addresses(tmp_path: Path, donetsk: str) -> None:
    write(tmp_path / "map_20250220.geojson", feature([cell(38, 48)]))
    outline = Path(donetsk).name
    with served(tmp_path) as host:
        outcome = recompute([f"{host}/map_20250220.geojson?raw=1"], [f"{host}/{outline}"], REGIONS)
    assert measured(outcome)["ua-donetsk"] == pytest.approx(cell_km2(48), abs=0.1)


def test_address_that_fails_says_why(tmp_path: Path, donetsk: str) -> None:
    with served(tmp_path) as host:
        missing = recompute([f"{host}/map_20250221.geojson"], [donetsk], REGIONS)
    gone = recompute([f"{host}/map_20250220.geojson"], [donetsk], REGIONS)
    assert "cannot be read: File not found" in str(missing.problems[0])
    assert "cannot be read: " in str(gone.problems[0])
    assert "Connection refused" in str(gone.problems[0])


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("ftp://example.org/map_20250220.geojson", "bad-location"),
        ("file:///map_20250220.geojson", "bad-location"),
        ("http://[", "unreadable-input"),
        ("http://", "unreadable-input"),
        ("map_20250220\0.geojson", "unreadable-input"),
        ("map_20250220" * 999, "unreadable-input"),
    ],
)
def test_location_that_is_none_is_a_problem(donetsk: str, location: str, code: str) -> None:
    assert codes(recompute([location], [donetsk], REGIONS)) == [code]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.sampled_from(["Polygon", "Point"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.fixed_dictionaries(
            {"type": st.sampled_from(["Feature", "FeatureCollection", "Polygon", "MultiPolygon"])},
            optional={"features": inner, "geometry": inner, "coordinates": inner, "crs": inner},
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(max_examples=200, deadline=None)
def test_any_json_is_features_or_problems(document: Any) -> None:
    loaded = load_geojson("any.geojson", json.dumps(document).encode())
    assert loaded if isinstance(loaded, list) else loaded.has_polygons


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
