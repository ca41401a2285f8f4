"""Other ways to write what has an id here: units, hedges, places, a person by the surname alone.

Takes an answer as someone wrote it, or the name of a place. Gives the id that it can only mean, or
the ways to write the name. Refuses nothing: what may mean two things is left as written.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from claimed_ground.likeness import folded
from claimed_ground.tables import Row

FORMS = tomllib.loads(Path(__file__).with_name("spellings.toml").read_text(encoding="utf-8"))
SAME = [frozenset(words) for words in FORMS["words"]["same"]]
LEFT_OUT = frozenset(FORMS["words"]["left_out"])
BRACKETS = re.compile(r" *[(\[][^)\]]*[)\]]$")


def bare(text: str) -> str:
    """A text as it is compared: folded, without a “the” in front; signs alone stay as they are."""
    return folded(text).removeprefix("the ") or text.strip()


def forms_of(table: str, tables: Mapping[str, Sequence[Row]]) -> dict[str, list[str]]:
    """Id → the ways to write it, its label first, for the rows of a small vocabulary."""
    forms = {}
    for row in tables[table]:
        key = str(next(iter(row.values())))
        forms[key] = [str(row["label"]), *FORMS.get(table, {}).get(key, [])]
    if table == "qualifiers":
        for word in tables["hedge_words"]:
            forms.get(str(word["qualifier_id"]), []).append(str(word["word"]))
    return forms


def picked(forms: Mapping[str, Iterable[str]], answer: str) -> str:
    """The id that an answer is or can only mean; the answer itself if there is none, or several."""
    if answer in forms:
        return answer
    wanted = bare(answer)
    found = [key for key, words in forms.items() if wanted in {bare(key), *map(bare, words)}]
    return found[0] if len(found) == 1 else answer


@lru_cache(maxsize=2_000)
def place_names(name: str) -> tuple[str, ...]:
    """`Kursk Oblast` → `Kursk region`, `Kursk province`, `Kursk`: how one writes it too."""
    words = BRACKETS.sub("", name).split()
    found = [" ".join(words)]
    for place, word in enumerate(words):
        plain = folded(word)
        for group in SAME:
            if plain in group:
                others = sorted(group - {plain})
                found += [" ".join([*words[:place], other, *words[place + 1 :]]) for other in others]
        if plain in LEFT_OUT:
            found.append(" ".join(words[:place] + words[place + 1 :]))
    return tuple(dict.fromkeys(other for other in found if other != name))


def more_names(table: str, key: str, names: Sequence[str]) -> list[str]:
    """How a row can be called besides its own names."""
    if table != "regions":
        return []
    others = FORMS["regions"].get(key, [])
    return [*others, *(other for name in [*names, *others] for other in place_names(name))]


def surnamed(claimants: Iterable[Row], surname: str) -> list[str]:
    """The ids of the people whose surname this is, in any of their names."""
    if len(surname.split()) != 1:
        return []
    wanted = folded(surname)
    people = [row for row in claimants if row["kind"] == "person"]
    return [str(row["claimant_id"]) for row in people if wanted in _surnames(row)]


def _surnames(person: Row) -> set[str]:
    names = [person["name"], *(person["aliases"] or "").split("; ")]
    return {folded(name.split()[-1]) for name in names if name}
