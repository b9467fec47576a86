"""Exercise 02_output_size: how many positions a window has."""

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n02_padding_and_stride.output_size_mistakes import MISTAKES


def output_size(n: int, k: int, stride: int, padding: int, dilation: int) -> int:
    """n pixels in a row, a window of k, `padding` pixels on each side → the number of positions."""
    return (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1


def _cases(rng):
    def some(low, high):
        return int(rng.integers(low, high + 1))

    def over(reach, stride, left):
        """Pixels for a few positions, with `left` pixels left over."""
        return reach + stride * some(2, 6) + left

    for k in (1, 3, some(4, 6)):
        yield "window", (over(k, 1, 0), k, 1, 0, 1)
    for k, stride, left in ((3, 2, 0), (2, 2, 1), (4, 3, 1), (3, 3, 2), (some(2, 5), 4, 1)):
        yield "stride", (over(k, stride, left), k, stride, 0, 1)
    for k, padding in ((3, 1), (5, 2), (some(2, 4), 3)):
        yield "padding", (some(6, 12), k, 1, padding, 1)
    for k, dilation in ((3, 2), (2, 3), (some(3, 5), 4)):
        yield "dilation", (over(dilation * (k - 1) + 1, 1, 0), k, 1, 0, dilation)
    for k, stride, padding, dilation in ((3, 2, 1, 3), (4, 3, 2, 2), (some(2, 5), 5, 1, 2)):
        n = over(dilation * (k - 1) + 1, stride, 1)
        yield "all at once", (n, k, stride, padding, dilation)


def _written_out(at, n, k, stride, padding, dilation):
    return f"⌊({n} + 2·{padding} - {dilation}·({k} - 1) - 1)/{stride}⌋ + 1"


OUTPUT_SIZE = Exercise(
    id="02_output_size",
    title="How many positions does a window have?",
    reference=output_size,
    parts=(
        Part("window", 1),
        Part("stride", 1),
        Part("padding", 1),
        Part("dilation", 1),
        Part("all at once", 1),
    ),
    cases=_cases,
    returns=("result",),
    arithmetic={"result": _written_out},
    formula=True,
    hints=(
        "Draw the pixels in a row: where does the window begin last, and how many steps was that?",
        "Look at what is divided by the stride: the pixels that are left to move over.",
    ),
    mistakes=MISTAKES,
)
