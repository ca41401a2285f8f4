"""Fifteen reports, one origin: chains of documents, agencies, and circles."""

from small_tables import claim, real_tables, row, tables_of

from claimed_ground.origins import derivation_cycles, origin_rows, report_origin_rows

PUBLISHERS = [
    row("publishers", publisher_id="afp", name="AFP", kind="agency"),
    row("publishers", publisher_id="times", name="The Times", kind="newspaper"),
    row("publishers", publisher_id="post", name="The Post", kind="newspaper"),
    row("publishers", publisher_id="copies", name="Copies", kind="aggregator"),
]


def source(source_id: str, publisher_id: str, **values):
    return row("sources", source_id=source_id, publisher_id=publisher_id, **values)


def tables(*sources, reported: list[str] | None = None):
    names = reported if reported is not None else [one["source_id"] for one in sources]
    reports = [row("reports", claim_id="a", source_id=name, place="body") for name in names]
    one = claim("a", statement="s", value=1)
    return tables_of(one, sources=list(sources), reports=reports, publishers=PUBLISHERS)


def origins(*sources, **more):
    (found,) = origin_rows(tables(*sources, **more))
    return found["reports"], found["sources"], found["origins"]


def test_reprints_of_one_agency_are_one_origin():
    assert origins(source("x", "times", agency_id="afp"), source("y", "post", agency_id="afp")) == (2, 2, 1)


def test_the_agency_itself_is_the_same_origin():
    assert origins(source("x", "times", agency_id="afp"), source("y", "afp")) == (2, 2, 1)


def test_a_chain_leads_to_its_first_document():
    first = source("first", "times")
    assert origins(
        first, source("x", "post", derives_from="first"), source("y", "copies", derives_from="x")
    ) == (3, 3, 1)


def test_a_chain_may_lead_out_of_the_claims_own_reports():
    unseen, one, other = (
        source("unseen", "times"),
        source("x", "post", derives_from="unseen"),
        source("y", "times"),
    )
    assert origins(unseen, one, other, reported=["x", "y"]) == (2, 2, 1)


def test_an_explicit_derivation_comes_before_the_agency():
    sources = source("first", "times"), source("x", "post", agency_id="afp", derives_from="first")
    assert origins(*sources, source("y", "afp")) == (3, 3, 2)


def test_one_publisher_is_one_origin_and_a_collector_is_not():
    assert origins(source("x", "times"), source("y", "times")) == (2, 2, 1)
    assert origins(source("x", "copies"), source("y", "copies")) == (2, 2, 2)


def test_two_places_of_one_document_are_two_reports():
    made = tables(source("x", "times"))
    made["reports"].append(row("reports", claim_id="a", source_id="x", place="lede"))
    (found,) = origin_rows(made)
    assert (found["reports"], found["sources"], found["origins"]) == (2, 1, 1)


def test_a_claim_that_rests_on_one_origin_says_so():
    (found,) = origin_rows(tables(source("x", "times", agency_id="afp"), source("y", "afp")))
    assert found["is_single_origin"]
    assert found["sentence"] == "2 reports in 2 sources, 1 origin: AFP. The claim rests on one origin."


def test_a_circle_is_cut_and_listed_once():
    circle = source("b", "times", derives_from="a"), source("a", "post", derives_from="b")
    made = tables(*circle, source("c", "copies", derives_from="b"))
    assert [cycle for _, cycle in derivation_cycles(made)] == [("a", "b")]
    assert len(list(report_origin_rows(made))) == 3


def test_a_document_that_derives_from_itself_is_a_circle():
    assert [c for _, c in derivation_cycles(tables(source("a", "times", derives_from="a")))] == [("a",)]


def test_the_data_has_no_circles_and_every_claim_has_its_origins():
    assert derivation_cycles(real_tables()) == []
    rows = list(origin_rows(real_tables()))
    assert len(rows) == len(real_tables()["claims"])
    assert all(1 <= one["origins"] <= one["sources"] <= one["reports"] for one in rows)
