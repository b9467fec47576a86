"""A slope by trying: the function as a step sees it, and the error of every step."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.palette import BLACK, BLUE, GREY, VERMILION

REACH = 3  # steps to each side that are drawn
NO_ERROR = 1e-17  # where an error of 0 is drawn
LOOKS = {
    "central": {"color": BLUE, "marker": "o"},
    "one-sided": {"color": VERMILION, "marker": "s", "linestyle": "--"},
}


@house_style
def finite_differences_figure(
    slope: float, steps: Sequence[float], errors: Mapping[str, Sequence[float]]
) -> tuple[Figure, Callable[..., None]]:
    """Return a figure of the errors by step, and `move(method, place, seen)`, which picks one step.

    Shapes: `steps` (S,), `errors` by method, (S,) each. `seen` is (T, 2): the function around x,
    both axes in steps, which is how the step at `place` sees it.

    >>> fig, move = finite_differences_figure(2, [0.1, 0.01], {"central": [1e-3, 1e-5]})
    >>> move("central", 1, [[-1, -2], [1, 2]])
    """
    fig = new_figure(10, 4)
    zoom, ax = fig.subplots(1, 2, width_ratios=[1, 1.3])
    height = 1.3 * REACH * max(abs(slope), 1)
    ends = np.array([-REACH, REACH])
    zoom.plot(ends, slope * ends, color=GREY, linewidth=6, alpha=0.35, label="true slope")
    zoom.set(xlim=1.05 * ends, ylim=(-height, height), xticks=np.arange(-REACH, REACH + 1))
    zoom.set(title="f around x", xlabel="distance from x, in steps h", ylabel="rise, in h")
    zoom.grid(alpha=0.3)
    (curve,) = zoom.plot([], [], color=BLACK, animated=True, label="f")
    (secant,) = zoom.plot([], [], animated=True, markersize=9, clip_on=True)
    zoom.legend(loc="upper left")
    for method, error in errors.items():
        ax.plot(steps, np.maximum(error, NO_ERROR), **LOOKS[method], label=method, markersize=4)
    ax.set(xscale="log", yscale="log", xlabel="step h", title="error of the slope")
    ax.set(ylim=(NO_ERROR / 3, 30), yticks=[1, 1e-4, 1e-8, 1e-12, NO_ERROR])
    ax.set_yticklabels(["1", "1e−4", "1e−8", "1e−12", "0"])
    ax.grid(alpha=0.3)
    ax.legend(loc="lower left")
    (here,) = ax.plot([], [], animated=True, markersize=14, fillstyle="none", markeredgewidth=3)

    def move(method, place, seen):
        seen, look = np.asarray(seen, dtype=float), LOOKS[method] | {"linestyle": "-"}
        at = [-1, 1] if method == "central" else [0, 1]
        curve.set_data(*seen.T)
        secant.set(**look)
        secant.set_data(at, np.interp(at, *seen.T))
        here.set(marker=look["marker"], color=look["color"])
        here.set_data([steps[place]], [max(errors[method][place], NO_ERROR)])

    return fig, move
