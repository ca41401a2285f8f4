"""Work shared between processors, with the same result as without.

Takes a function and its tasks. Gives the results in the order of the tasks. Refuses
nothing.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, get_context, set_forkserver_preload
from typing import Any, TypeVar

# A fresh process shares no threads, locks or open files with this one. On Linux it comes from one that has
# loaded our code and done nothing else; elsewhere libraries do not bear that, and each loads the code itself.
KIND = "forkserver" if sys.platform == "linux" else "spawn"
# Where the work is that is sent to other processes.
WORK = ("claimed_ground.joint.examine", "claimed_ground.charts.prints", "claimed_ground.pages.links")
# So many handfuls of tasks for each process, so that none is left alone with a heavy one.
SHARES = 24

Task = TypeVar("Task")
Result = TypeVar("Result")


def get_ready() -> None:
    """Load what other processes will work with, while this one does something else."""
    if KIND == "forkserver":
        set_forkserver_preload(list(WORK))
        forkserver.ensure_running()


def map_tasks(function: Callable[[Task], Result], tasks: Sequence[Task], *, is_heavy: bool) -> list[Result]:
    """The function's result for each task; heavy work goes to as many processes as processors."""
    with beside(function, tasks, is_heavy=is_heavy) as results:
        return results()


@contextmanager
def beside(
    function: Callable[[Task], Result], tasks: Sequence[Task], *, is_heavy: bool, spare: int = 0
) -> Iterator[Callable[[], list[Result]]]:
    """The same, while this process does something else: whoever asks for the results waits for them.

    `spare`: how many processors are left to this one, where it has enough to do itself. A script that
    gets here outside `if __name__ == "__main__"` would start itself again in every process, as Python's
    `multiprocessing` says.
    """
    processors = os.cpu_count() or 1
    count = min(len(tasks), max(1, processors - spare))
    if not is_heavy or processors < 2 or not tasks:
        yield lambda: [function(task) for task in tasks]
        return
    # The function, with what it carries along, is sent to each process once.
    with ProcessPoolExecutor(count, get_context(KIND), _take_up, (function,)) as pool:
        results = pool.map(_do, tasks, chunksize=max(1, len(tasks) // (count * SHARES)))
        yield lambda: list(results)


_function: Callable[[Any], Any]


def _take_up(function: Callable[[Any], Any]) -> None:
    """Make this process ready for its tasks."""
    global _function
    _function = function


def _do(task: Any) -> Any:
    return _function(task)
