"""The static site: MkDocs run on the pages of this build.

Takes a folder of Markdown and `mkdocs.yml`. Gives the finished site. Refuses a
page on which MkDocs has a warning: BuildError with every warning.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from claimed_ground.problem import BuildError


def write_site(config_file: Path, pages: Path, site: Path, epoch: int) -> None:
    """Build `site` from `pages`. `epoch` (Unix seconds) stands for the time of the build."""
    # MkDocs writes the time of the build into the sitemap; the same commit must give the same bytes.
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with _warnings() as warnings:
        try:
            config = load_config(str(config_file), docs_dir=str(pages), site_dir=str(site))
            config.plugins.run_event("startup", command="build", dirty=False)
            build(config)
            config.plugins.run_event("shutdown")
        except MkDocsException as error:
            raise BuildError(f"MkDocs: {error}") from error
    if warnings:
        raise BuildError("MkDocs warns:\n" + "\n".join(f"  {warning}" for warning in warnings))


@contextmanager
def _warnings() -> Iterator[list[str]]:
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    collector = Collector(logging.WARNING)
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(collector)
