"""The pages of the site: Markdown from templates and facts, then MkDocs, then a look at every link.

Takes the templates under `docs/` and the database of this build. Gives the
folder that MkDocs reads. Refuses a template or a query that does not work:
BuildError, and nothing of it is published.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from claimed_ground.descriptor import Package
from claimed_ground.exports import write_downloads
from claimed_ground.layout import Layout, Output
from claimed_ground.pages.changes import atom_feed, change_days, read_changes
from claimed_ground.pages.claimants import claimant_pages
from claimed_ground.pages.claims import Page, claim_pages
from claimed_ground.pages.conflicts import load_conflicts, telling
from claimed_ground.pages.coverage import by_language, by_month
from claimed_ground.pages.disagreements import disagreement_pages, load_disagreements, varied
from claimed_ground.pages.drawings import largest_families, open_studio
from claimed_ground.pages.facts import Facts
from claimed_ground.pages.finished import Finished
from claimed_ground.pages.form import guide_context, write_form
from claimed_ground.pages.linked_data import linked_dataset, script
from claimed_ground.pages.pictures import Gallery
from claimed_ground.pages.templates import load_templates, render
from claimed_ground.pages.topics import topic_pages


def write_pages(layout: Layout, package: Package, output: Output, facts: Facts, gallery: Gallery) -> int:
    """Write every page and asset; give the number of pages. Pictures are put in their places later."""
    downloads = write_downloads(layout, package, output, output.pages / "downloads" / "files")
    finished = Finished()
    environment = load_templates(layout.docs, finished.hold)
    changes = read_changes(layout.root)
    feed = atom_feed(changes, package.raw["homepage"], package.raw["id"])
    _write(output.pages / "changes" / "feed.xml", feed)
    write_form(layout, package, output.pages / "contribute" / "form.json")
    shared: dict[str, Any] = {
        **_questions(facts),
        **_findings(facts),
        **guide_context(layout, package),
        "package": package,
        "by_language": partial(by_language, facts),
        "by_month": partial(by_month, facts),
        "families": partial(largest_families, open_studio(facts)),
        "changes": changes,
        "change_days": change_days(changes),
        "downloads": downloads,
        "holds": {**_titles(package), **_rows_of(package)},
        "dataset": script(linked_dataset(facts, package, downloads, _titles(package))),
        "counts": _row_counts(facts, package),
        "pictures": gallery.site,
        "places": gallery.places,
    }
    pages = chain(
        claim_pages(facts, package, output),
        disagreement_pages(shared["disagreements"], facts),
        _hand_written_pages(layout.docs, output.pages),
        topic_pages(facts, shared["disagreements"], gallery.topics),
        claimant_pages(facts, gallery.claimants),
    )
    count = _write_all(partial(render, environment), output.pages, shared, pages)
    finished.write(output.pages)
    return count


def _write_all(
    fill_in: Callable[..., str], folder: Path, shared: Mapping[str, Any], pages: Iterable[Page]
) -> int:
    """Write these pages, each its template filled in; give their number."""
    count = 0
    for template, name, context in pages:
        _write(folder / name, fill_in(template, **shared, **_roots(name), **context))
        count += 1
    return count


def _hand_written_pages(docs: Path, folder: Path) -> Iterator[Page]:
    """The pages under `docs/`; what else is there is copied."""
    for name in _hand_written(docs):
        if name.suffix == ".md":
            yield name.as_posix(), name, {}
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / name, folder / name)


def _hand_written(docs: Path) -> Iterator[Path]:
    """Pages and assets under `docs/`, without templates and parts, whose names begin with `_`."""
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs)
        if path.is_file() and not any(part.startswith(("_", ".")) for part in name.parts):
            yield name


def _questions(facts: Facts) -> Mapping[str, Any]:
    return {"rows": facts.rows, "row": facts.row, "value": facts.value, "cite": facts.cite}


def _findings(facts: Facts) -> Mapping[str, Any]:
    return {
        "disagreements": load_disagreements(facts),
        "varied": varied,
        "conflicts": load_conflicts(facts),
        "telling": telling,
    }


def _titles(package: Package) -> dict[str, str]:
    """What each file on offer holds."""
    return {
        "claims.db": "Everything, in one SQLite database",
        "datapackage.json": "What every column means, as a Data Package",
        **{table.path: table.title for table in (*package.tables, *package.derived)},
    }


def _rows_of(package: Package) -> dict[str, str]:
    """What one row of each table is."""
    return {table.path: table.description for table in (*package.tables, *package.derived)}


def _row_counts(facts: Facts, package: Package) -> dict[str, int]:
    tables = (*package.tables, *package.derived)
    return {table.path: facts.value(f"select count(*) from [{table.name}]") for table in tables}


def _roots(name: Path) -> dict[str, str]:
    """`root` leads from the page's address to the site's root, `explore` to the database in Datasette."""
    depth = len(name.parent.parts) + (name.name != "index.md")
    root = "../" * depth or "./"
    return {"root": root, "explore": f"{root}explore/claims/"}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
