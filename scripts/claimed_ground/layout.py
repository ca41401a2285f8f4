"""Where things are. Every path of the project comes from here."""

import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Output:
    """What one build makes, in one folder."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "claims.db"

    @property
    def derived(self) -> Path:
        """Derived tables as CSV."""
        return self.folder / "derived"

    @property
    def pages(self) -> Path:
        """Markdown and assets, hand-written and generated, that MkDocs reads."""
        return self.folder / "pages"

    @property
    def site(self) -> Path:
        """The finished static site."""
        return self.folder / "site"


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
    def kept(self) -> Path:
        """Results of earlier builds that are used again while what they rest on is the same."""
        return self.build / "kept"

    @property
    def current(self) -> Output:
        """The last good build. `build/current` is a link, so that one rename publishes it whole."""
        return Output(self.build / "current")

    def begin(self) -> Output:
        """An empty folder for the next build, beside the current one."""
        used = self.current.folder.resolve().name
        output = Output(self.build / ("b" if used == "a" else "a"))
        shutil.rmtree(output.folder, ignore_errors=True)
        output.folder.mkdir(parents=True)
        return output

    def publish(self, output: Output) -> None:
        """Make `output` the current build: until the rename nothing changes, after it everything."""
        _link(self.build / "current", output.folder.name)
        _link(self.build / "claims.db", "current/claims.db")
        _link(self.build / "site", "current/site")


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a datapackage.json."""
    for folder in (start, *start.parents):
        if (folder / "datapackage.json").is_file():
            return folder
    return None


def _link(link: Path, target: str) -> None:
    aside = link.with_name(f".{link.name}.next")
    aside.unlink(missing_ok=True)
    aside.symlink_to(target)
    aside.replace(link)
