"""What can be said of an answer whose mistake has no name: where it fails, and where not."""

from typing import Any

import numpy as np

from cnnnotes.exercises import Exercise
from cnnnotes.grading import features
from cnnnotes.grading.comparing import arrays, close
from cnnnotes.grading.relations import Relation

LOOP = "a loop where one step does"
ENDLESS = (
    "What changes from one turn of the loop to the next, and what would end it?",
    "Follow the loop's variables for three turns, on the smallest input that fails, below.",
)
NOTHING = Relation(
    "nothing returned",
    "Your function gives back None.",
    "How does a function give its result to whoever calls it?",
    "Look at the last line: does it begin with `return`?",
)
NOTHING_ON_A_PATH = Relation(
    "nothing returned on one path",
    "For some inputs your function gives back None; for others it is right.",
    "Which way does your code take for the input below, and does that way end in `return`?",
    "Look at each `if`, and at what follows when its condition is false.",
)


def some_missing(exercise: Exercise, records: list, expected: list) -> Relation | None:
    """Say which of several arrays is not given back, where the others are right."""
    places = {_places(exercise, *pair) for pair in zip(records, expected, strict=True)}
    if len(places) != 1 or None in places:
        return None
    listed = " and ".join(
        f"`{name}`" for i, name in enumerate(exercise.returns) if i not in next(iter(places))
    )
    return Relation(
        f"{listed} not given back",
        f"What comes back is right, but {listed} is not among it.",
        "How many results are asked for, and in which order?",
        "Look at the line with `return`.",
    )


def _places(exercise, record, expected):
    """Which of the expected arrays a record holds, where these are fewer; None if others."""
    items = record.items or (record.value,)
    found: list[int] = []
    for item in items:
        for place in range(found[-1] + 1 if found else 0, len(expected)):
            right = expected[place]
            alike = item is not None and item.shape == right.shape
            if alike and close(item, right, exercise.tolerance).all():
                found.append(place)
                break
        else:
            return None
    return tuple(found) if len(found) < len(expected) else None


def input_changed(names: list[str]) -> Relation:
    """Say that a call changes its arguments."""
    listed = " and ".join(f"`{name}`" for name in names)
    return Relation(
        "changes its input in place",
        f"The array {listed} that is given to your function is changed after the call.",
        f"Whose memory does your code write to when it changes {listed}?",
        f"Look for an assignment into {listed}, or `+=` on it: begin with a copy.",
    )


def loop(one: Any) -> tuple[str, str, str]:
    """Return the hints for values that are right, and come from a loop."""
    question = "Which line runs once per pixel, and which one step does it for all pixels?"
    line = f"Line {one.record.line} ran most often: `{one.record.code}`."
    return one.problem.sentence, question, line


def hints(exercise: Exercise, judged: list, smallest: Any) -> tuple[str, str, str]:
    """Return hints from where the answer fails: for which inputs, and in which of the numbers."""
    wrong = [one for one in judged if one.problem]
    passed = [one for one in judged if not one.problem]
    observed, (question, line) = smallest.problem.sentence, exercise.hints
    if smallest.record.kind == "timed out":
        return observed, *ENDLESS
    apart = features.apart(exercise, wrong, passed)
    place = _place(exercise, wrong)
    if apart:
        right, not_right = apart
        observed += f" It is right where {right}, and wrong where {not_right}."
        question = f"What does your code do otherwise where {not_right}?"
    if place:
        observed += f" {place[0]}"
        question = question if apart else place[1]
    if apart or place:
        line = "Follow the smallest input that fails, below, line by line up to the first number."
    if smallest.problem.formula:
        line += f" Written out, it is {smallest.problem.formula}."
    return observed, question, line


def _place(exercise, wrong):
    """Say where in the result all wrong numbers lie, in all failed cases; or nothing."""
    masks = []
    for one in wrong:
        values, output = arrays(exercise, one.record), one.problem.output
        if one.problem.kind not in ("value", "nan") or values is None:
            return None
        right = one.expected[output]
        masks.append(~close(values[output], right, exercise.tolerance))
    name = f"`{exercise.returns[wrong[0].problem.output]}`"
    if len({mask.ndim for mask in masks}) > 1 or masks[0].ndim == 0:
        return None
    for axis, word in enumerate(("row", "column")[: masks[0].ndim]):
        for end, index in (("first", 0), ("last", -1)):
            if all(_only_there(mask, axis, index) for mask in masks):
                place = f"the {end} {word}" if masks[0].ndim > 1 else f"the {end} number"
                return (
                    f"Only {place} of {name} is wrong.",
                    f"Which turn of which loop makes {place}?",
                )
    return None


def _only_there(mask, axis, index):
    rest = np.delete(mask, index, axis)
    return mask.shape[axis] > 1 and not rest.any()
