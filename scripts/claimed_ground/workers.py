"""Work shared between processors, with the same result as without.

Takes a function and its tasks. Gives the results in the order of the tasks. Refuses
nothing.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

# So many handfuls of tasks for each process, so that none is left alone with a heavy one.
SHARES = 24

Task = TypeVar("Task")
Result = TypeVar("Result")


def map_tasks(function: Callable[[Task], Result], tasks: Sequence[Task], *, is_heavy: bool) -> list[Result]:
    """The function's result for each task; heavy work goes to as many processes as processors."""
    with beside(function, tasks, is_heavy=is_heavy) as results:
        return results()


@contextmanager
def beside(
    function: Callable[[Task], Result], tasks: Sequence[Task], *, is_heavy: bool, most: int | None = None
) -> Iterator[Callable[[], list[Result]]]:
    """The same, while this process does something else: whoever asks for the results waits for them.

    `most`: how many processes at most, where this one has enough to do itself. A script that gets here
    outside `if __name__ == "__main__"` would start itself again in every process, as Python's
    `multiprocessing` says.
    """
    processors = os.cpu_count() or 1
    count = min(len(tasks), most or processors)
    if not is_heavy or processors < 2 or not tasks:
        yield lambda: [function(task) for task in tasks]
        return
    # A fresh process shares no threads, locks or open files with this one.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        # Small tasks are handed over several at a time, with what the function carries along.
        results = pool.map(function, tasks, chunksize=max(1, len(tasks) // (count * SHARES)))
        yield lambda: list(results)
