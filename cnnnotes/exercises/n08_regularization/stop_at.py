"""Exercise 08_stop_at: when to stop, and which weights to keep."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n08_regularization.stop_at_mistakes import MISTAKES


def stop_at(losses: np.ndarray, patience: int) -> tuple[int, int]:
    """losses (E,), one per epoch, patience → epoch of the stop, epoch of the best; from 0.

    The training stops after `patience` epochs in a row that are no better than the best before
    them, or when the losses end. What comes later is never seen.
    """
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch, best
    return len(losses) - 1, best


def _cases(rng):
    def rises(*ups):
        """Losses that go up by these tenths from epoch to epoch, from somewhere near 5."""
        return (50 + int(rng.integers(40)) + np.cumsum([0, *ups])) / 10

    for part in ("when it stops", "what is kept"):
        yield part, (rises(-2, 1, 1, -9, 1, 2, 1), 2)
        yield part, (rises(-3, 1, -2, 2, -1, 1, -20, 1), 3)
        yield part, (rises(-2, 1, -2, 1, -2, 1, -2, 1, 1, 1, -9), 3)
        yield part, (rises(1, 1, -9, 1, 1), 1)
        yield part, (rises(-2, 3, -1, -1, 1, 1, 1, -9), 3)
    yield "an epoch as good as the best", (rises(-2, 0, 1, 1, 1, -9), 2)
    yield "an epoch as good as the best", (rises(-2, 1, -1, 0, -9, 1, 3, 1, 1), 3)
    yield "losses that end before", (rises(-1, -2, -1), 2)
    yield "losses that end before", (rises(-4, 1, 1), 3)
    yield "losses that end before", (rises(-1, 1, -2, 1), 2)


STOP_AT = Exercise(
    id="08_stop_at",
    title="When to stop, and what to keep",
    reference=stop_at,
    parts=(
        Part("when it stops", 2, returns=("stop",)),
        Part("what is kept", 2, returns=("best",)),
        Part("an epoch as good as the best", 1),
        Part("losses that end before", 1),
    ),
    cases=_cases,
    returns=("stop", "best"),
    hints=(
        "Go through the losses with a finger: which is the best so far, and how long ago was it?",
        "Look at three things: what is compared, when the waiting restarts, when it is enough.",
    ),
    mistakes=MISTAKES,
)
