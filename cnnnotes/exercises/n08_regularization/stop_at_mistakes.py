"""What is known to go wrong in exercise 08_stop_at."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


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

    def mimic(right, losses, patience):
        stopped, kept = right(losses, patience)
        return stopped, best(losses, stopped, kept)

    return mimic


def _compared_with_last(losses, patience):
    stopped, _ = _stopping(compare_with_last=True)(losses, patience)
    return stopped, int(np.argmin(losses[: stopped + 1]))


MISTAKES = (
    Mistake(
        "last epoch in place of the best",
        _with_best(lambda losses, stopped, kept: stopped),
        "You keep the epoch at which the training stops.",
        "Which weights are better: those of the last epoch, or those before the waiting?",
        "Look at the line with `return`: the best epoch is the second number.",
    ),
    Mistake(
        "best of epochs that never came",
        _with_best(lambda losses, stopped, kept: int(np.argmin(losses))),
        "You keep an epoch that comes after the stop.",
        "Which losses are known when the training stops?",
        "Look for `argmin` over all losses.",
    ),
    Mistake(
        "runs to the end",
        finished(lambda losses, patience: (len(losses) - 1, int(np.argmin(losses)))),
        "Your training never stops before the losses end.",
        "How many epochs in a row may be no better than the best?",
        "Look for patience: does it end the loop?",
    ),
    Mistake(
        "stops one epoch late",
        finished(_stopping(enough=lambda waited, patience: waited > patience)),
        "Your training stops one epoch too late.",
        "With a patience of 1, how many bad epochs does it take?",
        "Look at the comparison with patience: `>=`.",
    ),
    Mistake(
        "stops one epoch early",
        finished(_stopping(enough=lambda waited, patience: waited >= patience - 1 and waited > 0)),
        "Your training stops one epoch too early.",
        "With a patience of 2, how many bad epochs does it take?",
        "Look at the comparison with patience, and at what the waiting begins with.",
    ),
    Mistake(
        "stops at the first bad epoch",
        finished(_stopping(enough=lambda waited, patience: waited > 0)),
        "Your training stops at the first epoch that is no better.",
        "What is the patience for?",
        "Look for patience: does it occur?",
    ),
    Mistake(
        "compared with the epoch before",
        finished(_compared_with_last),
        "Each loss is compared with the one before it, not with the best.",
        "After 3, 5, 4: has anything become better?",
        "Look at the comparison: with the smallest loss so far.",
    ),
    Mistake(
        "compared with the epoch before, which is kept",
        finished(_stopping(compare_with_last=True)),
        "Each loss is compared with the one before it, not with the best.",
        "After 3, 5, 4: has anything become better?",
        "Look at the comparison: with the smallest loss so far.",
    ),
    Mistake(
        "waiting never restarts",
        finished(_stopping(reset=False)),
        "All bad epochs are counted together, though better ones came between.",
        "What happens to the waiting when a new best is found?",
        "Look at the line that stores the best: the count goes back to 0 there.",
    ),
    Mistake(
        "as good taken for better",
        finished(_stopping(better=lambda loss, best: loss <= best)),
        "An epoch as good as the best restarts the waiting.",
        "Has anything become better when the loss is the same?",
        "Look at the comparison: `<`, not `<=`.",
    ),
    Mistake(
        "largest loss taken for the best",
        finished(_stopping(better=lambda loss, best: loss > best)),
        "Your best epoch has the largest loss.",
        "Is a good loss large or small?",
        "Look at the direction of the comparison.",
    ),
    Mistake(
        "epochs counted from 1",
        lambda right, losses, patience: tuple(n + 1 for n in right(losses, patience)),
        "Both numbers are one too large.",
        "What is the number of the first epoch?",
        "Look for a `+ 1`, or for `enumerate(losses, 1)`.",
    ),
    Mistake(
        "past the end",
        lambda right, losses, patience: (
            (stop := right(losses, patience))[0]
            + (stop[0] == len(losses) - 1 and stop[0] - stop[1] < patience),
            stop[1],
        ),
        "Where the losses end before, your training stops one epoch after the last.",
        "What is the number of the last of E epochs?",
        "Look for `len(losses)`.",
    ),
    Mistake(
        "number of epochs in place of the last one",
        lambda right, losses, patience: (
            (stop := right(losses, patience))[0] + 1,
            stop[1],
        ),
        "Your first number is how many epochs were run.",
        "What is the number of the last of 3 epochs if the first is 0?",
        "Look for `len(losses)` or a `+ 1`.",
    ),
    Mistake(
        "the best loss in place of its epoch",
        _with_best(lambda losses, stopped, kept: losses[kept]),
        "Your second number is a loss; expected its epoch.",
        "What tells you which weights to take: a loss, or an epoch?",
        "Look at what is stored as the best.",
    ),
    Mistake(
        "the two numbers swapped",
        lambda right, losses, patience: right(losses, patience)[::-1],
        "The two numbers are swapped.",
        "Which is asked for first: the stop, or the best?",
        "Look at the line with `return`.",
    ),
)
