"""One origin serves site and Datasette, stays up under hostile use, and follows a rebuild."""

import re
import socket
import time
from typing import Any
from urllib.parse import quote_plus

import httpx
import pytest
from explored import arrive, get, get_together, knock, make_explored, publish_database, run_apart

from claimed_ground.layout import Layout
from claimed_ground.problem import BuildError
from claimed_ground.server import build_app, run

ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
TABLE = "/explore/claims/claims"


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    return make_explored(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def app(layout: Layout) -> Any:
    return build_app(layout)


@pytest.mark.parametrize(
    ("path", "part"),
    [("/", "Home"), ("/explore/", "Explore"), (TABLE, "Claims"), (f"{TABLE}.csv?_size=1", "claim_id,")],
)
def test_both_faces_answer_on_one_origin(app: Any, path: str, part: str):
    answer = get(app, path)
    assert answer.status_code == 200
    assert part in answer.text


def test_a_wrong_address_of_the_site_gets_its_404_page(app: Any):
    answer = get(app, "/nowhere/")
    assert (answer.status_code, "Nothing here" in answer.text) == (404, True)


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/explore", "/explore/"),
        ("/explore/claims/", "/explore/claims"),
        (f"{TABLE}/?party=russia", f"{TABLE}?party=russia"),
        (
            f"{TABLE}?_filter_column=party&_filter_op=exact&_filter_value=russia",
            f"{TABLE}?party__exact=russia",
        ),
    ],
)
def test_redirects_stay_under_the_prefix(app: Any, path: str, location: str):
    answer = get(app, path)
    assert answer.status_code in (301, 302, 307)
    assert answer.headers["location"] == location


