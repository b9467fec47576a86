"""What is known to go wrong in exercise 02_output_size."""

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _room(n, k, padding, dilation):
    """Pixels that are left for the window to move over."""
    return n + 2 * padding - dilation * (k - 1) - 1


def _size(n, k, s, p, d, divided=lambda room, s: room // s):
    return divided(_room(n, k, p, d), s) + 1


MISTAKES = (
    Mistake(
        "no floor",
        knobs(_size, divided=lambda room, s: room / s),
        "Your result is not always an integer: a fraction of a position is counted.",
        "What becomes of pixels that are too few for one more step?",
        "Look at the division: `//` drops the remainder, `/` keeps it.",
    ),
    Mistake(
        "rounded to the nearest",
        knobs(_size, divided=lambda room, s: round(room / s)),
        "Where more than half a step is left over, you count one position too many.",
        "May the last window hang over the edge?",
        "Look for `round`: the division is to be rounded down.",
    ),
    Mistake(
        "rounded up",
        knobs(_size, divided=lambda room, s: -(-room // s)),
        "You count one position too many wherever pixels are left over.",
        "May the last window hang over the edge?",
        "Look at the division: it is to be rounded down.",
    ),
    Mistake(
        "one added before the division",
        knobs(_size, divided=lambda room, s: (room + 1) // s - 1),
        "With a stride of 1 your result is right; with others the first position is lost.",
        "Is the 1 a pixel to step over, or a position to be counted?",
        "Look at the brackets: `+ 1` belongs after the division.",
    ),
    Mistake(
        "window that ends on the edge left out",
        knobs(_size, divided=lambda room, s: -(-room // s) - 1),
        "Where the last window ends exactly on the edge, it is not counted.",
        "Which numbers does `range(0, 5 - 3)` give, and at which places can 3 begin in 5?",
        "Look at the end of the `range`: the end itself is left out.",
    ),
    Mistake(
        "the position at the start not counted",
        lambda right, *args: right(*args) - 1,
        "Your result is one too small: it counts the steps, not the positions.",
        "At how many places does a window of 3 fit into 3 pixels?",
        "Look at the end of the formula: `+ 1` belongs there.",
    ),
    Mistake(
        "brackets missing around what is divided",
        finished(lambda n, k, s, p, d: n + 2 * p - d * (k - 1) - 1 // s + 1),
        "With a stride of 1 your result is right; others hardly change it.",
        "What does Python divide first in `a - 1 // s`?",
        "Look at the division: brackets belong around all that is before it.",
    ),
    Mistake(
        "one pixel too many to move over",
        lambda right, n, *others: right(n + 1, *others),
        "You move over one pixel too many, so that the last window hangs over the edge.",
        "How far can a window of 3 move over 3 pixels?",
        "Look at what the window covers: d·(k - 1) + 1 pixels. Is the 1 taken off too?",
    ),
    Mistake(
        "padding on one side only",
        lambda right, n, k, s, p, d: right(n + p, k, s, 0, d),
        "The padding was counted once; it is put on each side.",
        "By how many pixels does a padding of 1 lengthen a row?",
        "Look at the padding: it needs a factor of 2.",
    ),
    Mistake(
        "padding forgotten",
        lambda right, n, k, s, p, d: right(n, k, s, 0, d),
        "Your result is that without padding.",
        "By how many pixels does a padding of 1 lengthen a row?",
        "Look for `padding`: does it occur in your formula?",
    ),
    Mistake(
        "padding taken off",
        lambda right, n, k, s, p, d: right(n, k, s, -p, d),
        "The padding makes your row shorter.",
        "Does padding add pixels or take them away?",
        "Look at the sign before the padding.",
    ),
    Mistake(
        "padding added to the output",
        lambda right, n, k, s, p, d: right(n, k, s, 0, d) + 2 * p,
        "The padding was added to the number of positions.",
        "With a stride of 2, how many more positions do 4 more pixels give?",
        "Look at the brackets: the padding is to be divided by the stride as well.",
    ),
    Mistake(
        "stride forgotten",
        lambda right, n, k, s, p, d: right(n, k, 1, p, d),
        "Your result is that for a stride of 1.",
        "How far does the window move at each step?",
        "Look for `stride`: does it occur in your formula?",
    ),
    Mistake(
        "whole output divided by the stride",
        lambda right, n, k, s, p, d: right(n, k, 1, p, d) / s,
        "Your result is the output for a stride of 1, divided by the stride.",
        "Which of 5 positions remain if every second one is left out?",
        "Look at the brackets: the position at the start is counted after the division.",
    ),
    Mistake(
        "stride taken off",
        lambda right, n, k, s, p, d: right(n, k, 1, p, d) - s + 1,
        "The stride was taken off, not divided by.",
        "How many steps of 3 fit into 12 pixels?",
        "Look at the sign before the stride.",
    ),
    Mistake(
        "dilation forgotten",
        lambda right, n, k, s, p, d: right(n, k, s, p, 1),
        "Your result is that for a window without gaps.",
        "How many pixels does a window of 3 span if every second pixel is left out?",
        "Look for `dilation`: does it occur in your formula?",
    ),
    Mistake(
        "dilation counted from zero",
        lambda right, n, k, s, p, d: right(n, k, s, p, d + 1),
        "Your window has one gap too many between its taps.",
        "What is the dilation of a window without gaps: 0 or 1?",
        "Look for `dilation + 1`: the taps stand `dilation` pixels apart.",
    ),
    Mistake(
        "dilation counted twice",
        lambda right, n, k, s, p, d: right(n, d * (k - 1) + 1, s, p, d),
        "The dilation was counted twice: the spread window is spread once more.",
        "How many pixels does a window of 3 span with dilation 2?",
        "Look for a window size that holds the dilation already.",
    ),
    Mistake(
        "gaps after the last tap as well",
        lambda right, n, k, s, p, d: right(n, d * k, s, p, 1),
        "Your window spans d·k pixels: it has a gap after its last tap too.",
        "How many gaps lie between 3 taps?",
        "Look at k in the formula: between k taps there are k - 1 steps.",
    ),
    Mistake(
        "one gap in all",
        lambda right, n, k, s, p, d: right(n, k + d - 1, s, p, 1),
        "Your window has a gap in one place only.",
        "Between how many pairs of taps is there a gap?",
        "Look at the dilation: it is multiplied by k - 1.",
    ),
    Mistake(
        "stride and dilation swapped",
        lambda right, n, k, s, p, d: right(n, k, d, p, s),
        "Stride and dilation are swapped.",
        "Which of the two spreads the taps, and which moves the window?",
        "Look at the divisor, and at the factor of k - 1.",
    ),
    *Mistake(
        "divided before the window is taken off",
        finished(lambda n, k, s, p, d: (n + 2 * p) // s - d * (k - 1)),
        "With a stride of 1 your result is right; with others too much is taken off.",
        "Over how many pixels can the window move, and how many steps is that?",
        "Look at the brackets: what is divided by the stride?",
    ).forms(
        finished(lambda n, k, s, p, d: n // s + 2 * p - d * (k - 1)),
        finished(lambda n, k, s, p, d: n // s - d * (k - 1)),
    ),
    Mistake(
        "size kept",
        finished(lambda n, k, s, p, d: -(-n // s)),
        'Your result is n divided by the stride, as "same" padding would give it.',
        "Does the size of the window play no part?",
        "Look for k: does it occur in your formula?",
    ),
)
