"""What is known to go wrong in exercise 03_dead_fraction."""

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs


def _share(
    a,
    dead=lambda a: (a == 0).all(axis=0),
    count=lambda dead: dead.sum(),
    of=lambda a, dead: dead.size,
):
    """Which are dead, how many, and of how many."""
    found = dead(a)
    return count(found) / of(a, found)


def _inputs(a, dead):
    return len(a)


def _until_one_answers(a):
    """Dead are the first units, up to the first that answers."""
    return (a == 0).all(axis=0).cumprod()


MISTAKES = (
    Mistake(
        "per input in place of per unit",
        knobs(_share, dead=lambda a: (a == 0).all(axis=1)),
        "Your result is the fraction of inputs to which no unit responds.",
        "Along which axis does one walk to stay with the same unit?",
        "Look at `axis=` in `all`: the rows are inputs, the columns units.",
    ),
    Mistake(
        "fraction of zeros",
        knobs(_share, dead=lambda a: a == 0),
        "Your result is the fraction of zeros among all activations.",
        "Is a unit dead that is 0 for one input and 2 for another?",
        "Look for `all(axis=0)`: it belongs before the mean.",
    ),
    Mistake(
        "fraction of activations above zero",
        knobs(_share, dead=lambda a: a > 0),
        "Your result is the fraction of activations above 0.",
        "Is a unit dead that is 0 for one input and 2 for another?",
        "Look for `all(axis=0)`, and at the comparison.",
    ),
    Mistake(
        "silent once is dead",
        knobs(_share, dead=lambda a: (a == 0).any(axis=0)),
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
        knobs(_share, dead=lambda a: (a > 0).all(axis=0)),
        "Your result is the fraction of units that respond to every input.",
        "What do you see in the column of a unit that is dead?",
        "Look at the comparison: `== 0`.",
    ),
    Mistake(
        "number in place of fraction",
        knobs(_share, of=lambda a, dead: 1),
        "Your result is the number of dead units; expected their fraction.",
        "What fraction are 2 of 5 units?",
        "Look at the last step: divide by the number of units.",
    ),
    Mistake(
        "divided by the inputs",
        knobs(_share, of=_inputs),
        "The number of dead units is divided by the number of inputs.",
        "Of how many units are those that are dead a part?",
        "Look for `len(activations)`: the units are `activations.shape[1]`.",
    ),
    Mistake(
        "divided by all activations",
        knobs(_share, of=lambda a, dead: a.size),
        "The number of dead units is divided by the number of all activations.",
        "Of how many units are those that are dead a part?",
        "Look for `.size`: the units are `activations.shape[1]`.",
    ),
    Mistake(
        "divided by the living",
        knobs(_share, of=lambda a, dead: max((dead == 0).sum(), 1)),
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
        "1 or 0 in place of a fraction",
        lambda right, a: right(a) // 1,
        "Your result is 1 where all units are dead, and otherwise 0.",
        "What fraction are 2 of 5 units?",
        "Look for `//` or `int(…)`, or for an `all()` that lacks its axis.",
    ),
    Mistake(
        "first input only",
        knobs(_share, dead=lambda a: a[0] == 0),
        "Your result looks at the first input alone.",
        "Is a unit dead that is 0 for one input and 2 for another?",
        "Look for `activations[0]`, or a `return` inside the loop.",
    ),
    Mistake(
        "last input only",
        knobs(_share, dead=lambda a: a[-1] == 0),
        "Your result looks at the last input alone.",
        "What becomes of what the first input said when the second is looked at?",
        "Look for `=` inside the loop over the inputs: what was seen is overwritten.",
    ),
    Mistake(
        "which units, not how many",
        knobs(_share, count=lambda dead: dead, of=lambda a, dead: 1),
        "Your result says for each unit whether it is dead; expected their fraction.",
        "Which one number tells how many of them are True?",
        "Look at the last step: the mean of a mask is a fraction.",
    ),
    Mistake(
        "fraction of silent inputs for each unit",
        knobs(
            _share,
            dead=lambda a: a == 0,
            count=lambda zero: zero.mean(axis=0),
            of=lambda a, zero: 1,
        ),
        "Your result says for each unit how often it is 0; expected one number.",
        "How often is a dead unit 0?",
        "Look for `mean(axis=0)`: first ask `all(axis=0)`.",
    ),
    Mistake(
        "mean activation",
        knobs(_share, dead=lambda a: a),
        "Your result is the mean activation.",
        "Does it matter how large an activation is?",
        "Look for the comparison with 0.",
    ),
    *Mistake(
        "silent for most inputs is dead",
        knobs(_share, dead=lambda a: (a == 0).mean(axis=0) > 0.5),
        "Your result counts units that are 0 for most of the inputs.",
        "Is a unit dead that is 0 for two inputs and 2 for another?",
        "Look for a comparison with a share: a dead unit is 0 for all inputs.",
    ).forms(
        knobs(_share, dead=lambda a: (a == 0).mean(axis=0) >= 0.5),
        knobs(_share, dead=lambda a: (a == 0).mean(axis=0) >= 0.9),
    ),
    *(
        Mistake(
            f"{end} unit not counted",
            knobs(_share, count=lambda dead, some=some: dead[some].sum()),
            f"Your result is the same whether the {end} unit is dead or alive.",
            "Where does your loop over the units begin, and where does it end?",
            "Look at the `range` of the loop, or at a slice: `range(n)` gives 0 … n - 1.",
        )
        for end, some in (("last", slice(-1)), ("first", slice(1, None)))
    ),
    Mistake(
        "after a unit that answers, no unit counts as dead",
        knobs(_share, dead=_until_one_answers),
        "Dead units are counted only up to the first one that is alive.",
        "What does your code know of a unit before it has looked at it?",
        "Look for what is set before the loop over the units, and for a `break`.",
    ),
    Mistake(
        "hardly active taken for dead",
        knobs(_share, dead=lambda a: (a < 0.1).all(axis=0)),
        "Units whose activations are all small are counted as dead.",
        "Is a unit dead that is 0.01 for one input?",
        "Look for `<`, `round` or `isclose` with a number that is not 0.",
    ),
    Mistake(
        "small on average taken for dead",
        knobs(_share, dead=lambda a: a.mean(axis=0) <= 0.5),
        "Units whose activations are small on average are counted as dead.",
        "Is a unit dead that is 0 for eleven inputs and 2 for another?",
        "Look for a `mean` of the activations before the comparison.",
    ),
)
