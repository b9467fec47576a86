"""A curve through noisy points, and its errors by how many weights it has."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.palette import BLUE, GREY, VERMILION

# Told apart by marker and dashes too, not by colour alone.
SEEN = {"color": BLUE, "marker": "o"}
HELD_BACK = {"color": VERMILION, "marker": "s", "fillstyle": "none"}


@house_style
def one_curve_figure(
    seen: tuple[ArrayLike, ArrayLike],
    held_back: tuple[ArrayLike, ArrayLike],
    most: int,
    truth: tuple[ArrayLike, ArrayLike] | None = None,
) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of a curve through points, and `move(curve, seen, held_back, weights)`.

    `seen` and `held_back` are points, each x (N,) and y (N,); `truth` is what they come from,
    x (M,) and y (M,). `move` takes a `curve`, x (M,) and y (M,), the errors of curves with 1 to
    `most` weights, (most,) each, and how many weights the curve has.

    >>> fig, move = one_curve_figure(([0, 1], [0, 1]), ([0.5], [0.6]), 2)
    >>> move(([0, 1], [0.5, 0.5]), [0.25, 0.0], [0.01, 0.01], 1)
    'A curve with 1 weight. Error on the 2 points that it saw 0.25, on the 1 held back 0.01.'
    """
    fig = new_figure(10, 4)
    left, right = fig.subplots(1, 2, width_ratios=[1.4, 1])
    if truth is not None:
        left.plot(*truth, color=GREY, linestyle=":", label="where they come from")
    left.plot(*seen, linestyle="", label="seen", markersize=9, **SEEN)
    left.plot(*held_back, linestyle="", label="held back", markersize=9, **HELD_BACK)
    (line,) = left.plot([], [], color="black", linewidth=2.5)
    heights = np.concatenate([seen[1], held_back[1]])
    low, high = heights.min(), heights.max()
    room = 0.4 * (high - low) or 1
    left.set(ylim=(low - room, high + room), xlabel="x", ylabel="y", title="the curve f(x)")
    left.legend(ncols=3, loc="lower center", fontsize=11, handletextpad=0.3, columnspacing=1)

    plain = np.var(heights) or 1
    (of_seen,) = right.plot([], [], label="seen", **SEEN)
    (of_held_back,) = right.plot([], [], label="held back", linestyle="--", **HELD_BACK)
    here = right.axvline(1, ymax=0.87, color="black", linewidth=2.5, zorder=1.6)  # below the legend
    right.set(yscale="log", xlim=(0.5, most + 0.5), ylim=(plain / 1e5, plain * 30))
    right.set(xlabel="weights", title="error: mean of (f(x) − y)²")
    right.set_xticks(range(1, most + 1, max(1, most // 8)))
    right.grid(alpha=0.3)
    right.legend(loc="upper center", ncols=2, fontsize=11)
    for artist in (line, of_seen, of_held_back, here):
        artist.set_animated(True)

    def move(curve, error_seen, error_held_back, weights):
        line.set_data(*curve)
        for errors, errors_line in ((error_seen, of_seen), (error_held_back, of_held_back)):
            # What leaves the scale stays in sight, at its end.
            errors_line.set_data(range(1, most + 1), np.clip(errors, *right.get_ylim()))
        here.set_xdata([weights, weights])
        return (
            f"A curve with {weights} weight{'s' * (weights > 1)}. Error on the {len(seen[0])} "
            f"points that it saw {number(error_seen[weights - 1], 2)}, on the "
            f"{len(held_back[0])} held back {number(error_held_back[weights - 1], 2)}."
        )

    return fig, move
