"""HTML that passes Markdown by: it comes back whole, where its mark stood, whatever it holds."""

from pathlib import Path

from claimed_ground.pages.finished import Finished, put_back
from claimed_ground.pages.templates import load_templates, render


def test_blocks_come_back_where_their_marks_stand_and_within_each_other(tmp_path: Path):
    pages, site, docs = (tmp_path / name for name in ("pages", "site", "docs"))
    for folder in (pages, site, docs):
        folder.mkdir()
    (docs / "page.md").write_text(
        "before\n{% filter finished %}\n<ul>\n"
        "{% filter finished %}\n<li>\\1 {{ said }}</li>\n{% endfilter %}\n"
        "</ul>\n{% endfilter %}\nafter\n",
        encoding="utf-8",
    )
    finished = Finished()
    marked = render(load_templates(docs, finished.hold), "page.md", said="*no* _Markdown_ & 1 < 2")
    assert "<ul>" not in marked
    finished.write(pages)
    (site / "index.html").write_text(f"<p>{marked}</p>", encoding="utf-8")
    (site / "plain.html").write_text("<p>none</p>", encoding="utf-8")
    put_back(pages, site, {})
    shown = (site / "index.html").read_text(encoding="utf-8")
    assert shown == "<p>before\n<ul>\n<li>\\1 *no* _Markdown_ & 1 < 2</li>\n</ul>\nafter\n</p>"
    assert (site / "plain.html").read_text(encoding="utf-8") == "<p>none</p>"


def test_pictures_hang_where_they_are_named_with_links_from_there(tmp_path: Path):
    finished = Finished()
    mark = finished.hold("<div><!-- picture topics/kursk ../../ --></div>")
    finished.write(tmp_path)
    (tmp_path / "index.html").write_text(mark, encoding="utf-8")
    drawn = ['<svg><a href="claims/one/"/></svg>', "<svg/>"]
    put_back(tmp_path, tmp_path, {"topics/kursk": drawn})
    shown = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert shown == '<div><svg><a href="../../claims/one/"/></svg>\n<svg/></div>\n'
