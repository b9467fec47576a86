"""What is known to go wrong in exercise 02_same_padding."""

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _halves(total):
    return total // 2, total - total // 2


def _odd_before(total):
    return total - total // 2, total // 2


def _padding(
    n,
    k,
    s,
    positions=lambda n, s: -(-n // s),
    total=lambda n, k, s, positions: max((positions - 1) * s + k - n, 0),
    share=_halves,
):
    return share(total(n, k, s, positions(n, s)))


def _both(side):
    """The same number on both sides: `side(total, n, k, s)`."""
    return lambda right, n, k, s: (side(sum(right(n, k, s)), n, k, s),) * 2


MISTAKES = (
    Mistake(
        "stride forgotten",
        knobs(_padding, total=lambda n, k, s, positions: k - 1),
        "Your padding is that for a stride of 1.",
        "With a stride of 2, where does the last window begin?",
        "Look for s: does it occur in your formula?",
    ),
    Mistake(
        "even windows rounded down",
        _both(lambda total, n, k, s: total // 2),
        "Both sides are alike; where the total is odd, one pixel is missing.",
        "A window of 4 needs 3 pixels in all. How can they be shared?",
        "Look for the same number on both sides: the odd pixel goes after.",
    ),
    Mistake(
        "even windows rounded up",
        _both(lambda total, n, k, s: (total + 1) // 2),
        "Both sides are alike; where the total is odd, there is one pixel too many.",
        "A window of 4 needs 3 pixels in all. How can they be shared?",
        "Look for the same number on both sides: the odd pixel goes after.",
    ),
    Mistake(
        "half the window on both sides",
        _both(lambda total, n, k, s: k // 2),
        "Half the window stands on both sides, whatever the stride, and odd or even.",
        "Is k // 2 on both sides right for k = 4? And for a stride of 2?",
        "Look for `k // 2`: it holds for odd windows and a stride of 1.",
    ),
    Mistake(
        "half of k - 1 on both sides",
        _both(lambda total, n, k, s: (k - 1) // 2),
        "Half of k - 1 stands on both sides, whatever the stride, and odd or even.",
        "Is (k - 1) // 2 on both sides enough for k = 4? And for a stride of 2?",
        "Look for `(k - 1) // 2`: it holds for odd windows and a stride of 1.",
    ),
    Mistake(
        "half a pixel",
        _both(lambda total, n, k, s: total / 2),
        "Where the total is odd, your padding has half a pixel.",
        "Can half a pixel be added?",
        "Look at the division by 2: the two sides share what it leaves over.",
    ),
    Mistake(
        "odd pixel before",
        lambda right, n, k, s: right(n, k, s)[::-1],
        "The odd pixel stands before the row; it should stand after it.",
        "A window of 4 needs 3 pixels in all. On which side do two of them go?",
        "Look at the order of the two numbers, or at which of them is rounded up.",
    ),
    Mistake(
        "odd pixel before, stride forgotten",
        knobs(_padding, total=lambda n, k, s, positions: k - 1, share=_odd_before),
        "The odd pixel stands before the row, and the stride plays no part.",
        "On which side does the odd pixel go, and where does the last window begin?",
        "Look at the order of the two numbers, then look for s.",
    ),
    Mistake(
        "negative padding",
        knobs(_padding, total=lambda n, k, s, positions: (positions - 1) * s + k - n),
        "Where the stride is longer than the window, your padding is negative.",
        "Must pixels be cut away if the last window ends before the row does?",
        "Look at the total: it is at least 0.",
    ),
    Mistake(
        "positions rounded down",
        knobs(_padding, positions=lambda n, s: n // s),
        "Where n is not a multiple of the stride, one position too few is counted.",
        'How many positions does "same" have: n/s rounded up or down?',
        "Look at `n // s`: `-(-n // s)` rounds up.",
    ),
    Mistake(
        "size kept in spite of the stride",
        knobs(_padding, positions=lambda n, s: n),
        "With your padding the window has n positions, whatever the stride.",
        'How many positions does "same" have with a stride of 2: n, or half of it?',
        "Look at the number of positions: ⌈n/s⌉.",
    ),
    Mistake(
        "window less stride",
        knobs(_padding, total=lambda n, k, s, positions: max(k - s, 0)),
        "The total is always k - s; that holds where n is a multiple of s.",
        "Where does the last window begin if n is not a multiple of s?",
        "Look for n: does it occur in your formula?",
    ),
    Mistake(
        "window less the remainder",
        knobs(_padding, total=lambda n, k, s, positions: max(k - n % s, 0)),
        "The total is always k - n % s; that holds where n is not a multiple of s.",
        "What is n % s where n is a multiple of s, and how far does the last window reach?",
        "Look at the remainder: where it is 0, a whole stride is meant.",
    ),
    Mistake(
        "one position too many",
        knobs(_padding, positions=lambda n, s: -(-n // s) + 1),
        "Your padding has room for one more position.",
        "How many steps lead from the first position to the last?",
        "Look at the number of positions: there is one step fewer.",
    ),
    Mistake(
        "one pixel too few",
        lambda right, n, k, s: right(n, k - 1, s),
        "The total is one pixel too small.",
        "How many pixels does a window of 3 need?",
        "Look for a `- 1` too many.",
    ),
    Mistake(
        "whole padding on each side",
        _both(lambda total, n, k, s: total),
        "The whole padding stands on each side: twice as much as needed.",
        "How is the total shared between the two sides?",
        "Look for a missing division by 2.",
    ),
    Mistake(
        "all padding after",
        lambda right, n, k, s: (0, sum(right(n, k, s))),
        "All padding stands after the row.",
        "How is the total shared between the two sides?",
        "Look at the number before: half of the total, rounded down.",
    ),
    Mistake(
        "all padding before",
        lambda right, n, k, s: (sum(right(n, k, s)), 0),
        "All padding stands before the row.",
        "How is the total shared between the two sides?",
        "Look at the number before: half of the total, rounded down.",
    ),
    Mistake(
        "the total alone",
        lambda right, n, k, s: sum(right(n, k, s)),
        "Your result is the total; expected what goes before and what goes after.",
        "How is the total shared between the two sides?",
        "Look at the line with `return`: it gives two numbers.",
    ),
    Mistake(
        "the size in place of the padding",
        finished(lambda n, k, s: -(-n // s)),
        "Your result is the number of positions; expected the padding.",
        "How many pixels are missing for that many positions?",
        "Look at the line with `return`: it gives two numbers.",
    ),
)
