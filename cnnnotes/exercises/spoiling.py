"""Wrong functions made of right ones: one mistake on top of another, and what cannot be so made."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any


@dataclass(frozen=True, eq=False)
class finished:  # noqa: N801, it reads as a function
    """A mistake that makes nothing of the right function, but brings `wrong`, one of its own.

    >>> finished(lambda x: 2 * x)(abs, -3)
    -6
    """

    wrong: Callable

    def __call__(self, right: Callable, *args: Any) -> Any:
        """Give what the wrong function gives."""
        return self.wrong(*args)


class knobs(finished):  # noqa: N801
    """A mistake that is a `loop` written out with some `changes`: `loop(*args, **changes)`.

    Two of the same loop are one of both changes, unless they change one thing in two ways.

    >>> knobs(lambda x, step=1, start=0: x[start::step], step=2)(None, "abcd")
    'ac'
    """

    wrong: partial

    def __init__(self, loop: Callable, **changes: Any):
        super().__init__(partial(loop, **changes))


def composed(outer: Callable, inner: Callable) -> Callable | None:
    """Return the mistake that makes both: `outer` of what `inner` makes; None if there is none.

    >>> both = composed(lambda right, x: right(x) + 1, lambda right, x: right(2 * x))
    >>> both(abs, -3)
    7
    """
    if not isinstance(outer, finished):
        return lambda right, *args: outer(partial(inner, right), *args)
    if isinstance(outer, knobs) and isinstance(inner, knobs):
        (loop, mine), (other, theirs) = ((k.wrong.func, k.wrong.keywords) for k in (outer, inner))
        if loop is other and all(_same(mine[k], theirs[k]) for k in mine.keys() & theirs.keys()):
            return knobs(loop, **mine | theirs)
    return None


def _same(one, other):
    return one is other or (isinstance(one, int | float) and one == other)
