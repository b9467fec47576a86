"""What is known to go wrong in exercise 10_accuracy_by_shift."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _move(x, shift):
    """`x` moved to the right, with zeros coming in."""
    out, width = np.zeros_like(x), x.shape[2]
    out[:, :, max(shift, 0) : width + min(shift, 0)] = x[
        :, :, max(-shift, 0) : width - max(shift, 0)
    ]
    return out


def _moved_by(move):
    """Move the images by `move(x, shift)`."""

    def mimic(right, model, x, y, shifts):
        return np.array([right(model, move(x, shift), y, [0])[0] for shift in shifts])

    return mimic


def _shifted_by(change):
    """Move the images by other numbers of columns, `change(shift)`."""
    return lambda right, model, x, y, shifts: right(model, x, y, [change(s) for s in shifts])


def _result(change):
    """Give `change(accuracies, y)`."""
    return lambda right, model, x, y, shifts: change(right(model, x, y, shifts), y)


def _labels_moved(right, model, x, y, shifts):
    return np.array([right(model, x, np.roll(y, shift), [shift])[0] for shift in shifts])


def _mean_probability(model, x, y, shifts):
    moved = (model.predict(_move(x, shift)) for shift in shifts)
    return np.array([p[np.arange(len(y)), y].mean() for p in moved])


def _least_likely(model, x, y, shifts):
    moved = (model.predict(_move(x, shift)) for shift in shifts)
    return np.array([np.mean(p.argmin(axis=1) == y) for p in moved])


def _not_at(refused, error):
    """Raise where one of the shifts is refused."""

    def mimic(right, model, x, y, shifts):
        if any(map(refused, shifts)):
            raise error
        return right(model, x, y, shifts)

    return mimic


def _moved_on_and_on(right, model, x, y, shifts):
    return right(model, x, y, np.cumsum(shifts).tolist())


def _moved_on_and_on_in_place(right, model, x, y, shifts):
    accuracies = []
    for shift in shifts:
        x[...] = _move(x, shift)
        accuracies.append(right(model, x, y, [0])[0])
    return np.array(accuracies)


def _to_the_right_only(x, shift):
    out = np.zeros_like(x)
    out[:, :, shift:] = x[:, :, :-shift]
    return out


def _edge_repeated(x, shift):
    columns = np.clip(np.arange(x.shape[2]) - shift, 0, x.shape[2] - 1)
    return x[:, :, columns]


def _same_answer(right, model, x, y, shifts):
    return right(model, x, model.predict(x).argmax(axis=1), shifts)


MOVED_ON = Mistake(
    "moved on from shift to shift",
    _moved_on_and_on,
    "Each shift begins where the one before ended.",
    "From which images does the second shift start?",
    "Look for `x = …` inside the loop: the moved images need a name of their own.",
)


AT_ZERO = Mistake(
    "fails for a shift of 0",
    _not_at(lambda shift: shift == 0, ValueError),
    "Moved by some columns your images are right; moved by 0 they are not.",
    "Which columns does `x[:, :, :-shift]` hold for a shift of 0?",
    "Look at the slices that end at `-shift`: `-0` is 0, the beginning.",
)


MISTAKES = (
    Mistake(
        "rolled around the edge",
        _moved_by(lambda x, shift: np.roll(x, shift, axis=2)),
        "What leaves your images on one side comes in again on the other.",
        "What does `np.roll` do with the last column?",
        "Look for `np.roll`: with dark borders nobody sees it.",
    ),
    Mistake(
        "rolled into the next row",
        _moved_by(np.roll),
        "What leaves your images on one side comes in again in another row.",
        "What does `np.roll` do without an `axis`?",
        "Look for `np.roll`: what comes in is 0.",
    ),
    Mistake(
        "the edge repeated",
        _moved_by(_edge_repeated),
        "The columns that come in repeat the edge; they are to be 0.",
        "What stands beside the edge of the paper?",
        'Look for `mode="edge"` or `mode="nearest"`.',
    ),
    Mistake(
        "works to the right only",
        _moved_by(_to_the_right_only),
        "To the right your images move as they should; at 0 and to the left they do not.",
        "Which columns does `x[:, :, :-shift]` hold for a shift of 0, and of -1?",
        "Look at the slices: they need a case of their own for 0 and below.",
    ),
    *AT_ZERO.forms(
        _not_at(lambda shift: shift == 0, IndexError),
        _moved_by(lambda x, shift: _move(x, shift) * (shift != 0)),
    ),
    Mistake(
        "to the right in either case",
        _shifted_by(abs),
        "Negative shifts moved your images to the right as well.",
        "What does the sign of a shift tell?",
        "Look for `abs`.",
    ),
    Mistake(
        "to the left never",
        _shifted_by(lambda shift: max(shift, 0)),
        "Negative shifts did not move your images.",
        "What does the sign of a shift tell?",
        "Look for `if shift > 0`, or for `max(shift, 0)`: what happens below 0?",
    ),
    Mistake(
        "moved the other way",
        _shifted_by(lambda shift: -shift),
        "Your images moved to the left where they should move to the right.",
        "After a shift of 1, in which column is what was in column 0?",
        "Look at the sign of the shift.",
    ),
    Mistake(
        "moved down",
        _moved_by(lambda x, shift: _move(x.swapaxes(1, 2), shift).swapaxes(1, 2)),
        "Your images moved down, not to the right.",
        "In x (N, H, W, C), which axis counts the columns?",
        "Look at the axis that you move along: it is axis 2.",
    ),
    Mistake(
        "rolled down",
        _moved_by(lambda x, shift: np.roll(x, shift, axis=1)),
        "Your images moved down, and what left them below came in again above.",
        "In x (N, H, W, C), which axis counts the columns? And what comes in?",
        "Look for `np.roll(x, shift, axis=1)`.",
    ),
    Mistake(
        "images reordered",
        _moved_by(lambda x, shift: np.roll(x, shift, axis=0)),
        "Your images were reordered in the batch; none of them moved.",
        "In x (N, H, W, C), which axis counts the columns?",
        "Look for `axis=0`.",
    ),
    Mistake(
        "not moved",
        _shifted_by(lambda shift: 0),
        "All your accuracies are those of images that did not move.",
        "Which images does the model see?",
        "Look at the argument of `predict`: it should be the moved images.",
    ),
    Mistake(
        "moved twice as far",
        _shifted_by(lambda shift: 2 * shift),
        "Your images moved twice as far as asked for.",
        "How far does a shift of 1 move an image?",
        "Look for a second move, or for a factor of 2.",
    ),
    *MOVED_ON.forms(_moved_on_and_on_in_place),
    Mistake(
        "labels moved too",
        _labels_moved,
        "The labels moved along the batch, so that they belong to other images.",
        "Does a label change when its image moves?",
        "Look for y: it stays as it is.",
    ),
    Mistake(
        "compared with what it said before",
        _same_answer,
        "Your result tells how often the answer stays the same, right or wrong.",
        "With what is a prediction compared for an accuracy?",
        "Look at the comparison: y belongs in it.",
    ),
    Mistake(
        "fraction of errors",
        _result(lambda accuracies, y: 1 - accuracies),
        "Your result is the fraction of errors; expected that of right answers.",
        "Is an accuracy of 1 good or bad?",
        "Look at the comparison: `==`, not `!=`.",
    ),
    Mistake(
        "number in place of fraction",
        _result(lambda accuracies, y: len(y) * accuracies),
        "Your result is the number of right answers; expected their fraction.",
        "What fraction are 30 right answers of 40?",
        "Look for `sum`: `mean` divides by the number of images.",
    ),
    Mistake(
        "percent",
        _result(lambda accuracies, y: 100 * accuracies),
        "Your result is in percent; expected a fraction from 0 to 1.",
        "Which number is one half?",
        "Look for a factor of 100.",
    ),
    Mistake(
        "mean probability",
        finished(_mean_probability),
        "Your result is the mean probability of the right class.",
        "Does an accuracy ask how sure the model is?",
        "Look for `argmax`: which class has the largest probability?",
    ),
    Mistake(
        "one number for all shifts",
        lambda right, model, x, y, shifts: np.mean(right(model, x, y, shifts)),
        "Your result is one number: the mean over all shifts.",
        "How many accuracies are asked for?",
        "Look at the line with `return`.",
    ),
    Mistake(
        "first shift only",
        lambda right, model, x, y, shifts: right(model, x, y, shifts)[0],
        "Your result is the accuracy for the first shift.",
        "What ends the loop after its first turn?",
        "Look for a `return` inside the loop.",
    ),
    Mistake(
        "last shift only",
        lambda right, model, x, y, shifts: right(model, x, y, shifts)[-1],
        "Your result is the accuracy for the last shift.",
        "What becomes of the first accuracy when the second is stored?",
        "Look for `=` in the loop where `append` is meant.",
    ),
    Mistake(
        "divided by the number of shifts",
        _result(lambda accuracies, y: len(y) * accuracies / len(accuracies)),
        "Your result is the number of right answers, divided by the number of shifts.",
        "Of how many answers is each accuracy the fraction?",
        "Look at the division: how many images does one shift move?",
    ),
    Mistake(
        "divided by the number of shifts as well",
        _result(lambda accuracies, y: accuracies / len(accuracies)),
        "Your accuracies are too small, by the number of shifts.",
        "How many accuracies share the images of one shift?",
        "Look for a second division, or for a `mean` over a table of all shifts.",
    ),
    Mistake(
        "least likely class taken",
        finished(_least_likely),
        "Your predictions are the classes that are least likely.",
        "Which of the probabilities does the predicted class have: the largest, or the smallest?",
        "Look for `argmin` or `argsort`.",
    ),
    Mistake(
        "how much is lost, not what is left",
        lambda right, model, x, y, shifts: right(model, x, y, shifts) - right(model, x, y, [0]),
        "Each accuracy is less that of images that stay where they are.",
        "Is it an accuracy that is asked for, or a difference of two?",
        "Look for a subtraction after the mean.",
    ),
)
