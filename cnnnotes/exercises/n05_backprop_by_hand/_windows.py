"""Windows around each place of a signal, and how they go wrong wherever they are used."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs


def _zeros(x, k):
    return np.zeros(k)


def _before(mode):
    """The k numbers in front of x, as `np.pad` makes them."""
    return lambda x, k: np.pad(x, (k, 0), mode)[:k]


def _behind(mode):
    return lambda x, k: np.pad(x, (0, k), mode)[len(x) :]


def windows(
    x: np.ndarray,
    k: int,
    *,
    before: Callable = _zeros,
    behind: Callable = _zeros,
    by: Callable = lambda k: 0,
) -> np.ndarray:
    """Return `(k, n)`: in column i the window around i, moved `by(k)` places to the right.

    `before(x, k)` and `behind(x, k)` are the numbers beyond the ends of x.
    """
    longer = np.concatenate([before(x, k), x, behind(x, k)])
    first = k - k // 2 + by(k)
    return np.array([longer[first + j :][: len(x)] for j in range(k)])


def window_mistakes(loop: Callable) -> tuple[Mistake, ...]:
    """What goes wrong in a loop that hands its changes on to `windows`."""
    return (
        Mistake(
            "window begins at i",
            knobs(loop, by=lambda k: k // 2),
            "The windows begin at i; expected those around i.",
            "For k = 3, which numbers of x make z1[1]?",
            "Look at the index of x, and at the padding: k // 2 zeros on each side.",
        ),
        Mistake(
            "window ends at i",
            knobs(loop, by=lambda k: -(k // 2)),
            "The windows end at i; expected those around i.",
            "For k = 3, which numbers of x make z1[1]?",
            "Look at the padding: k // 2 zeros on each side, not k - 1 in front.",
        ),
        Mistake(
            "one place too far to the right",
            knobs(loop, by=lambda k: 1),
            "Every window lies one place too far to the right.",
            "The formula i - k//2 + j - 1 counts i and j from 1. From where does Python count?",
            "Look at the index of x: is there a 1 too many?",
        ),
        Mistake(
            "one place too far to the left",
            knobs(loop, by=lambda k: -1),
            "Every window lies one place too far to the left.",
            "The formula i - k//2 + j - 1 counts i and j from 1. From where does Python count?",
            "Look at the index of x: is the `- 1` still there?",
        ),
        Mistake(
            "one place too far to the left, and round to the end",
            knobs(loop, by=lambda k: -1, before=_before("wrap")),
            "Every window lies one place too far to the left, and x goes round to its end.",
            "The formula i - k//2 + j - 1 counts i and j from 1. From where does Python count?",
            "Look at the index of x: is the `- 1` still there, and can it fall below 0?",
        ),
        Mistake(
            "negative index read from the end",
            knobs(loop, before=_before("wrap")),
            "Beyond the left end stand the last numbers of the signal, not zeros.",
            "What does Python give for `x[-1]`?",
            "Look at the index of x: below 0 it counts from the end.",
        ),
        Mistake(
            "signal taken as a ring",
            knobs(loop, before=_before("wrap"), behind=_behind("wrap")),
            "Beyond one end the signal goes on at the other, as if it were a ring.",
            "What does the window hold beyond the ends of the signal?",
            'Look for `%`, `np.roll`, `mode="wrap"`, or an index that falls below 0.',
        ),
        Mistake(
            "ends repeated in place of zeros",
            knobs(loop, before=_before("edge"), behind=_behind("edge")),
            "Beyond the ends stand the first and the last number again, not zeros.",
            "What does the window hold beyond the ends of the signal?",
            'Look for `mode="edge"`, or an index that is clipped.',
        ),
        Mistake(
            "signal mirrored beyond its ends",
            knobs(loop, before=_before("reflect"), behind=_behind("reflect")),
            "Beyond the ends stands the signal mirrored, not zeros.",
            "What does the window hold beyond the ends of the signal?",
            'Look for `mode="reflect"`.',
        ),
    )