@pytest.mark.parametrize("path", ["/", TABLE, f"{TABLE}.json?_shape=array"])
def test_an_answer_that_is_known_is_not_sent_again(app: Any, path: str):
    first = get(app, path)
    again = get(app, path, **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_browsers_keep_what_is_named_by_its_hash_and_ask_for_the_rest(app: Any, layout: Layout):
    (layout.current.site / "assets" / "main.0a1b2c3d.min.css").write_text("p {}", encoding="utf-8")
    kept = get(app, "/assets/main.0a1b2c3d.min.css")
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    page = get(app, "/")
    assert page.headers["cache-control"] == "no-cache"
    assert get(app, "/", **{"If-None-Match": page.headers["etag"]}).status_code == 304
    assert get(app, "/assets/gone.0a1b2c3d.min.css").headers["cache-control"] == "no-cache"


def test_pages_are_compressed_and_may_be_cached_by_anyone(app: Any):
    answer = get(app, TABLE)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"].startswith("public, max-age=300")
    assert answer.headers["vary"] == "Accept-Encoding"
    plain = get(app, TABLE, **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == answer.text


def test_a_kept_answer_is_the_same_answer(app: Any):
    path = f"{TABLE}?party=ukraine&_size=7"
    first, second = get(app, path), get(app, path)
    assert (first.text, first.headers) == (second.text, second.headers)


def test_a_made_up_host_does_not_reach_other_readers(app: Any):
    path = f"{TABLE}.json?_size=2&_shape=objects"
    assert get(app, path, Host="evil.example").json()["next_url"].startswith("http://evil.example/")
    assert get(app, path).json()["next_url"].startswith("http://ground/explore/")


def test_errors_are_kept_by_nobody(app: Any):
    assert get(app, "/explore/claims?sql=select+1+from+nowhere").headers["cache-control"] == "no-store"


def test_pages_load_nothing_from_elsewhere(app: Any):
    policy = get(app, TABLE).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    "sql",
    [
        "attach database '/etc/passwd' as p",
        "select load_extension('x')",
        "pragma database_list",
        "pragma writable_schema = 1",
        "insert into units values ('a', 'b', 'area', '1')",
        "delete from claims",
        "drop table claims",
        "select 1; delete from claims",
        "vacuum into '/tmp/x.db'",
        "with x as (select 1) delete from claims",
        "select writefile('/tmp/x', 'x')",
        "select readfile('/etc/passwd')",
    ],
)
def test_what_is_not_reading_is_refused(app: Any, layout: Layout, sql: str):
    before = layout.current.database.read_bytes()
    answer = arrive(app, "/explore/claims.json?_shape=array&sql=" + sql.replace(";", "%3B").replace(" ", "+"))
    assert answer.status_code == 400
    assert answer.json()["ok"] is False
    assert layout.current.database.read_bytes() == before


def test_an_endless_query_is_cut_off_while_others_are_answered(app: Any):
    query = "/explore/claims.json?sql="
    query = get(app, query + "select+1").headers.get("location", query).removesuffix("select+1")
    start = time.monotonic()
    endless, other = get_together(app, query + quote_plus(ENDLESS), TABLE)
    assert time.monotonic() - start < 15
    assert endless.status_code == 400
    assert "sql_time_limit_ms" in endless.text
    assert other.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        f"{TABLE}?_search=" + "a" * 1_000_000,
        TABLE + "?" + "&".join(f"_facet=nothing{n}" for n in range(10_000)),
        TABLE + "?" + "&".join("_facet=party" for _ in range(10_000)),
        TABLE + "?" + "&".join("_facet=party" for _ in range(600)),
        TABLE + "?" + "&".join(f"_facet=nothing{n}" for n in range(450)),
        TABLE + "?" + "&".join(f"value__gt={n}" for n in range(600)),
        "/explore/claims/reports?" + "&".join("_facet_array=fragment" for _ in range(350)),
        "/explore/claims/reports?_facet_size=max&_size=max&_facet=fragment&_facet=source_id&_facet=claim_id",
        f"{TABLE}?_next=zzz&_size=1000000",
        f"{TABLE}?_next={'9' * 5000}",
        "/explore/claims/claims_for_people?_next=999999999",
        "/explore/claims?sql=" + "select+" * 50_000,
        "/explore/claims?sql=select+randomblob(1000000000)",
        "/explore/claims?sql=select+hex(zeroblob(199999))+from+reports",
        "/explore/claims?sql=select+printf('%2599999999d',1)",
        "/explore/claims?sql=select+1+where+" + "(" * 900 + "1" + ")" * 900,
        "/explore/claims?sql=select+'" + "a" * 300 + "'+like+'" + "%25a" * 200 + "%25b'",
        "/explore/claims?sql=select+a.claim_id+from+claims+a,claims+b,claims+c,claims+d+order+by+random()",
        "/explore/claims?sql=select+zeroblob(900000000)",
        "/explore/claims/%00",
        "/explore/../../etc/passwd",
        "/explore/static/../plugins/mount.py",
        "/explore/%2e%2e/%2e%2e/etc/passwd",
    ],
    ids=lambda path: re.sub(r"[^a-z_=?&.]+", "", path)[:40],
)
@pytest.mark.filterwarnings("ignore:coroutine 'TableView")  # Datasette leaves one behind where a facet fails
def test_hostile_addresses_are_answered_and_do_no_harm(app: Any, path: str):
    (status, body), (other, _) = knock(app, path, TABLE)
    assert status < 500, body[:300]
    assert b"root:" not in body
    assert b"hookimpl" not in body
    assert other == 200


def test_only_reading_methods_are_answered(app: Any):
    async def post() -> httpx.Response:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://ground"
        ) as client:
            return await client.post("/explore/-/messages", data={"message": "x"})

    assert run_apart(post()).status_code == 405


def test_a_rebuild_is_picked_up_and_the_old_one_may_go(tmp_path_factory: pytest.TempPathFactory):
    layout = make_explored(tmp_path_factory.mktemp("rebuilt"))
    app = build_app(layout)
    tag = get(app, TABLE).headers["etag"]
    for number in (1, 2, 3):
        publish_database(layout, home=f"<h1>Build {number}</h1>")
        assert f"Build {number}" in get(app, "/").text
        assert get(app, TABLE).status_code == 200
    assert get(app, TABLE).headers["etag"] == tag, (
        "the same data has the same tag, on every copy of the server"
    )


def test_a_port_in_use_is_one_clear_message(layout: Layout):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            BuildError, match=f"cannot listen on 127.0.0.1 port {port}: Address already in use"
        ):
            run(layout, "127.0.0.1", port, print)
