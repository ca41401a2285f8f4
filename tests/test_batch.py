"""Two hundred lines of evidence at once: what is here is found, what is wrong is said, the rest goes in."""

import json
from pathlib import Path

import evidence
import pytest
import seeds
from checkout import ROOT
from click.testing import CliRunner

from claimed_ground.cli import main

COUNT = 200
needs_evidence = pytest.mark.skipif(
    not (evidence.EVIDENCE / evidence.FILES[0]).is_file(),
    reason="the lines of evidence are not part of the project; "
    "set CLAIMED_GROUND_EVIDENCE to the folder that holds them",
)


def add(root: Path, batch: Path, lines: list[tuple[int, dict[str, str]]]) -> tuple[int, str]:
    batch.write_text(
        "".join(json.dumps(told, ensure_ascii=False) + "\n" for _, told in lines), encoding="utf-8"
    )
    result = CliRunner().invoke(main, ["--root", str(root), "add", str(batch)])
    return result.exit_code, result.output


@needs_evidence
def test_a_batch_of_evidence_finds_what_is_here_and_adds_the_rest(tmp_path: Path):
    root = seeds.copy_data(ROOT, tmp_path / "copy")
    pairs, removed = evidence.prepare(root, COUNT)
    score = evidence.try_batch(root, pairs, removed)
    proposed = score.joined_right + score.near_right
    assert score.joined_wrong == 0
    assert score.near_wrong <= proposed / 10
    assert proposed >= 9 * score.missed
    before = seeds.read_bytes(root)
    code, told = add(root, tmp_path / "batch.jsonl", score.accepted)
    if code:  # what only the checks on the whole can see names its line; without those lines all goes in
        assert seeds.read_bytes(root) == before
        wrong = {int(line.split(":")[1].split()[0]) for line in told.splitlines() if "batch.jsonl:" in line}
        assert 0 < len(wrong) <= COUNT / 20
        kept = [one for place, one in enumerate(score.accepted, 1) if place not in wrong]
        code, told = add(root, tmp_path / "batch.jsonl", kept)
    assert code == 0, told
    assert seeds.read_bytes(root) != before
