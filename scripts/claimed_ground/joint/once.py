"""What is asked for again and again, worked out once.

Takes a function, what it belongs to, and what it is asked. Gives its answer, which whoever asks
must not change. Refuses nothing.
"""

from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Once:
    """The answers given so far, by function and what it was asked. Another process starts without them."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}

    def __reduce__(self) -> tuple[type["Once"], tuple[()]]:
        return Once, ()

    def __call__(self, function: Callable[..., Answer], owner: object, *asked: Hashable) -> Answer:
        """What the function says of its owner, the same each time, and of what is asked."""
        key = (function, *asked)
        if key not in self._answers:
            self._answers[key] = function(owner, *asked)
        answer: Answer = self._answers[key]
        return answer

    def all(
        self, function: Callable[..., Iterator[Answer]], owner: object, *asked: Hashable
    ) -> tuple[Answer, ...]:
        """The same of a function that gives one answer after the other."""
        key = (function, *asked)
        if key not in self._answers:
            self._answers[key] = tuple(function(owner, *asked))
        answers: tuple[Answer, ...] = self._answers[key]
        return answers
