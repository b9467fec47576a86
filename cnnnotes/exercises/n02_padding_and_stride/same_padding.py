"""Exercise 02_same_padding: how much padding keeps the size."""

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n02_padding_and_stride.same_padding_mistakes import MISTAKES


def same_padding(n: int, k: int, s: int) -> tuple[int, int]:
    """n pixels, window k, stride s → (before, after): for ⌈n/s⌉ positions, the odd pixel after."""
    positions = -(-n // s)
    total = max((positions - 1) * s + k - n, 0)
    return total // 2, total - total // 2


def _cases(rng):
    def some(low, high):
        return int(rng.integers(low, high + 1))

    for k in (1, 3, 5, 7):
        yield "odd windows", (some(7, 12), k, 1)
    for k in (2, 4, 6):
        yield "even windows", (some(7, 12), k, 1)
    # left over after whole strides: nothing, one pixel, more
    for k, s, left in ((3, 2, 0), (4, 2, 1), (5, 3, 0), (6, 3, 1), (5, 3, 2), (7, 4, 3)):
        yield "stride", (s * some(2, 4) + left, k, s)
    for k, s, left in ((1, 2, 0), (2, 3, 0), (2, 4, 3), (3, 5, 4)):
        yield "stride longer than the window", (s * some(2, 4) + left, k, s)


def _written_out(at, n, k, s):
    total = f"max(({-(-n // s)} - 1)·{s} + {k} - {n}, 0)"
    return f"⌈{total}/2⌉" if at[0] else f"⌊{total}/2⌋"


SAME_PADDING = Exercise(
    id="02_same_padding",
    title="How much padding keeps the size?",
    reference=same_padding,
    parts=(
        Part("odd windows", 1),
        Part("even windows", 1),
        Part("stride", 2),
        Part("stride longer than the window", 1),
    ),
    cases=_cases,
    returns=("padding",),
    arithmetic={"padding": _written_out},
    formula=True,
    hints=(
        "Where does the window begin at its last position, and how far does it reach from there?",
        "Look at the total: (positions - 1)·s + k pixels are needed, and n are there.",
    ),
    mistakes=MISTAKES,
)
