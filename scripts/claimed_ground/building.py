"""The build, read from top to bottom: rows, derived rows, database, pages, site, explorer.

Takes a checkout whose data passed the checks. Gives the folder of a new build,
made the current one only when all of it is finished. Refuses with BuildError;
then the last good build stays as it was.
"""

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from claimed_ground.charts.prints import FEW, Drawn, fill
from claimed_ground.charts.sheet import Credit
from claimed_ground.database import write_database
from claimed_ground.derive import derive, summary
from claimed_ground.descriptor import load_package
from claimed_ground.explorer.shell import write_explorer
from claimed_ground.exports import write_derived
from claimed_ground.layout import Layout, Output
from claimed_ground.pages import write_pages
from claimed_ground.pages.facts import open_facts
from claimed_ground.pages.finished import put_back
from claimed_ground.pages.links import broken_links
from claimed_ground.pages.pictures import plan_gallery
from claimed_ground.pages.site import write_site
from claimed_ground.problem import BuildError
from claimed_ground.summaries import claim_texts
from claimed_ground.tables import read_tables
from claimed_ground.workers import beside

Tell = Callable[[str], None]
# Outside a git checkout, say in an unpacked archive, builds are dated to the project's first day.
FIRST_DAY = 1_795_305_600


def build(layout: Layout, tell: Tell) -> Output:
    """Build everything, with one line per stage through `tell`."""
    layout.build.mkdir(exist_ok=True)
    output = layout.begin()
    package = load_package(layout.descriptor)
    started = time.monotonic()
    built = datetime.fromtimestamp(build_time(layout), UTC)
    with _stage(tell, "derive") as say:
        tables = read_tables(package, layout.root)
        derived: Mapping[str, Sequence[Any]] = {
            **derive(package, tables, layout.kept),
            "claim_texts": list(claim_texts(tables)),
        }
        say(f"{sum(map(len, derived.values())):,} rows from {sum(map(len, tables.values())):,} curated:")
        say(summary(derived))
    with _stage(tell, "database") as say:
        counts = write_database(output.database, package, {**tables, **derived})
        write_derived(package, derived, output)
        size = output.database.stat().st_size
        say(f"{len(counts)} tables, {sum(counts.values()):,} rows, {size / 1e6:.1f} MB")
    with open_facts(output.database) as facts:
        gallery = plan_gallery(facts, Credit(package.raw["homepage"], built.date()))
        # Writing pages and MkDocs keep one processor busy, so that others can draw meanwhile.
        with beside(
            fill, list(gallery.orders.values()), is_heavy=len(gallery.orders) > FEW, spare=1
        ) as drawn:
            with _stage(tell, "pages") as say:
                say(f"{write_pages(layout, package, output, facts, gallery):,} pages")
            with _stage(tell, "site") as say:
                write_site(layout.mkdocs_config, output.pages, output.site, int(built.timestamp()))
                _hang(output, dict(zip(gallery.orders, drawn(), strict=True)))
                say(f"{sum(1 for path in output.site.rglob('*') if path.is_file()):,} files")
    with _stage(tell, "explorer") as say:
        say(write_explorer(layout, package, output))
    with _stage(tell, "links") as say:
        broken = broken_links(output.site, "")
        if broken:
            listed = "\n".join(f"  {page}: {link}" for page, link in broken[:50])
            raise BuildError(f"{len(broken)} links of the site lead nowhere:\n{listed}")
        say("every internal link leads somewhere")
    layout.publish(output)
    tell(f"Built in {time.monotonic() - started:.1f} s: build/claims.db and build/site/")
    return output


def build_time(layout: Layout) -> int:
    """Unix seconds of the checked-out commit, so that the same commit gives the same bytes."""
    command = ["git", "-C", str(layout.root), "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return FIRST_DAY
    return int(answer) if answer else FIRST_DAY


def _hang(output: Output, drawn: Mapping[str, Drawn]) -> None:
    """Put what was kept from MkDocs, and the pictures with their files, in their places on the site."""
    for one in drawn.values():
        for path, content in one.files:
            (output.site / path).parent.mkdir(parents=True, exist_ok=True)
            (output.site / path).write_bytes(content)
    put_back(output.pages, output.site, {name: one.shown for name, one in drawn.items()})


@contextmanager
def _stage(tell: Tell, name: str) -> Iterator[Callable[[str], None]]:
    said: list[str] = []
    start = time.monotonic()
    yield said.append
    tell(f"  {name:<9} {' '.join(said)}  ({time.monotonic() - start:.1f} s)")
