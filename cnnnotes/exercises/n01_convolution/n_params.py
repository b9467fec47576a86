"""Exercise 01_n_params: count what a layer learns."""

from cnnnotes.exercises.kinds import Exercise, Mistake, Part


def n_params(kw, kh, kd, c_out):
    """Window kw × kh over kd channels, c_out filters, all whole numbers → a whole number."""
    return (kw * kh * kd + 1) * c_out


def _cases(rng):
    for _ in range(3):
        kw, kh, kd = (int(n) for n in rng.permutation([2, 3, 4, 5, 6])[:3])
        yield "one filter", (kw, kh, kd, 1)
    for c_out in (7, 8):
        kw, kh, kd = (int(n) for n in rng.permutation([2, 3, 4, 5, 6])[:3])
        yield "several filters", (kw, kh, kd, c_out)
    yield "several filters", (3, 3, 32, 64)


N_PARAMS = Exercise(
    id="01_n_params",
    title="Count the parameters of a layer",
    reference=n_params,
    parts=(Part("one filter", 1), Part("several filters", 1)),
    cases=_cases,
    returns=("result",),
    arithmetic={"result": lambda at, kw, kh, kd, c_out: f"({kw}·{kh}·{kd} + 1)·{c_out}"},
    hints=(
        "How many numbers has one filter, its bias included?",
        "Look at the brackets: everything that one filter has is multiplied by c_out.",
    ),
    mistakes=(
        Mistake(
            "bias dropped",
            lambda kw, kh, kd, c_out: kw * kh * kd * c_out,
            "Your count is that of the weights alone.",
            "What does each filter add to its sum at the end?",
            "Look for the `+ 1` in the formula.",
        ),
        Mistake(
            "bias once",
            lambda kw, kh, kd, c_out: kw * kh * kd * c_out + 1,
            "Your count has one bias for the whole layer.",
            "How many biases do c_out filters have?",
            "Look at the brackets: `+ 1` belongs inside, before `* c_out`.",
        ),
        Mistake(
            "depth dropped",
            lambda kw, kh, kd, c_out: (kw * kh + 1) * c_out,
            "Your count is that of filters that see a single channel.",
            "How many channels does each filter span?",
            "Look for kd: does it occur in your formula?",
        ),
        Mistake(
            "depth and bias dropped",
            lambda kw, kh, kd, c_out: kw * kh * c_out,
            "Your count has neither the depth of the filters nor their biases.",
            "How many channels does each filter span, and what does it add at the end?",
            "Look for kd and for the `+ 1`.",
        ),
        Mistake(
            "one bias per channel",
            lambda kw, kh, kd, c_out: (kw * kh + 1) * kd * c_out,
            "Your count has a bias for every channel of every filter.",
            "How many biases has one filter?",
            "Look at the brackets: `+ 1` is added after the depth is multiplied in.",
        ),
        Mistake(
            "one bias per input channel, not per filter",
            lambda kw, kh, kd, c_out: kw * kh * kd * c_out + kd,
            "Your count has as many biases as there are input channels.",
            "Does a bias belong to an input channel or to a filter?",
            "Look at what is added after the product.",
        ),
        Mistake(
            "one filter only",
            lambda kw, kh, kd, c_out: kw * kh * kd + 1,
            "Your count is that of a single filter.",
            "How many filters does the layer have?",
            "Look for c_out: does it occur in your formula?",
        ),
        Mistake(
            "bias added to the filters",
            lambda kw, kh, kd, c_out: kw * kh * kd * (c_out + 1),
            "Your count is that of one filter more, without biases.",
            "Does a bias have as many numbers as a filter?",
            "Look at the brackets: the `+ 1` goes with the window, not with c_out.",
        ),
        Mistake(
            "window taken as square, by its width",
            lambda kw, kh, kd, c_out: (kw * kw * kd + 1) * c_out,
            "Your count is that of a window as high as it is wide.",
            "Must a window be square?",
            "Look for kh: does it occur in your formula?",
        ),
        Mistake(
            "window taken as square, by its height",
            lambda kw, kh, kd, c_out: (kh * kh * kd + 1) * c_out,
            "Your count is that of a window as wide as it is high.",
            "Must a window be square?",
            "Look for kw: does it occur in your formula?",
        ),
        Mistake(
            "sizes added",
            lambda kw, kh, kd, c_out: (kw + kh + kd + 1) * c_out,
            "The sizes of the window were added.",
            "How many numbers are there in a box of 2 by 3 by 4?",
            "Look at the signs between kw, kh and kd.",
        ),
    ),
)
