"""The container's file says only what is true of the checkout, and starts what the health check asks."""

import json
import re
import shlex
from pathlib import Path

import pytest
from checkout import ROOT
from click.testing import CliRunner
from explored import get, make_explored

from claimed_ground.cli import main
from claimed_ground.server import build_app

LINES = [
    line.split(maxsplit=1)
    for line in re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8")).splitlines()
    if line and not line.startswith("#")
]


def values(instruction: str) -> list[str]:
    return [rest for name, rest in LINES if name == instruction]


def test_only_known_instructions_are_used():
    known = {"FROM", "WORKDIR", "RUN", "COPY", "ENV", "USER", "EXPOSE", "HEALTHCHECK", "CMD"}
    assert {name for name, _ in LINES} <= known


def test_the_base_is_slim_and_the_user_has_no_rights():
    assert all(":3.12-slim" in image for image in values("FROM"))
    assert values("USER") == ["ground"]
    assert LINES.index(["USER", "ground"]) < LINES.index(["CMD", values("CMD")[0]])


def test_what_is_copied_is_there_or_is_built():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for copied in values("COPY"):
        for source in [part for part in shlex.split(copied) if not part.startswith("--")][:-1]:
            name = source.removeprefix("/srv/")
            assert (ROOT / name).exists() or name in (".venv", "build"), source
            assert name not in ignored or "--from=build" in copied


def test_packages_are_installed_by_their_hashes():
    (install,) = [run for run in values("RUN") if "-r requirements.txt" in run]
    assert "--require-hashes" in install


def test_the_command_is_one_that_the_program_knows():
    command = json.loads(values("CMD")[0])
    assert command[0].endswith("/bin/ground")
    words = ["--root", str(ROOT), *command[3:], "--help"]
    answer = CliRunner().invoke(main, words)
    assert answer.exit_code == 0, answer.output
    for option in [word for word in command[4:] if word.startswith("--")]:
        assert option in answer.output


def test_the_health_check_asks_for_an_address_that_answers(tmp_path: Path):
    asked = re.search(r"127\.0\.0\.1:8001(/[^']+)", values("HEALTHCHECK")[0])
    assert asked
    app = build_app(make_explored(tmp_path))
    assert get(app, asked[1]).status_code == 200


@pytest.mark.parametrize("name", ["explorer/browser/node_modules", ".git", ".venv", "build"])
def test_what_is_large_or_private_stays_out_of_the_image(name: str):
    assert name in (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
