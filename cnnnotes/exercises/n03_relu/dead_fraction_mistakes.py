"""What is known to go wrong in exercise 03_dead_fraction."""

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _silent(activations):
    return (activations == 0).all(axis=0)


MISTAKES = (
    Mistake(
        "per input in place of per unit",
        finished(lambda a: (a == 0).all(axis=1).mean()),
        "Your result is the fraction of inputs to which no unit responds.",
        "Along which axis does one walk to stay with the same unit?",
        "Look at `axis=` in `all`: the rows are inputs, the columns units.",
    ),
    Mistake(
        "fraction of zeros",
        finished(lambda a: (a == 0).mean()),
        "Your result is the fraction of zeros among all activations.",
        "Is a unit dead that is 0 for one input and 2 for another?",
        "Look for `all(axis=0)`: it belongs before the mean.",
    ),
    Mistake(
        "fraction of activations above zero",
        finished(lambda a: (a > 0).mean()),
        "Your result is the fraction of activations above 0.",
        "Is a unit dead that is 0 for one input and 2 for another?",
        "Look for `all(axis=0)`, and at the comparison.",
    ),
    Mistake(
        "silent once is dead",
        finished(lambda a: (a == 0).any(axis=0).mean()),
        "Your result counts units that are 0 for at least one input.",
        "Is a unit dead that is 0 for one input and 2 for another?",
        "Look for `any`, `min` or `prod`: a dead unit is 0 for all inputs.",
    ),
    Mistake(
        "fraction of the living",
        lambda right, a: 1 - right(a),
        "Your result is the fraction of units that are alive.",
        "Is it 0 or 1 when every unit is dead?",
        "Look at the comparison: `== 0` for all, against `> 0` for any.",
    ),
    Mistake(
        "units that always answer",
        finished(lambda a: (a > 0).all(axis=0).mean()),
        "Your result is the fraction of units that respond to every input.",
        "What do you see in the column of a unit that is dead?",
        "Look at the comparison: `== 0`.",
    ),
    Mistake(
        "number in place of fraction",
        finished(lambda a: _silent(a).sum()),
        "Your result is the number of dead units; expected their fraction.",
        "What fraction are 2 of 5 units?",
        "Look at the last step: divide by the number of units.",
    ),
    Mistake(
        "divided by the inputs",
        finished(lambda a: _silent(a).sum() / len(a)),
        "The number of dead units is divided by the number of inputs.",
        "Of how many units are those that are dead a part?",
        "Look for `len(activations)`: the units are `activations.shape[1]`.",
    ),
    Mistake(
        "divided by all activations",
        finished(lambda a: _silent(a).sum() / a.size),
        "The number of dead units is divided by the number of all activations.",
        "Of how many units are those that are dead a part?",
        "Look for `.size`: the units are `activations.shape[1]`.",
    ),
    Mistake(
        "divided by the living",
        finished(lambda a: _silent(a).sum() / max((~_silent(a)).sum(), 1)),
        "The number of dead units is divided by the number of living ones.",
        "What fraction are 2 dead units if 3 are alive?",
        "Look at what you divide by: all units.",
    ),
    Mistake(
        "percent",
        lambda right, a: 100 * right(a),
        "Your result is in percent; expected a fraction from 0 to 1.",
        "Which number is one half?",
        "Look for a factor of 100.",
    ),
    Mistake(
        "divided with //",
        finished(lambda a: _silent(a).sum() // a.shape[1]),
        "Your result is an integer: 0, unless all units are dead.",
        "What does `//` do that `/` does not?",
        "Look at the division, or for `int(…)`.",
    ),
    Mistake(
        "first input only",
        finished(lambda a: (a[0] == 0).mean()),
        "Your result looks at the first input alone.",
        "Is a unit dead that is 0 for one input and 2 for another?",
        "Look for `activations[0]`, or a `return` inside the loop.",
    ),
    Mistake(
        "last input only",
        finished(lambda a: (a[-1] == 0).mean()),
        "Your result looks at the last input alone.",
        "What becomes of what the first input said when the second is looked at?",
        "Look for `=` inside the loop over the inputs: what was seen is overwritten.",
    ),
    Mistake(
        "which units, not how many",
        finished(lambda a: _silent(a)),
        "Your result says for each unit whether it is dead; expected their fraction.",
        "Which one number tells how many of them are True?",
        "Look at the last step: the mean of a mask is a fraction.",
    ),
    Mistake(
        "fraction of silent inputs for each unit",
        finished(lambda a: (a == 0).mean(axis=0)),
        "Your result says for each unit how often it is 0; expected one number.",
        "How often is a dead unit 0?",
        "Look for `mean(axis=0)`: first ask `all(axis=0)`.",
    ),
    Mistake(
        "mean activation",
        finished(lambda a: a.mean()),
        "Your result is the mean activation.",
        "Does it matter how large an activation is?",
        "Look for the comparison with 0.",
    ),
)
