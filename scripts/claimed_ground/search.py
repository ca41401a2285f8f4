"""Full-text search over claims, statements and sources, in both alphabets alike.

Takes a database with its tables filled. Gives an FTS5 table beside each of
them, with the same rowids. Refuses nothing.
"""

import sqlite3
from pathlib import Path

SQL = Path(__file__).parent / "sql"
SEARCHED = ("claims", "statements", "sources")
# Case and diacritics are folded here; spellings are what `_fold_names` adds.
TOKENIZE = "unicode61 remove_diacritics 2"


def add_search(db: sqlite3.Connection) -> None:
    """Create and fill `<table>_fts` for every searched table."""
    spellings = [_surnames(names) for (names,) in db.execute((SQL / "search_people.sql").read_text("utf-8"))]
    for table in SEARCHED:
        db.executescript(
            f"create virtual table {table}_fts using fts5(title, names, text, tokenize='{TOKENIZE}');"
            + (SQL / f"search_{table}.sql").read_text("utf-8")
        )
        for surnames in spellings:
            _fold_names(db, f"{table}_fts", surnames)


def _surnames(names: str) -> list[str]:
    """The last word of each spelling: `Rudskoi`, `Rudskoy`, `Рудской`."""
    return sorted({name.split()[-1].replace('"', "") for name in names.split("; ") if name.strip()})


def _fold_names(db: sqlite3.Connection, search: str, surnames: list[str]) -> None:
    """Where any spelling of a surname occurs, every spelling finds the row."""
    anyone = " OR ".join(f'"{surname}"' for surname in surnames)
    found = [rowid for (rowid,) in db.execute(f"select rowid from {search} where {search} match ?", [anyone])]
    added = " " + " ".join(surnames)
    db.executemany(
        f"update {search} set names = names || ? where rowid = ?", [(added, rowid) for rowid in found]
    )
