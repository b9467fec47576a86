"""What is known to go wrong in exercise 01_n_params."""

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _count(
    kw,
    kh,
    kd,
    c_out,
    one=lambda kw, kh, kd: kw * kh * kd,
    biases=lambda kd, c_out: c_out,
    filters=lambda c_out: c_out,
):
    """The weights of one filter times the filters, and biases."""
    return one(kw, kh, kd) * filters(c_out) + biases(kd, c_out)


MISTAKES = (
    Mistake(
        "bias dropped",
        knobs(_count, biases=lambda kd, c_out: 0),
        "Your count is that of the weights alone.",
        "What does each filter add to its sum at the end?",
        "Look for the `+ 1` in the formula.",
    ),
    Mistake(
        "bias once",
        knobs(_count, biases=lambda kd, c_out: 1),
        "Your count has one bias for the whole layer.",
        "How many biases do c_out filters have?",
        "Look at the brackets: `+ 1` belongs inside, before `* c_out`.",
    ),
    Mistake(
        "depth dropped",
        knobs(_count, one=lambda kw, kh, kd: kw * kh),
        "Your count is that of filters that see a single channel.",
        "How many channels does each filter span?",
        "Look for kd: does it occur in your formula?",
    ),
    Mistake(
        "depth and bias dropped",
        finished(lambda kw, kh, kd, c_out: kw * kh * c_out),
        "Your count has neither the depth of the filters nor their biases.",
        "How many channels does each filter span, and what does it add at the end?",
        "Look for kd and for the `+ 1`.",
    ),
    Mistake(
        "one bias per channel",
        knobs(_count, biases=lambda kd, c_out: kd * c_out),
        "Your count has a bias for every channel of every filter.",
        "How many biases does one filter have?",
        "Look at the brackets: `+ 1` is added after the depth is multiplied in.",
    ),
    Mistake(
        "one bias per input channel, not per filter",
        knobs(_count, biases=lambda kd, c_out: kd),
        "Your count has as many biases as there are input channels.",
        "Does a bias belong to an input channel or to a filter?",
        "Look at what is added after the product.",
    ),
    Mistake(
        "one filter only",
        lambda right, kw, kh, kd, c_out: right(kw, kh, kd, 1),
        "Your count is that of a single filter.",
        "How many filters does the layer have?",
        "Look for c_out: does it occur in your formula?",
    ),
    Mistake(
        "bias added to the filters",
        finished(lambda kw, kh, kd, c_out: kw * kh * kd * (c_out + 1)),
        "Your count is that of one filter more, without biases.",
        "Does a bias have as many numbers as a filter?",
        "Look at the brackets: the `+ 1` goes with the window, not with c_out.",
    ),
    Mistake(
        "window taken as square, by its width",
        lambda right, kw, kh, kd, c_out: right(kw, kw, kd, c_out),
        "Your count is that of a window as high as it is wide.",
        "Must a window be square?",
        "Look for kh: does it occur in your formula?",
    ),
    Mistake(
        "window taken as square, by its height",
        lambda right, kw, kh, kd, c_out: right(kh, kh, kd, c_out),
        "Your count is that of a window as wide as it is high.",
        "Must a window be square?",
        "Look for kw: does it occur in your formula?",
    ),
    Mistake(
        "sizes added",
        knobs(_count, one=lambda kw, kh, kd: kw + kh + kd),
        "The sizes of the window were added.",
        "How many numbers are there in a box of 2 by 3 by 4?",
        "Look at the signs between kw, kh and kd.",
    ),
    Mistake(
        "weights of one filter, biases of all",
        knobs(_count, filters=lambda c_out: 1),
        "Your count has the biases of all filters, and the weights of one.",
        "How often do the weights of one filter occur in the layer?",
        "Look at the brackets: all that belongs to one filter is multiplied by c_out.",
    ),
    Mistake(
        "width and height added",
        knobs(_count, one=lambda kw, kh, kd: (kw + kh) * kd),
        "The two sides of the window were added.",
        "How many pixels does a window of 2 by 3 hold?",
        "Look at the sign between kw and kh.",
    ),
    Mistake(
        "depth added",
        knobs(_count, one=lambda kw, kh, kd: kw * kh + kd),
        "The depth was added to the window's pixels.",
        "How many weights does a filter have for each of its channels?",
        "Look at the sign before kd.",
    ),
)
