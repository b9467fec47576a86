"""Exercise 07_count_params: count what a whole network learns."""

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n07_train_on_mnist._counting import written_out
from cnnnotes.exercises.n07_train_on_mnist.count_params_mistakes import MISTAKES


def count_params(layers: list[tuple]) -> int:
    """Layers such as ("conv", 32, 3), the first ("input", 28, 28, 1) → an integer.

    ("input", height, width, channels); ("conv", filters, k): windows of k × k, stride 1, no
    padding; ("pool", k): stride k, no padding; ("flatten",); ("dense", outputs).
    """
    total = 0
    for kind, *sizes in layers:
        if kind == "input":
            height, width, channels = sizes
        elif kind == "conv":
            filters, k = sizes
            total += (k * k * channels + 1) * filters
            height, width, channels = height - k + 1, width - k + 1, filters
        elif kind == "pool":
            height, width = height // sizes[0], width // sizes[0]
        elif kind == "flatten":
            features = height * width * channels
        elif kind == "dense":
            total += (features + 1) * sizes[0]
            features = sizes[0]
    return total


def _cases(rng):
    def draw(low, high, n):
        return [int(number) for number in rng.permutation(range(low, high))[:n]]

    for k in (2, 3):
        depth, filters = draw(2, 9, 2)
        yield "one convolution", ([("input", 9, 7, depth), ("conv", filters, k)],)
    for k in (2, 3):
        depth, a, b, c = draw(2, 9, 4)
        image = ("input", 12, 9, depth)
        yield "several convolutions", ([image, ("conv", a, k), ("conv", b, 3), ("conv", c, 2)],)
    for k, pool in ((5, 2), (2, 3)):
        depth, a, b, c = draw(4, 9, 4)
        head = [("flatten",), ("dense", 9 * b), ("dense", c)]
        yield "whole networks", ([("input", 13, 10, depth), ("conv", a, k), ("pool", pool), *head],)
    reference = [("conv", 32, 3), ("pool", 2), ("conv", 64, 3), ("pool", 2), ("conv", 128, 3)]
    yield "whole networks", ([("input", 28, 28, 1), *reference, ("flatten",), ("dense", 10)],)


COUNT_PARAMS = Exercise(
    id="07_count_params",
    title="Count the parameters of a network",
    reference=count_params,
    parts=(Part("one convolution", 1), Part("several convolutions", 1), Part("whole networks", 2)),
    cases=_cases,
    returns=("total",),
    arithmetic={"total": written_out},
    formula=True,
    hints=(
        "Which shape comes into each layer, and how many numbers does one of its filters have?",
        "Look at the line that changes the shape: each layer sees what the one before gives on.",
    ),
    mistakes=MISTAKES,
)
