"""Where things are. Every path of the project comes from here."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Layout:
    """The folders and files of one checkout."""

    root: Path

    @property
    def descriptor(self) -> Path:
        return self.root / "datapackage.json"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def explorer(self) -> Path:
        return self.root / "explorer"

    @property
    def mkdocs_config(self) -> Path:
        return self.root / "mkdocs.yml"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def database(self) -> Path:
        return self.build / "claims.db"

    @property
    def pages(self) -> Path:
        """Markdown and assets, hand-written and generated, that MkDocs reads."""
        return self.build / "pages"

    @property
    def site(self) -> Path:
        """The finished static site."""
        return self.build / "site"


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a datapackage.json."""
    for folder in (start, *start.parents):
        if (folder / "datapackage.json").is_file():
            return folder
    return None
