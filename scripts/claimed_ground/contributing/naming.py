"""From a name to an id: claimants, publishers and regions, known or new.

Takes a draft and what was answered. Gives the id, having added the row if it is new. Refuses a name
that nobody here has, unless it comes with what a new row needs; says which names are near.
"""

from collections.abc import Callable, Sequence

from claimed_ground.contributing import ids
from claimed_ground.contributing.draft import Draft, Note, find_named, is_own_name, known_as, spellings
from claimed_ground.contributing.submission import Submission
from claimed_ground.likeness import nearest, sounding_like
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import Row, unparse

CODES = {
    "unknown-name": "A claimant, publisher, agency or region that is not here, without what a new one needs.",
    "near-name": "A new name that is spelt much like one that is here.",
    "taken-id": "An id for a new row that another row has.",
    "read-as": "A note: a name that is not spelt as its row has it, and what it was taken for.",
    "differs": "An answer that differs from what the row that it names says already.",
}
# Part → the columns that a new row cannot do without, besides its id and name.
NEEDED = {"claimant": ("kind", "side"), "publisher": ("kind",), "agency": ("kind",)}
# What to do about a row that cannot be added along with a figure.
NO_PLACE = (
    "For a town without a row of its own give its oblast, and the town in claim.note; "
    "a place that is not here yet is a row of data/regions.csv, or a wish in an issue."
)
ELSEWHERE = {
    "regions": f". {NO_PLACE}".removesuffix("."),
    "claimants": "",
    "publishers": "",
}
# A new name this near to a known one has to be looked at.
TOO_NEAR = 88.0

Say = Callable[[Problem], None]


def find_claimant(draft: Draft, given: Submission, say: Say) -> str:
    """The id of who made the statement; empty if a problem was said."""
    return _find(draft, given, "statement.claimant_id", "claimants", "claimant", say)


def find_publisher(draft: Draft, given: Submission, say: Say) -> str:
    """The id of the source's publisher; empty if a problem was said."""
    return _find(draft, given, "source.publisher_id", "publishers", "publisher", say)


def find_agency(draft: Draft, given: Submission, say: Say) -> str:
    """The id of the agency whose text a source carries; empty if there is none, or a problem was said."""
    return (
        _find(draft, given, "source.agency_id", "publishers", "agency", say)
        if given.get("source.agency_id")
        else ""
    )


def find_known(draft: Draft, given: Submission, field: str, table: str, say: Say) -> str:
    """The id of a row that must be here already; empty if a problem was said."""
    answer = given.get(field)
    found = known_as(draft, table, answer) if answer else []
    if len(found) == 1:
        _note_reading(draft, given, field, table, found[0])
        return found[0]
    if answer:
        say(given.problem(field, unclear(draft, table, answer, found) + ELSEWHERE[table], "unknown-name"))
    return ""


def _note_reading(draft: Draft, given: Submission, field: str, table: str, key: str) -> None:
    """Note a name that is not spelt as the row has it, with what it was taken for."""
    answer = given.get(field)
    if not is_own_name(draft, table, key, answer):
        draft.notes.append(
            Note(given, field, f"{shown(answer)}, as {labelled(draft, table, key)}", "read-as", (key,))
        )


def labelled(draft: Draft, table: str, key: str) -> str:
    """`syrskyi (Oleksandr Syrskyi)`."""
    row = draft.get(table, key)
    return f"{key} ({row['name']})" if row else key


def unclear(draft: Draft, table: str, answer: str, found: Sequence[str]) -> str:
    """Why a name leads to no single row, and which are near."""
    if found:
        several = ", ".join(labelled(draft, table, key) for key in found)
        return f"{shown(answer)} may be {several}; write the whole name, or the id"
    near = sounding_like(answer, spellings(draft, table))
    listed = "; nearest: " + ", ".join(labelled(draft, table, match.key) for match in near)
    return f"{shown(answer)} is not in data/{table}.csv{listed if near else ''}"


def _find(draft: Draft, given: Submission, field: str, table: str, part: str, say: Say) -> str:
    answer, named = given.get(field), given.get(f"{part}.name")
    if not answer:
        return ""
    key = draft.package.table(table).primary_key[0]
    absent = [column for column in NEEDED[part] if not given.get(f"{part}.{column}")]
    found = (known_as(draft, table, named) if named else []) or known_as(draft, table, answer)
    is_whole = any(find_named(spellings(draft, table), name) for name in (named, answer) if name)
    if not absent and not is_whole and (len(found) > 1 or given.says(f"{part}.is_new")):
        found = []  # whoever shares a surname, and comes with what a new row needs, is new
    if len(found) == 1:
        row = draft.get(table, found[0])
        if row is not None:
            contradict(given, part, row, ("name", "aliases", "note", "short_name", key), say)
        _note_reading(draft, given, field, table, found[0])
        return found[0]
    if absent:
        fields = {f"{part}.{column}": draft.package.table(table).field(column) for column in absent}
        due = [f"{name} ({', '.join(f.enum)})" for name, f in fields.items() if name not in given.faulty]
        needs = " and ".join(due)
        new = f"; for a new one give {needs}" if needs else ""
        say(given.problem(field, unclear(draft, table, answer, found) + new, "unknown-name"))
        return ""
    return _add(draft, given, field, table, part, say)


def _add(draft: Draft, given: Submission, field: str, table: str, part: str, say: Say) -> str:
    key = draft.package.table(table).primary_key[0]
    columns = draft.package.table(table).columns
    cells = {column: cell for column, cell in given.part(part).items() if column in columns}
    name = cells.setdefault("name", given.get(field))
    propose = ids.publisher_id if table == "publishers" else lambda d, n: ids.claimant_id(d, n, cells["kind"])
    cells.setdefault(key, propose(draft, name))
    if not cells[key]:
        message = f"{shown(name)} is new here and has no Latin letter; give {part}.name in Latin letters"
        say(given.problem(field, message, "unknown-name"))
        return ""
    if draft.get(table, cells[key]) is not None:
        message = f"{shown(cells[key])} is the id of another; leave it out, and one is proposed"
        say(given.problem(f"{part}.{key}", message, "taken-id"))
        return ""
    near = nearest(name, spellings(draft, table), TOO_NEAR)
    if near and not given.says(f"{part}.is_new"):
        listed = ", ".join(labelled(draft, table, match.key) for match in near)
        message = f"{shown(name)} is new here, and much like {listed}"
        draft.notes.append(Note(given, f"{part}.is_new", message, "near-name", tuple(m.key for m in near)))
    draft.add(table, cells, given, part)
    return cells[key]


def contradict(given: Submission, part: str, row: Row, but: tuple[str, ...], say: Say) -> None:
    """Say where answers about a row that is here differ from it. An empty cell differs from nothing."""
    for column, cell in given.part(part).items():
        if column in but or column not in row or row[column] is None:
            continue
        have = unparse(row[column])
        if have != cell and not _same_number(have, cell):
            message = f"{shown(cell)}, but {next(iter(row.values()))} has {shown(have)} here already"
            say(given.problem(f"{part}.{column}", message, "differs"))


def _same_number(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False
