"""What is known to go wrong in exercise 08_stop_at."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _stopping(
    losses,
    patience,
    *,
    better=lambda loss, best: loss < best,
    compared=lambda losses, epoch, best: losses[best],
    enough=lambda waited, patience: waited >= patience,
    restarts=True,
    begins=1,
    kept=lambda losses, epoch, best: best,
):
    """`stop_at` with another comparison, another way to count, or something else kept."""
    best, waited, epoch = 0, 0, 0
    for epoch in range(begins, len(losses)):
        if better(losses[epoch], compared(losses, epoch, best)):
            best, waited = epoch, 0 if restarts else waited
        else:
            waited += 1
        if enough(waited, patience):
            break
    return epoch, kept(losses, epoch, best)


def _before(losses, epoch, best):
    return losses[epoch - 1]


def _smallest_so_far(losses, epoch, best):
    return int(np.argmin(losses[: epoch + 1]))


def _with_best(best):
    """Return `stop_at` that keeps `best(losses, stopped)`."""

    def mimic(right, losses, patience):
        stopped, kept = right(losses, patience)
        return stopped, best(losses, stopped, kept)

    return mimic


def _patience_before(right, losses, patience):
    stopped, _ = right(losses, patience)
    return stopped, stopped - patience


def _looks_ahead(losses, patience):
    best = int(np.argmin(losses))
    return min(best + patience, len(losses) - 1), best


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
        knobs(_stopping, enough=lambda waited, patience: False),
        "Your training never stops before the losses end.",
        "How many epochs in a row may be no better than the best?",
        "Look for patience: does it end the loop?",
    ),
    *Mistake(
        "the smallest of all losses, and patience after it",
        finished(_looks_ahead),
        "You keep the smallest of all losses, and stop `patience` epochs after it.",
        "Which losses are known when the training has to stop?",
        "Look for `argmin` or `min` over all losses: those that come later are never seen.",
    ).forms(
        finished(lambda losses, patience: (np.argmin(losses) + patience, np.argmin(losses))),
    ),
    Mistake(
        "patience before the stop taken for the best",
        _patience_before,
        "Your best epoch lies `patience` before the stop, also where the losses end sooner.",
        "Where does the training stop when the last epoch is the best?",
        "Look at the second number: it is to be remembered, not worked out.",
    ),
    Mistake(
        "compared with the first epoch",
        knobs(_stopping, compared=lambda losses, epoch, best: losses[0]),
        "Each loss is compared with that of the first epoch, not with the best.",
        "After 5, 3, 4: has anything become better?",
        "Look at the best loss: does it change when a better one is found?",
    ),
    Mistake(
        "stops one epoch late",
        lambda right, losses, patience: right(losses, patience + 1),
        "Your training stops one epoch too late.",
        "With a patience of 1, how many bad epochs does it take?",
        "Look at the comparison with patience: `>=`.",
    ),
    Mistake(
        "stops one epoch early",
        knobs(_stopping, enough=lambda waited, patience: waited >= max(patience - 1, 1)),
        "Your training stops one epoch too early.",
        "With a patience of 2, how many bad epochs does it take?",
        "Look at the comparison with patience, and at what the waiting begins with.",
    ),
    Mistake(
        "stops at the first bad epoch",
        lambda right, losses, patience: right(losses, 1),
        "Your training stops at the first epoch that is no better.",
        "What is the patience for?",
        "Look for patience: does it occur?",
    ),
    Mistake(
        "compared with the epoch before",
        knobs(_stopping, compared=_before, kept=_smallest_so_far),
        "Each loss is compared with the one before it, not with the best.",
        "After 3, 5, 4: has anything become better?",
        "Look at the comparison: with the smallest loss so far.",
    ),
    Mistake(
        "compared with the epoch before, which is kept",
        knobs(_stopping, compared=_before),
        "Each loss is compared with the one before it, not with the best.",
        "After 3, 5, 4: has anything become better?",
        "Look at the comparison: with the smallest loss so far.",
    ),
    Mistake(
        "waiting never restarts",
        knobs(_stopping, restarts=False),
        "All bad epochs are counted together, though better ones came between.",
        "What happens to the waiting when a new best is found?",
        "Look at the line that stores the best: the count goes back to 0 there.",
    ),
    Mistake(
        "as good taken for better",
        knobs(_stopping, better=lambda loss, best: loss <= best),
        "An epoch as good as the best restarts the waiting.",
        "Has anything become better when the loss is the same?",
        "Look at the comparison: `<`, not `<=`.",
    ),
    Mistake(
        "first epoch counted as waiting",
        knobs(_stopping, begins=0),
        "The first epoch is compared with itself, and counts as one that is no better.",
        "How many epochs have been waited for after the first?",
        "Look at where the loop begins, when the best is that of the first epoch already.",
    ),
    Mistake(
        "largest loss taken for the best",
        lambda right, losses, patience: right(-losses, patience),
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
