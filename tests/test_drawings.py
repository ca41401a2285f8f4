"""Small drawings within pages: what a figure allows, and how documents derive from one another."""

from xml.etree import ElementTree

from claimed_ground.charts.family import Document, family
from claimed_ground.charts.ruler import ruler


def test_readings_are_drawn_with_a_head_where_the_widest_one_has_no_end():
    usual = {"strictness": "usual", "baseline": "none", "unit_id": "km2", "low": 800.0, "high": 900.0}
    strict = {**usual, "strictness": "strict", "high": None}
    svg = ruler([usual, strict], "russia", 800)
    assert "Usual reading: 800 to 900\u00a0km². Widest reading: 800\u00a0km² and more." in svg
    assert svg.count("<path") == 1
    assert ruler([usual, {**strict, "high": 1000.0}], "russia", 800).count("<path") == 0
    assert ruler([], "russia", 800) == ""


def document(name: str, parent: str = "", prints: str = "") -> Document:
    return Document(
        name, parent, name, f"https://example.org/{name}", ("reprints",), prints, False, True, "2025"
    )


def test_a_family_lists_each_document_below_the_one_it_derives_from():
    svg = family(
        [document("afp"), document("republica", "afp", "64%"), document("mirror", "republica")], "Kursk"
    )
    words = [one.text for one in ElementTree.fromstring(svg).iter("text")]
    assert [word for word in words if word in ("afp", "republica", "mirror")] == [
        "afp",
        "republica",
        "mirror",
    ]
    assert "64%" in words and svg.count("<path") == 2


def test_a_family_never_cuts_a_name():
    names = ["Minutové zprávy", "Global Banking and Finance Review of the World at Large"]
    below = [
        Document(name, "afp", name, "", (), "more than 800 km² / 800 km²", True, True, "") for name in names
    ]
    svg = family([document("afp"), *below], "Kursk")
    written = " ".join(one.text for one in ElementTree.fromstring(svg).iter("text"))
    assert all(name in written for name in names)


def test_a_family_without_derivation_is_not_drawn_and_a_circle_ends():
    assert family([document("afp"), document("tass")], "Kursk") == ""
    circle = [document("a", "b"), document("b", "a")]
    assert family([*circle, document("c"), document("d", "c")], "Kursk")
