"""`ground add` reads places, people, units and hedges as people write them."""

from pathlib import Path

import doors
import pytest
from checkout import ROOT
from doors import added
from test_hostile_issues import GOOD

from claimed_ground.contributing.draft import Draft, find_named, open_draft, spellings
from claimed_ground.contributing.questions import chosen
from claimed_ground.contributing.spelling import FORMS, forms_of
from claimed_ground.contributing.submission import known_fields
from claimed_ground.descriptor import load_package
from claimed_ground.tables import read_tables

PACKAGE = load_package(ROOT / "datapackage.json")
REAL = read_tables(PACKAGE, ROOT)


@pytest.fixture
def draft(small: Path) -> Draft:
    return doors.open_draft(small)


PLACES = {
    "Kursk": "ru-kursk",
    "Kursk region": "ru-kursk",
    "the Kursk Region": "ru-kursk",
    "Kursk Province": "ru-kursk",
    "Курська обл.": "ru-kursk",
    "Курская обл": "ru-kursk",
    "Курск": "ru-kursk",
    "Kharkov region": "ua-kharkiv",
    "Lugansk": "ua-luhansk",
    "Zaporozhye": "ua-zaporizhzhia",
    "Запорожская обл.": "ua-zaporizhzhia",
    "Donbass": "ua-donetsk-luhansk",
    "Donetsk and Luhansk regions": "ua-donetsk-luhansk",
    "Bakhmut axis": "ua-bakhmut-direction",
}


@pytest.mark.parametrize("written", PLACES)
def test_a_place_is_known_however_one_calls_it(written: str):
    assert find_named(spellings(open_draft(PACKAGE, ROOT), "regions"), written) == PLACES[written]


@pytest.mark.parametrize("written", ["Pokrovsk", "Kursk district", "oblast", "region", "Sudzha"])
def test_a_place_that_may_be_another_is_not_guessed(written: str):
    assert find_named(spellings(open_draft(PACKAGE, ROOT), "regions"), written) is None


def test_no_other_spelling_leads_to_two_places_or_to_a_place_there_is_not():
    names = spellings(open_draft(PACKAGE, ROOT), "regions")
    for key, others in FORMS["regions"].items():
        assert [find_named(names, other) for other in others] == [key] * len(others)


def test_a_place_that_is_not_here_comes_with_the_nearest(small: Path):
    assert "nearest: ru-kursk (Kursk Oblast)" in added(small, GOOD | {"claim.region_id": "Kurks"}).stderr
    assert "nearest: " in added(small, GOOD | {"claim.region_id": "Atlantis"}).stderr


@pytest.mark.parametrize("surname", ["Syrskyi", "Сирський", "сырский", "Syrsky"])
def test_a_lone_surname_will_do(small: Path, surname: str):
    result = added(small, GOOD | {"statement.claimant_id": surname})
    assert result.exit_code == 0, result.output
    assert f'statement.claimant_id: "{surname}", as syrskyi (Oleksandr Syrskyi)' in result.output


def two_of_a_name(small: Path) -> None:
    path = small / "data" / "claimants.csv"
    row = "syrskyi-petro,Petro Syrskyi,,,person,ukraine,,,\n"
    path.write_text(path.read_text("utf-8").replace("ukraine-unnamed,", f"{row}ukraine-unnamed,"), "utf-8")


def test_a_surname_of_several_people_lists_them(small: Path):
    two_of_a_name(small)
    result = added(small, GOOD | {"statement.claimant_id": "Syrskyi"})
    assert (
        "may be syrskyi (Oleksandr Syrskyi), syrskyi-petro (Petro Syrskyi); write the whole" in result.stderr
    )


def test_a_first_name_alone_is_not_enough(small: Path):
    result = added(small, GOOD | {"statement.claimant_id": "Oleksandr"})
    assert "claimants.csv; nearest: syrskyi (Oleksandr Syrskyi)" in result.stderr
    assert (
        "for a new one give claimant.kind (person, organisation, unnamed) and claimant.side" in result.stderr
    )


UNITS = {
    "km2": "km2",
    "km²": "km2",
    "sq km": "km2",
    "Sq. km": "km2",
    "square kilometres": "km2",
    "square kilometers": "km2",
    "кв. км": "km2",
    "sq mi": "mi2",
    "square miles": "mi2",
    "%": "percent",
    "per cent": "percent",
    "Percent": "percent",
    "settlements": "settlements",
    "villages": "settlements",
    "hectares": "ha",
}


@pytest.mark.parametrize("written", UNITS)
def test_a_unit_is_known_however_one_writes_it(draft: Draft, written: str):
    field = known_fields(draft.package)["report.unit_id"]
    assert chosen("report.unit_id", field, draft.tables, written) == UNITS[written]


def test_no_form_of_a_vocabulary_leads_to_two_ids_or_to_none():
    for table in ("units", "qualifiers"):
        forms = forms_of(table, REAL)
        assert set(FORMS[table]) <= set(forms)
        words = [(word.casefold(), key) for key, listed in forms.items() for word in {*listed}]
        assert len({word for word, _ in words}) == len({*words})


def test_a_unit_there_is_not_comes_with_all_that_fit(small: Path):
    message = added(small, GOOD | {"report.unit_id": "acres"}).stderr
    assert '"acres" is none of ha, km2, m2, mi2 (sq mi) [unknown-reference]' in message


def test_a_hedge_may_be_the_word_on_the_page(small: Path):
    result = added(small, GOOD | {"report.qualifier_id": "around"}, options=("-n",))
    assert result.exit_code == 0, result.output
    assert 'report.qualifier_id: "around", as about' in result.output
