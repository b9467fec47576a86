"""Exercise 02_same_padding: how much padding keeps the size."""

from cnnnotes.exercises.kinds import Exercise, Mistake, Part


def same_padding(n, k, s):
    """n pixels, window k, stride s → (before, after): for ⌈n/s⌉ stops, the odd pixel after."""
    stops = -(-n // s)
    total = max((stops - 1) * s + k - n, 0)
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


def _halves(total):
    return total // 2, total - total // 2


def _one_stop_less(n, k, s):
    return _halves(max((n // s - 1) * s + k - n, 0))


def _both(side):
    return lambda n, k, s: (side(n, k, s), side(n, k, s))


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
    hints=(
        "Where does the window begin at its last stop, and how far does it reach from there?",
        "Look at the total: (stops - 1)·s + k pixels are needed, and n are there.",
    ),
    mistakes=(
        Mistake(
            "stride forgotten",
            lambda n, k, s: _halves(k - 1),
            "Your padding is that for a stride of 1.",
            "With a stride of 2, where does the last window begin?",
            "Look for s: does it occur in your formula?",
        ),
        Mistake(
            "even windows rounded down",
            _both(lambda n, k, s: same_padding(n, k, s)[0]),
            "Both sides are alike; where the total is odd, one pixel is missing.",
            "A window of 4 needs 3 pixels in all. How can they be shared?",
            "Look for the same number on both sides: the odd pixel goes after.",
        ),
        Mistake(
            "even windows rounded up",
            _both(lambda n, k, s: same_padding(n, k, s)[1]),
            "Both sides are alike; where the total is odd, there is one pixel too many.",
            "A window of 4 needs 3 pixels in all. How can they be shared?",
            "Look for the same number on both sides: the odd pixel goes after.",
        ),
        Mistake(
            "half the window on both sides",
            _both(lambda n, k, s: k // 2),
            "Half the window stands on both sides, whatever the stride, and odd or even.",
            "Is k // 2 on both sides right for k = 4? And for a stride of 2?",
            "Look for `k // 2`: it holds for odd windows and a stride of 1.",
        ),
        Mistake(
            "half of k - 1 on both sides",
            _both(lambda n, k, s: (k - 1) // 2),
            "Half of k - 1 stands on both sides, whatever the stride, and odd or even.",
            "Is (k - 1) // 2 on both sides enough for k = 4? And for a stride of 2?",
            "Look for `(k - 1) // 2`: it holds for odd windows and a stride of 1.",
        ),
        Mistake(
            "half a pixel",
            _both(lambda n, k, s: sum(same_padding(n, k, s)) / 2),
            "Where the total is odd, your padding has half a pixel.",
            "Can half a pixel be added?",
            "Look at the division by 2: the two sides share what it leaves over.",
        ),
        Mistake(
            "odd pixel before",
            lambda n, k, s: same_padding(n, k, s)[::-1],
            "The odd pixel stands before the row; asked for is after.",
            "A window of 4 needs 3 pixels in all. On which side do two of them go?",
            "Look at the order of the two numbers, or at which of them is rounded up.",
        ),
        Mistake(
            "odd pixel before, stride forgotten",
            lambda n, k, s: _halves(k - 1)[::-1],
            "The odd pixel stands before the row, and the stride plays no part.",
            "On which side does the odd pixel go, and where does the last window begin?",
            "Look at the order of the two numbers, then look for s.",
        ),
        Mistake(
            "negative padding",
            lambda n, k, s: _halves((-(-n // s) - 1) * s + k - n),
            "Where the stride is longer than the window, your padding is negative.",
            "Must pixels be cut away, if the last window ends before the row does?",
            "Look at the total: it is at least 0.",
        ),
        Mistake(
            "stops rounded down",
            _one_stop_less,
            "Where n is no multiple of the stride, one stop too few is counted.",
            'How many stops has "same": n/s rounded up or down?',
            "Look at `n // s`: `-(-n // s)` rounds up.",
        ),
        Mistake(
            "size kept in spite of the stride",
            lambda n, k, s: _halves((n - 1) * s + k - n),
            "With your padding the window stops n times, whatever the stride.",
            'How many stops has "same" with a stride of 2: n, or half of it?',
            "Look at the number of stops: ⌈n/s⌉.",
        ),
        Mistake(
            "window less stride",
            lambda n, k, s: _halves(max(k - s, 0)),
            "The total is always k - s; that holds where n is a multiple of s.",
            "Where does the last window begin, if n is no multiple of s?",
            "Look for n: does it occur in your formula?",
        ),
        Mistake(
            "window less the remainder",
            lambda n, k, s: _halves(max(k - n % s, 0)),
            "The total is always k - n % s; that holds where n is no multiple of s.",
            "What is n % s where n is a multiple of s, and how far does the last window reach?",
            "Look at the remainder: where it is 0, a whole stride is meant.",
        ),
        Mistake(
            "one stop too many",
            lambda n, k, s: _halves(max(-(-n // s) * s + k - n, 0)),
            "Your padding has room for one more stop.",
            "How many steps lead from the first stop to the last?",
            "Look at the number of stops: one less of them is a step.",
        ),
        Mistake(
            "one pixel too few",
            lambda n, k, s: _halves(max((-(-n // s) - 1) * s + k - n - 1, 0)),
            "The total is one pixel too small.",
            "How many pixels does a window of 3 need?",
            "Look for a `- 1` too many.",
        ),
        Mistake(
            "whole padding on each side",
            _both(lambda n, k, s: sum(same_padding(n, k, s))),
            "The whole padding stands on each side: twice as much as needed.",
            "How is the total shared between the two sides?",
            "Look for a missing division by 2.",
        ),
        Mistake(
            "all padding after",
            lambda n, k, s: (0, sum(same_padding(n, k, s))),
            "All padding stands after the row.",
            "How is the total shared between the two sides?",
            "Look at the number before: half of the total, rounded down.",
        ),
        Mistake(
            "all padding before",
            lambda n, k, s: (sum(same_padding(n, k, s)), 0),
            "All padding stands before the row.",
            "How is the total shared between the two sides?",
            "Look at the number before: half of the total, rounded down.",
        ),
        Mistake(
            "the total alone",
            lambda n, k, s: sum(same_padding(n, k, s)),
            "Your result is the total; asked for is what goes before and what goes after.",
            "How is the total shared between the two sides?",
            "Look at the line with `return`: it gives two numbers.",
        ),
        Mistake(
            "the size in place of the padding",
            lambda n, k, s: -(-n // s),
            "Your result is the number of stops; asked for is the padding.",
            "How many pixels are missing for that many stops?",
            "Look at the line with `return`: it gives two numbers.",
        ),
    ),
)
