"""Exercise 02_receptive_field: how far a network sees."""

from math import prod

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n02_padding_and_stride.receptive_field_mistakes import MISTAKES


def receptive_field(layers: list[tuple[int, int]]) -> int:
    """layers [(kernel, stride), …], first layer first → pixels in a row that one output sees."""
    size = jump = 1
    for kernel, stride in layers:
        size += (kernel - 1) * jump
        jump *= stride
    return size


def _cases(rng):
    def kernel():
        return int(rng.integers(2, 8))

    for stride in (1, 2, 3):
        yield "one layer", ([(kernel(), stride)],)
    for depth in (2, 3, 4):
        yield "stride 1 throughout", ([(kernel(), 1) for _ in range(depth)],)
    yield "strides", ([(kernel(), 2), (kernel(), 1)],)
    for strides in ((2, 3, 1), (1, 2, 2), (3, 1, 2, 2), (1, 2, 1, 3, 1)):
        yield "strides", ([(kernel(), stride) for stride in strides],)


def _written_out(at, layers):
    jumps = [prod(stride for _, stride in layers[:i]) for i in range(len(layers))]
    terms = (f"({layer[0]} - 1)·{jump}" for layer, jump in zip(layers, jumps, strict=True))
    return " + ".join(["1", *terms])


RECEPTIVE_FIELD = Exercise(
    id="02_receptive_field",
    title="How far does a network see?",
    reference=receptive_field,
    parts=(Part("one layer", 1), Part("stride 1 throughout", 1), Part("strides", 2)),
    cases=_cases,
    returns=("result",),
    arithmetic={"result": _written_out},
    formula=True,
    hints=(
        "Two neighbouring outputs of a layer: how many pixels of the input lie between them?",
        "Look at what each layer adds: (kernel - 1) times the product of all strides before it.",
    ),
    mistakes=MISTAKES,
)
