"""Exercise 01_n_params: count what a layer learns."""

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n01_convolution.n_params_mistakes import MISTAKES


def n_params(kw: int, kh: int, kd: int, c_out: int) -> int:
    """Window kw × kh over kd channels, c_out filters, all integers → an integer."""
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
    formula=True,
    hints=(
        "How many numbers does one filter have, its bias included?",
        "Look at the brackets: everything that one filter has is multiplied by c_out.",
    ),
    mistakes=MISTAKES,
)
