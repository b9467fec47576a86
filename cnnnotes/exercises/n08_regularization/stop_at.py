"""Exercise 08_stop_at: when to stop, and which weights to keep."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Mistake, Part


def stop_at(losses, patience):
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
        yield part, (rises(-2, 1, 1, -9), 2)
        yield part, (rises(-3, 1, -2, 2, -1, 1, -20, 1), 3)
        yield part, (rises(-2, 1, -2, 1, -2, 1, -2, 1, 1, 1, -9), 3)
        yield part, (rises(1, 1, -9), 1)
        yield part, (rises(-2, 3, -1, -1, 1, 1, 1, -9), 3)
    yield "an epoch as good as the best", (rises(-2, 0, 1, 1, 1, -9), 2)
    yield "an epoch as good as the best", (rises(-2, 1, -1, 0, -9, 1), 3)
    yield "losses that end before", (rises(-1, -2, -1), 2)
    yield "losses that end before", (rises(-4, 1, 1), 3)
    yield "losses that end before", (rises(-1, 1, -2, 1), 2)


def _stopping(
    better=lambda loss, best: loss < best,
    enough=lambda waited, patience: waited >= patience,
    compare_with_last=False,
    reset=True,
):
    """Return `stop_at` with another comparison or another way to count."""

    def mimic(losses, patience):
        best = waited = 0
        for epoch in range(1, len(losses)):
            reached = losses[epoch - 1] if compare_with_last else losses[best]
            if better(losses[epoch], reached):
                best, waited = epoch, 0 if reset else waited
            else:
                waited += 1
            if enough(waited, patience):
                return epoch, best
        return len(losses) - 1, best

    return mimic


def _with_best(best):
    """Return `stop_at` that keeps `best(losses, stopped)`."""

    def mimic(losses, patience):
        stopped, right = stop_at(losses, patience)
        return stopped, best(losses, stopped, right)

    return mimic


def _compared_with_last(losses, patience):
    stopped, _ = _stopping(compare_with_last=True)(losses, patience)
    return stopped, int(np.argmin(losses[: stopped + 1]))


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
        "Look at three things: what is compared, when the waiting begins anew, when it is enough.",
    ),
    mistakes=(
        Mistake(
            "last epoch in place of the best",
            _with_best(lambda losses, stopped, right: stopped),
            "You keep the epoch at which the training stops.",
            "Which weights are better: those of the last epoch, or those before the waiting?",
            "Look at the line with `return`: the best epoch is the second number.",
        ),
        Mistake(
            "best of epochs that never came",
            _with_best(lambda losses, stopped, right: int(np.argmin(losses))),
            "You keep an epoch that comes after the stop.",
            "Which losses are known when the training stops?",
            "Look for `argmin` over all losses.",
        ),
        Mistake(
            "runs to the end",
            lambda losses, patience: (len(losses) - 1, int(np.argmin(losses))),
            "Your training never stops before the losses end.",
            "How many epochs in a row may be no better than the best?",
            "Look for patience: does it end the loop?",
        ),
        Mistake(
            "stops one epoch late",
            _stopping(enough=lambda waited, patience: waited > patience),
            "Your training stops one epoch too late.",
            "With a patience of 1, how many bad epochs does it take?",
            "Look at the comparison with patience: `>=`.",
        ),
        Mistake(
            "stops one epoch early",
            _stopping(enough=lambda waited, patience: waited >= patience - 1 and waited > 0),
            "Your training stops one epoch too early.",
            "With a patience of 2, how many bad epochs does it take?",
            "Look at the comparison with patience, and at what the waiting begins with.",
        ),
        Mistake(
            "stops at the first bad epoch",
            _stopping(enough=lambda waited, patience: waited > 0),
            "Your training stops at the first epoch that is no better.",
            "What is the patience for?",
            "Look for patience: does it occur?",
        ),
        Mistake(
            "compared with the epoch before",
            _compared_with_last,
            "Each loss is compared with the one before it, not with the best.",
            "After 3, 5, 4: has anything become better?",
            "Look at the comparison: with the smallest loss so far.",
        ),
        Mistake(
            "compared with the epoch before, which is kept",
            _stopping(compare_with_last=True),
            "Each loss is compared with the one before it, not with the best.",
            "After 3, 5, 4: has anything become better?",
            "Look at the comparison: with the smallest loss so far.",
        ),
        Mistake(
            "waiting never begins anew",
            _stopping(reset=False),
            "All bad epochs are counted together, though better ones came between.",
            "What happens to the waiting when a new best is found?",
            "Look at the line that stores the best: the count goes back to 0 there.",
        ),
        Mistake(
            "as good taken for better",
            _stopping(better=lambda loss, best: loss <= best),
            "An epoch as good as the best starts the waiting anew.",
            "Has anything become better when the loss is the same?",
            "Look at the comparison: `<`, not `<=`.",
        ),
        Mistake(
            "largest loss taken for the best",
            _stopping(better=lambda loss, best: loss > best),
            "Your best epoch has the largest loss.",
            "Is a good loss large or small?",
            "Look at the direction of the comparison.",
        ),
        Mistake(
            "epochs counted from 1",
            lambda losses, patience: tuple(n + 1 for n in stop_at(losses, patience)),
            "Both numbers are one too large.",
            "Which number has the first epoch?",
            "Look for a `+ 1`, or for `enumerate(losses, 1)`.",
        ),
        Mistake(
            "past the end",
            lambda losses, patience: (
                (stop := stop_at(losses, patience))[0]
                + (stop[0] == len(losses) - 1 and stop[0] - stop[1] < patience),
                stop[1],
            ),
            "Where the losses end before, your training stops one epoch after the last.",
            "Which number has the last of E epochs?",
            "Look for `len(losses)`.",
        ),
        Mistake(
            "number of epochs in place of the last one",
            lambda losses, patience: (
                (stop := stop_at(losses, patience))[0] + 1,
                stop[1],
            ),
            "Your first number is how many epochs were run.",
            "Which number has the last of 3 epochs, if the first has 0?",
            "Look for `len(losses)` or a `+ 1`.",
        ),
        Mistake(
            "the best loss in place of its epoch",
            _with_best(lambda losses, stopped, right: losses[right]),
            "Your second number is a loss; asked for is its epoch.",
            "What tells you which weights to take: a loss, or an epoch?",
            "Look at what is stored as the best.",
        ),
        Mistake(
            "the two numbers exchanged",
            lambda losses, patience: stop_at(losses, patience)[::-1],
            "The two numbers have changed places.",
            "Which is asked for first: the stop, or the best?",
            "Look at the line with `return`.",
        ),
    ),
)
