"""What is known to go wrong in exercise 04_survives."""

import operator

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs


def _loop(
    gap,
    offset,
    levels,
    *,
    width=lambda levels: 2**levels,
    column=operator.floordiv,
    answer=operator.ne,
):
    """Compare the columns that both dots end in, with any of the steps replaced."""
    return answer(*(column(place, width(levels)) for place in (offset, offset + gap)))


def _rounded_each_time(right, gap, offset, levels):
    places = [offset, offset + gap]
    for _ in range(levels):
        places = [round(place / 2) for place in places]
    return places[0] != places[1]


MISTAKES = (
    Mistake(
        "remainder in place of the quotient",
        knobs(_loop, column=operator.mod),
        "You compare where in its window each dot lies, not in which window.",
        "What are 5 // 4 and 5 % 4: which of them says in which window column 5 lies?",
        "Look for `%` where `//` is meant.",
    ),
    Mistake(
        "offset ignored",
        lambda right, gap, offset, levels: right(gap, 0, levels),
        "Your answer is the same wherever the dots begin.",
        "Columns 4 and 7, or 5 and 8: which pair falls into the same window of 4?",
        "Look for offset: does it occur in your function?",
    ),
    Mistake(
        "offset ignored, one more column asked for",
        lambda right, gap, offset, levels: right(gap - 1, 0, levels),
        "Your answer is the same wherever the dots begin.",
        "Columns 4 and 7, or 5 and 8: which pair falls into the same window of 4?",
        "Look for offset: does it occur in your function?",
    ),
    Mistake(
        "gap taken for the second column",
        lambda right, gap, offset, levels: right(gap - offset, offset, levels),
        "Your second dot stands in column gap.",
        "In which column is the second dot when the first is in column 5 and the gap is 3?",
        "Look at the second column: offset + gap.",
    ),
    Mistake(
        "gap counts the pixels between",
        lambda right, gap, offset, levels: right(gap + 1, offset, levels),
        "Your second dot stands one column too far right.",
        "In which column is the second dot when the first is in column 5 and the gap is 3?",
        "Look for a `+ 1` in the second column.",
    ),
    Mistake(
        "yes and no swapped",
        lambda right, *args: not right(*args),
        "Every answer of yours is turned around.",
        "Do the dots survive in the same column, or in different ones?",
        "Look at `==` and `!=`.",
    ),
    Mistake(
        "one pooling only",
        lambda right, gap, offset, levels: right(gap, offset, 1),
        "Your answer is that for one pooling, however many there are.",
        "How wide is the stretch of columns that two poolings make one pixel?",
        "Look for levels: does it occur in your function?",
    ),
    Mistake(
        "2·levels in place of 2 to the power of levels",
        knobs(_loop, width=lambda levels: 2 * levels),
        "Your window is 2·levels columns wide.",
        "How wide is the stretch of columns that three poolings make one pixel?",
        "Look at the power: `2**levels`.",
    ),
    Mistake(
        "2 ^ levels in place of 2 ** levels",
        knobs(_loop, width=lambda levels: 2 ^ levels),
        "Your window is not 2, 4, 8 columns wide for 1, 2, 3 levels.",
        "What does Python's `2 ^ 3` give?",
        "Look for `^`: a power is written `**`.",
    ),
    Mistake(
        "levels squared",
        knobs(_loop, width=lambda levels: levels**2),
        "Your window is levels² columns wide.",
        "How wide is the stretch of columns that three poolings make one pixel?",
        "Look at the power: which number is its base?",
    ),
    Mistake(
        "one pooling too many",
        lambda right, gap, offset, levels: right(gap, offset, levels + 1),
        "Your answer is that for one pooling more.",
        "Which numbers does `range(levels + 1)` give?",
        "Look at how often you pool.",
    ),
    Mistake(
        "one pooling too few",
        lambda right, gap, offset, levels: right(gap, offset, levels - 1),
        "Your answer is that for one pooling less.",
        "Which numbers does `range(1, levels)` give?",
        "Look at how often you pool.",
    ),
    Mistake(
        "a dark pixel between asked for",
        knobs(_loop, answer=lambda first, second: second - first > 1),
        "You ask for a dark pixel between the dots.",
        "Are two bright pixels side by side one pixel or two?",
        "Look at the comparison: different columns are enough.",
    ),
    Mistake(
        "columns not rounded down",
        knobs(_loop, column=operator.truediv),
        "Your dots survive always.",
        "In which column does a dot from column 5 stand after one pooling: 2.5?",
        "Look at the division: `//` gives a column.",
    ),
    Mistake(
        "columns rounded up",
        knobs(_loop, column=lambda place, width: -(-place // width)),
        "You count columns as if the first were 1: its window would hold columns 1 and 2.",
        "Which columns does the first window hold when they are counted from 0?",
        "Look for a `+ 1`, or for rounding up.",
    ),
    *Mistake(
        "columns rounded to the nearest",
        knobs(_loop, column=lambda place, width: round(place / width)),
        "Your columns are rounded to the nearest integer.",
        "Into which window does column 3 fall when a window holds 4 columns?",
        "Look for `round`: `//` rounds down.",
    ).forms(_rounded_each_time),
    Mistake(
        "columns in place of an answer",
        knobs(_loop, answer=lambda first, second: (first, second)),
        "You returned two columns; expected yes or no.",
        "Do the dots survive when these columns are alike?",
        "Look at the line with `return`: compare the two.",
    ),
    Mistake(
        "number of dots in place of an answer",
        lambda right, *args: 1 + right(*args),
        "You returned how many dots are left; expected True for two, False for one.",
        "What is the answer to the question: are they still two?",
        "Look at the line with `return`: compare the number with 2.",
    ),
)
