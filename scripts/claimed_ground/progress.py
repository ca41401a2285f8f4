"""A progress bar for the few things that a person waits for.

Takes items and a label. Gives the same items. Refuses to write anything where
stderr is not a terminal, so logs and pipes stay clean.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from tqdm import tqdm


def bar(items: Sequence[str], label: str, stream: TextIO | None = None, unit: str = "file") -> Iterator[str]:
    """Each item in order, while a bar on stderr (or `stream`) counts them."""
    # disable=None is tqdm's "only on a terminal".
    yield from tqdm(items, desc=label, unit=unit, disable=None, leave=False, file=stream or sys.stderr)
