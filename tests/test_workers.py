"""Work shared between processes: in order, errors told, what the function carries sent along."""

from functools import partial
from pathlib import Path

import pytest

from claimed_ground.workers import beside, get_ready, map_tasks


def test_results_come_in_the_order_of_the_tasks_with_what_the_function_carries():
    get_ready()
    tasks = [f"part-{number}" for number in range(100)]
    joined = map_tasks(partial(str.join, "+"), tasks, is_heavy=True)
    assert joined == ["+".join(task) for task in tasks]
    assert joined == map_tasks(partial(str.join, "+"), tasks, is_heavy=False)


def test_an_error_in_another_process_reaches_whoever_asks():
    with pytest.raises(ValueError, match="invalid literal"):
        map_tasks(int, ["1", "two"], is_heavy=True)


def test_work_goes_on_beside_what_this_process_does(tmp_path: Path):
    files = [tmp_path / name for name in ("one", "two")]
    with beside(Path.touch, files, is_heavy=True, spare=1) as wait:
        assert wait() == [None, None]
    assert all(file.exists() for file in files)
