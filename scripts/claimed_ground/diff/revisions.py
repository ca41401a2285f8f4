"""A state of the dataset as Git has it, laid out in a folder of its own.

Takes a checkout and a revision. Gives a folder with that revision's data; the checkout and its
index are not touched. Refuses a revision that is not there or holds no dataset: BuildError.
"""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from claimed_ground.diff.sides import Side
from claimed_ground.problem import BuildError, shown

PARTS = ("datapackage.json", "data")


@contextmanager
def at_revision(root: Path, revision: str) -> Iterator[Side]:
    """The dataset of the checkout at `root` as of `revision`: a commit, branch or tag."""
    commit = find_commit(root, revision)
    listed = _git(root, "ls-tree", "--name-only", commit, *PARTS).decode("utf-8").split()
    if "datapackage.json" not in listed:
        raise BuildError(f"{shown(revision)} holds no datapackage.json; name a revision that does")
    with TemporaryDirectory() as name:
        # Unlike a tar archive, a zip archive is unpacked without links or ways out of the folder.
        archive = _git(root, "archive", "--format=zip", commit, *listed)
        zipfile.ZipFile(io.BytesIO(archive)).extractall(name)
        yield Side(commit[:7] if revision == commit else f"{revision} ({commit[:7]})", Path(name))


def find_commit(root: Path, revision: str) -> str:
    """The full hash of the commit that a revision names."""
    try:
        answer = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except BuildError as error:
        raise BuildError(f"{shown(revision)} is no commit, branch or tag here") from error
    return answer.decode("ascii").split()[-1]


def find_fork(root: Path, one: str, other: str) -> str:
    """The commit at which two revisions parted."""
    commits = [find_commit(root, revision) for revision in (one, other)]
    try:
        return _git(root, "merge-base", *commits).decode("ascii").strip()
    except BuildError as error:
        raise BuildError(f"{shown(one)} and {shown(other)} have no commit in common") from error


def find_start(root: Path) -> str:
    """Where this branch parted from `main`; on `main` itself, where it parted from `origin/main`."""
    names = ("main", "origin/main")
    if _git(root, "branch", "--show-current").decode("utf-8").strip() == "main":
        names = ("origin/main", "main")
    for name in names:
        try:
            find_commit(root, name)
        except BuildError:
            continue
        return find_fork(root, name, "HEAD")
    raise BuildError("there is no branch main here, nor origin/main; say from where: ground diff BASE")


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout
    except FileNotFoundError as error:
        raise BuildError("git is not installed; revisions are read with it") from error
    except subprocess.CalledProcessError as error:
        raise BuildError(f"git: {error.stderr.decode('utf-8', 'replace').strip()}") from error
