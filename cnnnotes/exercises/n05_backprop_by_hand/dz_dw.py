"""Exercise 05_dz_dw: how every number of z1 depends on every tap of the filter."""

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n05_backprop_by_hand._network import dz_dw
from cnnnotes.exercises.n05_backprop_by_hand.dz_dw_mistakes import MISTAKES
from cnnnotes.exercises.pictures import distinct


def _cases(rng):
    for n in (2, 4):
        yield "one tap", (distinct(rng, n) / 2, 1)
    for n in (4, 6):
        yield "three taps", (distinct(rng, n) / 2, 3)
    for n, k in ((6, 5), (8, 5), (9, 7)):
        yield "any odd number of taps", (distinct(rng, n) / k, k)


def _written_out(at, x, k):
    m = at[1] - k // 2 + at[0]
    return f"x[{m}]" if 0 <= m < len(x) else f"what stands at {m}, beyond the signal"


DZ_DW = Exercise(
    id="05_dz_dw",
    title="How z1 depends on the filter",
    reference=dz_dw,
    parts=(Part("one tap", 1), Part("three taps", 2), Part("any odd number of taps", 1)),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Write z1[i] out as a sum. Which number stands beside w1[j]?",
        "Look at one column: it is the window around i, zeros beyond the ends.",
    ),
    mistakes=MISTAKES,
)
