"""Two hundred lines of evidence added as one batch to a copy of the data: time, and what was proposed.

    .venv/bin/python benchmarks/batch.py [lines]

The reports that curators made of those lines are taken out first; what they were reports of is the
right answer to “is this here already?”. Needs the lines of evidence, as tests/test_batch.py does.
Compare times of one run only.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import evidence  # noqa: E402
import seeds  # noqa: E402

from claimed_ground.checks import check  # noqa: E402
from claimed_ground.contributing import add  # noqa: E402


def main(count: int) -> None:
    """Print figures of one batch."""
    with tempfile.TemporaryDirectory() as folder:
        root = seeds.copy_data(ROOT, Path(folder) / "copy")
        pairs, removed = evidence.prepare(root, count)
        started = time.process_time()
        check(root)
        print(f"check of the data alone: {time.process_time() - started:.1f} s")
        score = evidence.try_batch(root, pairs, removed)
        print(f"{count} lines, {len(removed)} of their claims not here any more")
        print(f"the same claim found: {score.joined_right} right, {score.joined_wrong} wrong")
        print(f"near ones shown: {score.near_right} with the right one, {score.near_first} as the first; "
              f"{score.near_wrong} without it; {score.missed} not found")  # fmt: skip
        print(f"new, and nothing shown: {score.new_and_nothing_near}")
        print("refused line by line:", dict(Counter(problem.code for problem in score.refused)))
        draft = evidence.open_draft(root)
        given = [evidence.submission(draft, told, line) for line, told in score.accepted]
        started = time.process_time()
        outcome = add(root, given, is_dry=True)
        print(f"propose and check {len(given)} at once: {time.process_time() - started:.1f} s")
        print("found by the whole check:", dict(Counter(problem.code for problem in outcome.problems)))
        wrong = {problem.line for problem in outcome.problems}
        outcome = add(root, [one for one in given if one.line not in wrong])
        print(f"without those: {len(outcome.problems)} problems, {len(outcome.edits)} rows written")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
