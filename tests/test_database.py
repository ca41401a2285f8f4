"""The database holds what the descriptor describes, and refuses what it forbids."""

import hashlib
import sqlite3
from pathlib import Path

import pytest
from checkout import KEPT, ROOT, make_checkout

from claimed_ground.database import create_statement, write_database
from claimed_ground.derive import derive
from claimed_ground.descriptor import load_package
from claimed_ground.summaries import claim_texts
from claimed_ground.tables import read_tables


def write(root: Path, path: Path) -> sqlite3.Connection:
    package = load_package(root / "datapackage.json")
    tables = read_tables(package, root)
    rows = {**tables, **derive(package, tables, KEPT), "claim_texts": list(claim_texts(tables))}
    write_database(path, package, rows)
    return sqlite3.connect(path)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory):
    connection = write(ROOT, tmp_path_factory.mktemp("real") / "claims.db")
    yield connection
    connection.close()


def test_every_described_table_is_there_and_strict(real: sqlite3.Connection):
    strict = {
        name for name, is_strict in real.execute("select name, strict from pragma_table_list") if is_strict
    }
    package = load_package(ROOT / "datapackage.json")
    assert {table.name for table in (*package.tables, *package.derived)} <= strict


def test_every_foreign_key_of_the_descriptor_holds_and_is_indexed(real: sqlite3.Connection):
    assert real.execute("pragma foreign_key_check").fetchall() == []
    for table in load_package(ROOT / "datapackage.json"):
        indexed = set()
        for (name,) in real.execute("select name from pragma_index_list(?)", [table.name]):
            indexed.add(real.execute("select name from pragma_index_info(?)", [name]).fetchone()[0])
        for key in table.foreign_keys:
            assert key.fields[0] in indexed or key.fields[0] in table.primary_key, (table.name, key)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("update claims set party = 'nato'", "CHECK"),
        ("update claims set value = 'many'", "cannot store TEXT"),
        ("update claims set as_of = '20/02/2025'", "CHECK"),
        ("update regions set latitude = 91", "CHECK"),
        ("update reports set source_id = 'nowhere' where rowid = 1", "FOREIGN KEY"),
        ("insert into units select * from units", "UNIQUE"),
        ("update statements set summary = null", "NOT NULL"),
    ],
)
def test_the_database_refuses_what_the_descriptor_forbids(
    real: sqlite3.Connection, statement: str, reason: str
):
    real.execute("pragma foreign_keys = on")
    with pytest.raises(sqlite3.IntegrityError, match=reason):
        real.execute(statement)
    real.rollback()


def test_the_same_rows_give_the_same_bytes_whatever_their_order(tmp_path: Path):
    make_checkout(tmp_path)
    package = load_package(tmp_path / "datapackage.json")
    tables = read_tables(package, tmp_path)
    rows = {**tables, **derive(package, tables), "claim_texts": list(claim_texts(tables))}
    digests = set()
    for name, given in (("a", rows), ("b", {key: value[::-1] for key, value in rows.items()})):
        write_database(tmp_path / f"{name}.db", package, given)
        digests.add(hashlib.sha256((tmp_path / f"{name}.db").read_bytes()).hexdigest())
    assert len(digests) == 1


@pytest.mark.parametrize("table", ["claims", "statements", "sources"])
@pytest.mark.parametrize(("latin", "cyrillic"), [("Rudskoi", "Рудской"), ("Syrskyi", "Сирський")])
def test_search_finds_the_same_rows_in_both_alphabets(
    real: sqlite3.Connection, table: str, latin: str, cyrillic: str
):
    query = f"select rowid from {table}_fts where {table}_fts match ?"
    found = {row for (row,) in real.execute(query, [latin])}
    assert len(found) >= 1
    assert found == {row for (row,) in real.execute(query, [cyrillic])}


def test_search_ignores_case_and_diacritics(real: sqlite3.Connection):
    query = "select count(*) from claims_fts where claims_fts match ?"
    counts = {real.execute(query, [word]).fetchone()[0] for word in ("zelensky", "ZELENSKY", "Zélensky")}
    assert len(counts) == 1
    assert counts != {0}


def test_views_give_one_row_per_claim_with_its_figure_as_text(real: sqlite3.Connection):
    claims, views = (
        real.execute(f"select count(*) from {name}").fetchone()[0] for name in ("claims", "claims_for_people")
    )
    assert claims == views
    figure = real.execute(
        "select figure from claims_for_people where claim_id = 'rudskoi-2025-02-20-kursk-share-retaken'"
    )
    assert figure.fetchone() == ("about 64%",)


def test_a_create_statement_reads_like_its_table():
    units = load_package(ROOT / "datapackage.json").table("units")
    assert create_statement(units).splitlines()[:2] == [
        "CREATE TABLE [units] (",
        "  [unit_id] TEXT NOT NULL,",
    ]
    assert create_statement(units).endswith("PRIMARY KEY ([unit_id])\n) STRICT")
