"""The layers of the design hold: each module imports to its left only, and each library has one room."""

import ast
import sys
from pathlib import Path

import pytest
from checkout import ROOT

PACKAGE = ROOT / "scripts" / "claimed_ground"
MODULES = sorted(PACKAGE.rglob("*.py"))
# From left to right; a module or package imports from its own layer or from those before it.
LAYERS = (
    {"problem", "layout", "progress"},
    {"descriptor", "tables", "fetch", "kept", "workers"},
    {
        "readings", "intervals", "ground", "figures", "series", "rates", "wording", "summaries", "origins",
        "discrepancies", "reporting", "joint", "derive", "likeness", "search", "review", "fragments",
    },
    {"checks", "database", "exports", "maps", "fixing", "archive", "diff", "contributing"},
    {"charts", "pages", "explorer", "server", "building"},
    {"cli", "__main__"},
)  # fmt: skip
ROOMS = {
    "altair": 1, "click": None, "datasette": None, "frictionless": 1, "highspy": 1, "jinja2": 1, "mkdocs": 1, "numpy": 1,  # noqa: E501
    "pyproj": 1, "rapidfuzz": 1, "shapely": 1, "sqlite_utils": 1, "starlette": 1, "tqdm": 1, "uvicorn": 1,
    "vl_convert": 1, "yaml": None,
}  # fmt: skip
LONGEST_MODULE, LONGEST_FUNCTION = 250, 45


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "claimed_ground":
                found |= {f"claimed_ground.{alias.name}" for alias in node.names}
    return found


def layer(name: str) -> int:
    return next(i for i, names in enumerate(LAYERS) if name in names)


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_to_its_left_only(path: Path):
    own = name_of(path)
    if own == "__init__":
        return
    for name in imports(path):
        if name.startswith("claimed_ground."):
            assert layer(name.split(".")[1]) <= layer(own), f"{path.name} imports {name}"


def test_each_third_party_library_is_imported_by_one_module():
    users: dict[str, set[str]] = {}
    for path in MODULES:
        for name in imports(path):
            top = name.split(".")[0]
            if top not in sys.stdlib_module_names and top != "claimed_ground":
                users.setdefault(top, set()).add(path.relative_to(PACKAGE).as_posix())
    assert set(users) <= set(ROOMS), f"undeclared: {set(users) - set(ROOMS)}"
    crowded = {
        name: sorted(paths) for name, paths in users.items() if ROOMS[name] and len(paths) > ROOMS[name]
    }
    assert crowded == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_can_be_read_in_one_sitting(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{path.name}: {node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_says_what_it_is_for(path: Path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_no_module_is_called_utils():
    assert not [path for path in MODULES if path.stem in ("utils", "helpers", "common", "misc")]
