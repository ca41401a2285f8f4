"""What a map or an outline is read from: files, folders, addresses; and what is refused, and why."""

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from drawn_maps import REGIONS, cell, cell_km2, codes, feature, measured, write
from hypothesis import given, settings
from hypothesis import strategies as st

from claimed_ground.fetch import MAX_BYTES
from claimed_ground.maps.estimates import recompute
from claimed_ground.maps.geojson import load_geojson


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
