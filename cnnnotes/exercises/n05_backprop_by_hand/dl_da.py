"""Exercise 05_dl_da: the loss by the activations."""

from cnnnotes.exercises.arithmetic import factor, number
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n05_backprop_by_hand._network import dl_da
from cnnnotes.exercises.n05_backprop_by_hand.dl_da_mistakes import MISTAKES
from cnnnotes.exercises.pictures import distinct


def _cases(rng):
    for error in (3, -2.5):
        a2 = float(rng.integers(1, 9))
        yield "one activation", (a2, a2 - error, distinct(rng, 1) + 0.25)
    for n, error in ((3, 5), (4, -1.5)):
        a2 = rng.integers(1, 9) + 0.5
        yield "several activations", (a2, a2 - error, distinct(rng, n) / 4)
    yield "several activations", (0.123, 0.789, distinct(rng, 5) / 7)


def _written_out(at, a2, y, w2):
    return f"2·({number(a2)} - {factor(y)})·{factor(w2[at[0]])}"


DL_DA = Exercise(
    id="05_dl_da",
    title="How the loss depends on the activations",
    reference=dl_da,
    parts=(Part("one activation", 1), Part("several activations", 1)),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "The loss is (a2 - y)², and a2 = w2ᵀ a1. What does the chain rule give for a1[i]?",
        "Look at the three factors: 2, the error a2 - y, and w2.",
    ),
    mistakes=MISTAKES,
)
