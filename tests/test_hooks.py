"""The pre-commit hooks call verbs that there are, and hold for every file that they should."""

import re
import tomllib

import yaml
from checkout import ROOT

from claimed_ground.cli import main
from claimed_ground.descriptor import load_package

CONFIG = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
OWN = CONFIG["repos"][0]["hooks"]
OFFERED = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_offered_hooks_are_verbs_of_ground():
    assert [hook["entry"].split()[0] for hook in OFFERED] == ["ground", "ground"]
    assert {hook["entry"].split()[1] for hook in OFFERED} <= set(main.commands)


def test_own_hooks_are_verbs_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for hook in OWN:
        assert re.search(rf"^{hook['entry'].removeprefix('make ')}:", makefile, re.MULTILINE)


def test_files_are_mended_before_they_are_checked():
    assert [hook["entry"] for hook in OWN] == ["make fix", "make check"]
    assert [hook["entry"] for hook in OFFERED] == ["ground fix", "ground check"]


def test_the_hooks_run_for_every_table_and_the_descriptor():
    paths = ["datapackage.json", *(table.path for table in load_package(ROOT / "datapackage.json"))]
    for hook in (*OWN, *OFFERED):
        assert [path for path in paths if not re.search(hook["files"], path)] == []
        assert not re.search(hook["files"], "scripts/claimed_ground/tables.py")


def test_an_installed_copy_has_every_file_that_it_reads():
    # pre-commit installs the package instead of linking to the checkout.
    package = ROOT / "scripts" / "claimed_ground"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["claimed_ground"]
    shipped = {path for pattern in patterns for path in package.glob(pattern)}
    read = {path for path in package.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert read - shipped == set()
