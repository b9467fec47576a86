"""A wrong array that is the right one times a number, or plus one, and what that number is."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from cnnnotes.exercises import Exercise
from cnnnotes.grading import axes

if TYPE_CHECKING:
    from cnnnotes.grading.relations import Pair

KNOWN = (
    (-1, "sign turned", "times -1", "Which of the two is subtracted from the other?", "a minus"),
    (2, "doubled", "times 2", "Is something counted twice?", "a factor of 2"),
    (0.5, "halved", "times 1/2", "Where could a 2 have been lost, or a half come in?", "a 2"),
    (-2, "sign turned, and doubled", "times -2", "Which sign is right?", "a minus, and a 2"),
    (-0.5, "sign turned, and halved", "times -1/2", "Which sign is right?", "a minus, and a 2"),
    (100, "in percent", "times 100", "Is it to be a fraction, or a percentage?", "a 100"),
    (0.01, "divided by 100", "divided by 100", "Is anything a percentage here?", "a 100"),
    (255, "times 255", "times 255", "From where to where do the numbers run?", "a 255"),
    (1 / 255, "divided by 255", "divided by 255", "Where do the numbers end?", "a 255"),
    (255**2, "times 255²", "times 255²", "From where to where do the numbers run?", "a 255"),
    (255**-2, "divided by 255²", "divided by 255²", "Where do the numbers end?", "a 255"),
    (1 / np.log(2), "logarithm to base 2", "times 1/ln 2", "Which logarithm?", "`log2`"),
    (1 / np.log(10), "logarithm to base 10", "times 1/ln 10", "Which logarithm?", "`log10`"),
    (2**0.5, "√2 too much", "times √2", "Where does a root belong?", "a 2 beneath a root"),
    (0.5**0.5, "√2 missing", "divided by √2", "Where does a root belong?", "a 2 beneath a root"),
)


def find_factor(exercise: Exercise, pairs: Iterable["Pair | None"]) -> tuple | None:
    """Return name, change and hints of the factor or number added that all pairs have, or None.

    There is no change, None, where the factor is another for each case.
    """
    known = []
    for pair in pairs:
        ratio = _ratio(pair, exercise.tolerance) if pair else None
        if pair is None or ratio is None:
            break
        known += [(ratio, pair)] if np.isfinite(ratio) else []
    else:
        if any(abs(f - 1) > 1e-6 for f, _ in known):
            found = _constant(known) or _by_size(exercise, known)
            if found:
                return found
    return _added(exercise, pairs)


def _ratio(pair, tolerance):
    """By what all numbers were multiplied; NaN if that cannot be told; None if by no one number."""
    base, yours = pair.base, pair.yours
    if base.shape != yours.shape or not np.isfinite(yours).all() or not np.isfinite(base).all():
        return None
    atol = tolerance * pair.scale
    if np.abs(base).max(initial=0) <= atol:
        return np.nan if np.abs(yours).max(initial=0) <= atol else None
    largest = np.abs(base).argmax()
    ratio = float(yours.flat[largest]) / float(base.flat[largest])
    fits = np.isclose(yours, ratio * base, rtol=0, atol=atol).all()
    return ratio if fits and abs(ratio) > 1e-9 else None


def _constant(known):
    ratio = known[0][0]
    if not all(np.isclose(f, ratio, rtol=1e-4) for f, _ in known):
        return None
    for value, name, times, question, mark in KNOWN:
        if np.isclose(ratio, value, rtol=1e-4):
            return (
                name,
                lambda y, value=value: y * value,
                f"Every number of {{it}} is the right one {times}.",
                question,
                f"Look for {mark}.",
            )
    return None


def _by_size(exercise, known):
    """Name a size, such as the number of images, that was multiplied or divided by."""
    sizes = [axes.sizes(exercise, pair.args) for _, pair in known]
    shared = set.intersection(*map(set, sizes))
    for label in [label for label in sizes[0] if label in shared]:
        of = np.array([held[label] for held in sizes])
        with np.errstate(all="ignore"):
            for values, name in (
                (1 / of, f"divided by {label}"),
                (of, f"multiplied by {label}"),
                (1 / np.sqrt(of), f"divided by √{label}"),
                (np.sqrt(of), f"multiplied by √{label}"),
            ):
                if np.allclose([f for f, _ in known], values, rtol=1e-4):
                    return (
                        name,
                        None,
                        f"Every number of {{it}} is the right one {name}"
                        f"{axes.meaning(label).removeprefix(label)}.",
                        "Is it a sum that is asked for, or a mean? Over what?",
                        f"Look for a division, a product or a `mean` over {label}.",
                    )
    ratio = known[0][0]
    times = f"{ratio:.4g}"
    if len(known) > 1 and times != "1" and all(np.isclose(f, ratio, rtol=1e-4) for f, _ in known):
        return (
            f"times {times}",
            lambda y: y * ratio,
            f"Every number of {{it}} is the right one times {times}.",
            f"Where does a factor of {times} come from?",
            "Look at the factors and divisions on the way to the result.",
        )
    return None


def _added(exercise, pairs):
    """Name a number that was added everywhere."""
    added = None
    for pair in pairs:
        if pair is None or pair.base.shape != pair.yours.shape:
            return None
        if not pair.base.size:
            continue
        with np.errstate(invalid="ignore"):  # inf - inf
            difference = np.asarray(pair.yours - pair.base.astype(float))
        if added is None:
            added = float(difference.flat[0])
        if not np.isclose(difference, added, rtol=0, atol=exercise.tolerance * pair.scale).all():
            return None
    if added is None or not np.isfinite(added):
        return None
    amount = f"{abs(added):.4g}"
    too = "large" if added > 0 else "small"
    return (
        f"{amount} too {too}",
        lambda y: y + added,
        f"Every number of {{it}} is {amount} too {too}.",
        f"Where is {amount} added or subtracted, or counted once more or less?",
        "Look for a number that is added, such as a `+ 1` or a `- 1`.",
    )
