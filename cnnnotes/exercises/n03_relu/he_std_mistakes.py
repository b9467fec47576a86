"""What is known to go wrong in exercise 03_he_std."""

import math

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs


def _std(
    kh,
    kw,
    c_in,
    fan=lambda kh, kw, c_in: kh * kw * c_in,
    two=2,
    formula=lambda two, fan: math.sqrt(two / fan),
):
    """The numbers that go into one output, and what is made of them."""
    return formula(two, fan(kh, kw, c_in))


MISTAKES = (
    Mistake(
        "fan-in without the window",
        knobs(_std, fan=lambda kh, kw, c_in: c_in),
        "Your fan-in counts the channels alone.",
        "How many pixels of each channel does one output look at?",
        "Look for kh and kw: do they occur in your formula?",
    ),
    Mistake(
        "fan-in without the channels",
        knobs(_std, fan=lambda kh, kw, c_in: kh * kw),
        "Your fan-in counts the window alone.",
        "How many channels does one output look at?",
        "Look for c_in: does it occur in your formula?",
    ),
    Mistake(
        "window taken as square, by its height",
        knobs(_std, fan=lambda kh, kw, c_in: kh * kh * c_in),
        "Your window is as wide as it is high.",
        "Must a window be square?",
        "Look for kw: does it occur in your formula?",
    ),
    Mistake(
        "window taken as square, by its width",
        knobs(_std, fan=lambda kh, kw, c_in: kw * kw * c_in),
        "Your window is as high as it is wide.",
        "Must a window be square?",
        "Look for kh: does it occur in your formula?",
    ),
    Mistake(
        "one side of the window only",
        knobs(_std, fan=lambda kh, kw, c_in: kh * c_in),
        "Your fan-in leaves out the width of the window.",
        "How many pixels does a window of 2 by 3 have?",
        "Look for kw: does it occur in your formula?",
    ),
    Mistake(
        "sides of the window added",
        knobs(_std, fan=lambda kh, kw, c_in: (kh + kw) * c_in),
        "The sides of the window were added.",
        "How many pixels does a window of 2 by 3 have?",
        "Look at the sign between kh and kw.",
    ),
    *Mistake(
        "window and channels added",
        knobs(_std, fan=lambda kh, kw, c_in: kh + kw + c_in),
        "The sizes of the window and the channels were added.",
        "How many numbers does a window of 2 by 3 see in 4 channels?",
        "Look at the signs between kh, kw and c_in.",
    ).forms(
        knobs(_std, fan=lambda kh, kw, c_in: kh * kw + c_in),
        knobs(_std, fan=lambda kh, kw, c_in: kh + kw * c_in),
    ),
    Mistake(
        "bias counted",
        knobs(_std, fan=lambda kh, kw, c_in: kh * kw * c_in + 1),
        "Your fan-in is one too large.",
        "Is the bias multiplied by anything that comes in?",
        "Look for a `+ 1`.",
    ),
    Mistake(
        "variance",
        knobs(_std, formula=lambda two, fan: two / fan),
        "Your result is the variance; expected the standard deviation.",
        "How does one get from the variance to the standard deviation?",
        "Look for the square root.",
    ),
    Mistake(
        "square root of the fan-in alone",
        knobs(_std, formula=lambda two, fan: two / math.sqrt(fan)),
        "The 2 stands outside the square root.",
        "Is the square root taken of the whole fraction?",
        "Look at the brackets of the square root.",
    ),
    Mistake(
        "square root of 2 alone",
        knobs(_std, formula=lambda two, fan: math.sqrt(two) / fan),
        "The fan-in stands outside the square root.",
        "Is the square root taken of the whole fraction?",
        "Look at the brackets of the square root.",
    ),
    Mistake(
        "1 in place of 2",
        knobs(_std, two=1),
        "Your result is √(1 / fan-in), as it would be without a ReLU.",
        "Which fraction of the numbers does a ReLU let through?",
        "Look at the numerator: the 2 makes up for what the ReLU cuts off.",
    ),
    Mistake(
        "brackets missing beneath the fraction line",
        knobs(_std, fan=lambda kh, kw, c_in: kh / (kw * c_in)),
        "2 is divided by kh alone; kw and c_in were multiplied.",
        "What does Python do first in `2 / a * b`?",
        "Look at the division: brackets belong around the whole fan-in.",
    ),
    Mistake(
        "brackets missing beneath the fraction line, channels first",
        knobs(_std, fan=lambda kh, kw, c_in: c_in / (kh * kw)),
        "2 is divided by c_in alone; kh and kw were multiplied.",
        "What does Python do first in `2 / a * b`?",
        "Look at the division: brackets belong around the whole fan-in.",
    ),
    Mistake(
        "multiplied by the fan-in",
        knobs(_std, formula=lambda two, fan: math.sqrt(two * fan)),
        "Your weights are the larger, the more of them there are.",
        "If more products are added up, must each be larger or smaller?",
        "Look for `*` where `/` is meant.",
    ),
    Mistake(
        "fraction turned over",
        knobs(_std, formula=lambda two, fan: math.sqrt(fan / two)),
        "Your result is 1 divided by the right one.",
        "If more products are added up, must each be larger or smaller?",
        "Look at what stands above and what beneath.",
    ),
    Mistake(
        "limit of a uniform distribution",
        knobs(_std, two=6),
        "Your result is √(6 / fan-in): how far a uniform distribution would have to reach.",
        "Is the limit asked for, or the standard deviation?",
        "Look at the numerator.",
    ),
    Mistake(
        "divided with //",
        knobs(_std, formula=lambda two, fan: math.sqrt(two // fan)),
        "Your result is 0, or a root of an integer.",
        "What does `//` do that `/` does not?",
        "Look at the division.",
    ),
)
