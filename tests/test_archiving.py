"""`ground archive`: against a server that speaks the archive's services, with their errors and limits."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from checkout import make_checkout
from click.testing import CliRunner, Result
from listening import Reply, listening

from claimed_ground.archive.archiving import Order, archive
from claimed_ground.archive.polite import Enough, Manner, ask_politely
from claimed_ground.archive.wayback import Copy, Gap, Service, capture, look_up
from claimed_ground.checks import check
from claimed_ground.cli import main
from claimed_ground.descriptor import load_package
from claimed_ground.tables import read_table, read_tables

PAGE = "https://en.wikipedia.org/wiki/Kursk_Oblast"


@dataclass
class Archive:
    """A small archive: what it holds, what it answers next instead, and what it was asked."""

    address: str = ""
    copies: dict[str, str] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    job: dict[str, str] = field(default_factory=lambda: {"status": "pending"})

    def answer(self, method: str, path: str, form: str, headers: dict[str, str]) -> Reply:
        self.asked.append(f"{method} {path}")
        if self.replies:
            return self.replies.pop(0)
        parts = urlsplit(path)
        if parts.path == "/wayback/available":
            return _json(_available(self.copies, parse_qs(parts.query)["url"][0]))
        if parts.path == "/save":
            if headers.get("Authorization") != "LOW a:b":
                return 401, {}, b"{}"
            return _json({"url": parse_qs(form)["url"][0], "job_id": "spn2-1"})
        if parts.path.startswith("/save/status/"):
            return _json(self.job)
        if parts.path.startswith("/save/"):
            return 302, {"Location": f"/web/20261122010203/{path.removeprefix('/save/')}"}, b""
        return 200, {}, b"<html>"


def _json(found: object) -> Reply:
    return 200, {"Content-Type": "application/json"}, json.dumps(found).encode()


def _available(copies: dict[str, str], url: str) -> object:
    if url not in copies:
        return {"url": url, "archived_snapshots": {}}
    snapshot = {"status": "200", "available": True, "timestamp": copies[url], "url": f"http://x/{url}"}
    return {"url": url, "archived_snapshots": {"closest": snapshot}}


@pytest.fixture
def wayback() -> Iterator[Archive]:
    """The archive, listening."""
    known = Archive()
    with listening(lambda *given: known.answer(*given)) as known.address:
        yield known


@pytest.fixture
def waits() -> list[float]:
    """Every pause that was made, instead of making it."""
    return []


@pytest.fixture
def service(wayback: Archive, waits: list[float]) -> Callable[..., Service]:
    """The service at the small archive."""
    manner = Manner(wait=waits.append)
    return lambda keys="": Service(wayback.address, wayback.address, keys, manner)


def test_a_copy_near_the_day_of_the_page_is_found(wayback: Archive, service: Callable[..., Service]):
    wayback.copies[PAGE] = "20250221103000"
    found = look_up(service(), f"{PAGE}#History", date(2025, 2, 20))
    assert found == Copy(f"{wayback.address}/web/20250221103000/{PAGE}#History", date(2025, 2, 21))
    assert "timestamp=20250220" in wayback.asked[0] and "History" not in wayback.asked[0]


@pytest.mark.parametrize(
    "body",
    [
        {"archived_snapshots": {}},
        {"archived_snapshots": []},
        {},
        {
            "archived_snapshots": {
                "closest": {"available": True, "status": "404", "timestamp": "20250221103000"}
            }
        },
        {"archived_snapshots": {"closest": {"available": True, "status": "200", "timestamp": "../../etc"}}},
        {
            "archived_snapshots": {
                "closest": {"available": True, "status": "200", "timestamp": "20251399000000"}
            }
        },
        {"archived_snapshots": {"closest": {"available": False, "timestamp": "20250221103000"}}},
    ],
)
def test_an_answer_without_a_whole_copy_is_a_lack(
    body: object, wayback: Archive, service: Callable[..., Service]
):
    wayback.replies.append(_json(body))
    assert look_up(service(), PAGE, None) == Gap("missing")


def test_an_answer_that_is_not_json_is_no_answer(wayback: Archive, service: Callable[..., Service]):
    wayback.replies.append((200, {}, b"<html>We are sorry</html>"))
    assert look_up(service(), PAGE, None) == Gap("failed", "status 200, not JSON")


def test_it_waits_as_long_as_it_is_asked_to(
    wayback: Archive, service: Callable[..., Service], waits: list[float]
):
    late = {"Date": "Sun, 22 Nov 2026 10:00:00 GMT", "Retry-After": "Sun, 22 Nov 2026 10:01:30 GMT"}
    wayback.replies += [(429, {"Retry-After": "7"}, b""), (503, late, b""), (500, {}, b"")]
    assert look_up(service(), PAGE, None) == Gap("missing")
    assert waits == [2.0, 7.0, 90.0, 20.0]


def test_it_stops_when_asked_to_wait_too_long(wayback: Archive, service: Callable[..., Service]):
    wayback.replies.append((429, {"Retry-After": "86400"}, b""))
    with pytest.raises(Enough, match="86,400 seconds"):
        look_up(service(), PAGE, None)


def test_it_stops_when_every_try_is_one_too_many(wayback: Archive, service: Callable[..., Service]):
    wayback.replies += [(429, {}, b"")] * 4
    with pytest.raises(Enough, match="too many requests"):
        look_up(service(), PAGE, None)
    assert len(wayback.asked) == 4


def test_a_broken_connection_is_tried_again_and_then_told(
    wayback: Archive, service: Callable[..., Service], waits: list[float]
):
    wayback.replies += [(0, {}, b"")] * 4
    found = look_up(service(), PAGE, None)
    assert isinstance(found, Gap) and found.outcome == "failed" and found.note.startswith("no answer: ")
    assert waits == [2.0, 5.0, 10.0, 20.0]


def test_anybody_can_ask_for_a_copy(wayback: Archive, service: Callable[..., Service], waits: list[float]):
    found = capture(service(), f"{PAGE}?a=б")
    assert found == Copy(f"{wayback.address}/web/20261122010203/{PAGE}?a=б", date(2026, 11, 22))
    assert waits == [8.0]


def test_an_account_asks_and_waits_for_its_copy(wayback: Archive, service: Callable[..., Service]):
    wayback.job = {"status": "success", "timestamp": "20261122010203"}
    assert capture(service("a:b"), PAGE) == Copy(
        f"{wayback.address}/web/20261122010203/{PAGE}", date(2026, 11, 22)
    )
    wayback.job = {"status": "pending"}
    assert capture(service("a:b"), PAGE) == Gap("requested")


def test_wrong_keys_end_the_run(service: Callable[..., Service]):
    with pytest.raises(Enough, match="does not accept the keys"):
        capture(service("a:c"), PAGE)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        ("error:blocked-url", Gap("refused", "error:blocked-url")),
        ("error:browsing-timeout", Gap("failed", "error:browsing-timeout")),
        ("error:too-many-daily-captures", Gap("requested", "error:too-many-daily-captures")),
        ("=HYPERLINK(1)\n<b>", Gap("failed", "error of another kind")),
    ],
)
def test_an_error_is_kept_by_its_name_only(
    error: str, outcome: Gap, wayback: Archive, service: Callable[..., Service]
):
    wayback.job = {"status": "error", "status_ext": error, "message": "The text of the error"}
    assert capture(service("a:b"), PAGE) == outcome


def test_a_limit_of_the_account_ends_the_run(wayback: Archive, service: Callable[..., Service]):
    wayback.job = {"status": "error", "status_ext": "error:user-session-limit"}
    with pytest.raises(Enough, match="user-session-limit"):
        capture(service("a:b"), PAGE)


def test_keys_are_not_sent_to_where_an_answer_leads(wayback: Archive, waits: list[float]):
    seen: list[dict[str, str]] = []
    usual = wayback.answer
    wayback.answer = lambda *given: seen.append(given[3]) or usual(*given)
    wayback.replies.append((302, {"Location": f"{wayback.address}/elsewhere"}, b""))
    ask_politely(Manner(wait=waits.append), f"{wayback.address}/save", None, {"Authorization": "LOW a:b"})
    assert [("Authorization" in headers) for headers in seen] == [True, False]


def run(root: Path, base: str, *arguments: str) -> Result:
    given = ["--root", str(root), "archive", "--on", "2026-11-22", "--base", base, "--delay", "0", *arguments]
    return CliRunner().invoke(main, given)


def ledger(root: Path) -> dict[str, str]:
    table = load_package(root / "datapackage.json").table("link_checks")
    return {row["source_id"]: row["outcome"] for row in read_table(table, root / table.path)}


def test_every_source_gets_a_row_and_the_data_passes_the_checks(wayback: Archive, tmp_path: Path):
    wayback.copies[PAGE] = "20250221103000"
    result = run(make_checkout(tmp_path), wayback.address)
    assert result.stdout == "1 archived, 5 captured; 0 left.\n"
    assert len(ledger(tmp_path)) == 6
    assert check(tmp_path) == []
    text = (tmp_path / "data" / "sources.csv").read_text(encoding="utf-8")
    assert text.count(f"{wayback.address}/web/") == 6


def test_a_second_run_has_nothing_to_do(wayback: Archive, tmp_path: Path):
    run(make_checkout(tmp_path), wayback.address)
    wayback.asked.clear()
    assert run(tmp_path, wayback.address).stdout == "none checked; 0 left.\n"
    assert wayback.asked == []


def test_a_run_that_was_stopped_goes_on_where_it_was(wayback: Archive, tmp_path: Path):
    make_checkout(tmp_path)
    assert run(tmp_path, wayback.address, "--limit", "2").stdout == "2 captured; 4 left.\n"
    wayback.replies += [_json({"archived_snapshots": {}}), (429, {"Retry-After": "9999"}, b"")]
    stopped = run(tmp_path, wayback.address)
    assert stopped.exit_code == 1
    assert "asks to wait 9,999 seconds. Run it again later to go on." in stopped.stderr
    assert run(tmp_path, wayback.address).stdout == "4 captured; 0 left.\n"
    assert set(ledger(tmp_path).values()) == {"captured"}


def test_looking_up_alone_asks_for_no_copy(wayback: Archive, tmp_path: Path):
    result = run(make_checkout(tmp_path), wayback.address, "--no-capture")
    assert result.stdout == "6 missing; 0 left.\n"
    assert not [line for line in wayback.asked if "/save" in line]


def test_it_gives_up_on_an_archive_that_is_away(wayback: Archive, waits: list[float], tmp_path: Path):
    wayback.replies += [(502, {}, b"")] * 100
    root = make_checkout(tmp_path)
    package = load_package(root / "datapackage.json")
    service = Service(wayback.address, wayback.address, "", Manner(wait=waits.append))
    order = Order(date(2026, 11, 22))
    found = archive(package, root, read_tables(package, root), service, order, lambda items, _: items)
    assert (found.stopped, found.left) == ("3 sources in a row failed: no answer: status 502", 3)
    assert set(ledger(root).values()) == {"failed"}


def test_only_the_sources_named_are_checked(wayback: Archive, tmp_path: Path):
    make_checkout(tmp_path)
    assert run(tmp_path, wayback.address, "wikipedia-kursk-oblast").stdout == "1 captured; 0 left.\n"
    assert run(tmp_path, wayback.address, "nobody").exit_code == 2


def test_no_day_is_wrong_use(tmp_path: Path):
    result = CliRunner().invoke(main, ["--root", str(make_checkout(tmp_path)), "archive"])
    assert (result.exit_code, "Missing option '--on'" in result.stderr) == (2, True)
