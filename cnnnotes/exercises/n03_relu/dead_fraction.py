"""Exercise 03_dead_fraction: which share of the units is silent for every input."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Mistake, Part


def dead_fraction(activations):
    """activations (N, UNITS) after the ReLU, a row per input → share of units that are always 0."""
    return np.mean((activations == 0).all(axis=0))


def _cases(rng):
    def draw(inputs, units, dead):
        """Draw activations with `dead` silent units; the second input is met with silence."""
        active = rng.random((inputs, units)) < 0.5
        active[1], active[2] = False, True
        active[0, 0] = active[-1, 1] = False  # not every unit that is silent here is dead
        active[:, units - dead :] = False
        numbers = active * rng.integers(1, 10, active.shape) / 2
        return numbers[:, rng.permutation(units)]

    yield "some units dead", (np.array([[0.5, 0, 0], [0, 2, 0]])[:, rng.permutation(3)],)
    for inputs, units, dead in ((4, 5, 2), (5, 4, 1), (4, 8, 3), (6, 9, 5), (7, 8, 2)):
        yield "some units dead", (draw(inputs, units, dead),)
    yield "all, none, one input", (np.zeros((3, 4)),)
    yield "all, none, one input", (rng.integers(1, 10, (4, 3)) / 2,)
    yield "all, none, one input", (np.array([[1.5, 0, 2, 3]])[:, rng.permutation(4)],)


def _written_out(at, activations):
    return f"{(activations == 0).all(axis=0).sum()}/{activations.shape[1]}"


def _silent(activations):
    return (activations == 0).all(axis=0)


DEAD_FRACTION = Exercise(
    id="03_dead_fraction",
    title="How many units are dead?",
    reference=dead_fraction,
    parts=(Part("some units dead", 2), Part("all, none, one input", 1)),
    cases=_cases,
    returns=("result",),
    arithmetic={"result": _written_out},
    hints=(
        "What do you see in the column of a unit that is dead?",
        "Look at the two steps: which units are 0 in every row, then their share.",
    ),
    mistakes=(
        Mistake(
            "per input in place of per unit",
            lambda a: (a == 0).all(axis=1).mean(),
            "Your result is the share of inputs for which no unit answers.",
            "Along which axis does one walk to stay with the same unit?",
            "Look at `axis=` in `all`: the rows are inputs, the columns units.",
        ),
        Mistake(
            "share of zeros",
            lambda a: (a == 0).mean(),
            "Your result is the share of zeros among all activations.",
            "Is a unit dead that is 0 for one input and 2 for another?",
            "Look for `all(axis=0)`: it belongs before the mean.",
        ),
        Mistake(
            "share of activations above zero",
            lambda a: (a > 0).mean(),
            "Your result is the share of activations above 0.",
            "Is a unit dead that is 0 for one input and 2 for another?",
            "Look for `all(axis=0)`, and at the comparison.",
        ),
        Mistake(
            "silent once is dead",
            lambda a: (a == 0).any(axis=0).mean(),
            "Your result counts units that are 0 for at least one input.",
            "Is a unit dead that is 0 for one input and 2 for another?",
            "Look for `any`, `min` or `prod`: a dead unit is 0 for all inputs.",
        ),
        Mistake(
            "share of the living",
            lambda a: 1 - dead_fraction(a),
            "Your result is the share of units that are alive.",
            "Is it 0 or 1 when every unit is dead?",
            "Look at the comparison: `== 0` for all, against `> 0` for any.",
        ),
        Mistake(
            "units that always answer",
            lambda a: (a > 0).all(axis=0).mean(),
            "Your result is the share of units that answer every input.",
            "What do you see in the column of a unit that is dead?",
            "Look at the comparison: `== 0`.",
        ),
        Mistake(
            "number in place of share",
            lambda a: _silent(a).sum(),
            "Your result is the number of dead units; asked for is their share.",
            "Which share are 2 of 5 units?",
            "Look at the last step: divide by the number of units.",
        ),
        Mistake(
            "divided by the inputs",
            lambda a: _silent(a).sum() / len(a),
            "The number of dead units is divided by the number of inputs.",
            "Of how many units are those that are dead a part?",
            "Look for `len(activations)`: the units are `activations.shape[1]`.",
        ),
        Mistake(
            "divided by all activations",
            lambda a: _silent(a).sum() / a.size,
            "The number of dead units is divided by the number of all activations.",
            "Of how many units are those that are dead a part?",
            "Look for `.size`: the units are `activations.shape[1]`.",
        ),
        Mistake(
            "divided by the living",
            lambda a: _silent(a).sum() / max((~_silent(a)).sum(), 1),
            "The number of dead units is divided by the number of living ones.",
            "Which share are 2 dead units, if 3 are alive?",
            "Look at what you divide by: all units.",
        ),
        Mistake(
            "percent",
            lambda a: 100 * dead_fraction(a),
            "Your result is in percent; asked for is a share from 0 to 1.",
            "Which number is one half?",
            "Look for a factor of 100.",
        ),
        Mistake(
            "divided with //",
            lambda a: _silent(a).sum() // a.shape[1],
            "Your result is a whole number: 0, unless all units are dead.",
            "What does `//` do that `/` does not?",
            "Look at the division, or for `int(…)`.",
        ),
        Mistake(
            "first input only",
            lambda a: (a[0] == 0).mean(),
            "Your result looks at the first input alone.",
            "Is a unit dead that is 0 for one input and 2 for another?",
            "Look for `activations[0]`, or a `return` inside the loop.",
        ),
        Mistake(
            "last input only",
            lambda a: (a[-1] == 0).mean(),
            "Your result looks at the last input alone.",
            "What becomes of what the first input said, when the second is looked at?",
            "Look for `=` inside the loop over the inputs: what was seen is overwritten.",
        ),
        Mistake(
            "which units, not how many",
            lambda a: _silent(a),
            "Your result tells for each unit if it is dead; asked for is their share.",
            "Which one number tells how many of them are True?",
            "Look at the last step: the mean of a mask is a share.",
        ),
        Mistake(
            "share of silent inputs for each unit",
            lambda a: (a == 0).mean(axis=0),
            "Your result tells for each unit how often it is 0; asked for is one number.",
            "How often is a dead unit 0?",
            "Look for `mean(axis=0)`: first ask `all(axis=0)`.",
        ),
        Mistake(
            "mean activation",
            lambda a: a.mean(),
            "Your result is the mean activation.",
            "Does it matter how large an activation is?",
            "Look for the comparison with 0.",
        ),
    ),
)
