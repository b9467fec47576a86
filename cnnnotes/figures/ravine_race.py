"""A race down a ravine: the paths of optimizers from above, and their loss by step."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.ravine import LOOKS, ravine
from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.palette import GREY


@house_style
def ravine_race_figure(
    loss: Callable[[np.ndarray], Any], formula: str, start: ArrayLike, goal: float, steps: int
) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of a race down a ravine, and `move(paths, chosen)`, which shows it.

    `loss` maps weights (..., 2) to losses (...), `formula` writes it; `start` (2,) is where the
    race begins; whoever is below the loss `goal` has arrived; `steps` is the longest race. `paths`
    maps each racer's name to the weights (T + 1, 2) that it went through; `chosen` is drawn
    heavier.

    >>> loss = lambda w: (w**2).sum(axis=-1)
    >>> fig, move = ravine_race_figure(loss, "w²", [-4, 1], goal=1, steps=9)
    >>> move({"SGD": np.array([[-4.0, 1], [-2, 0.5]])}, chosen="SGD")
    'After 1 step down a ravine, from a loss of 17: SGD is at 4.25. SGD is drawn heavier.'
    """
    fig = new_figure(10, 4)
    above, below = fig.subplots(1, 2, width_ratios=[3, 2])
    ravine(above, loss, start)
    above.set_title(f"loss = {formula}, from above; × the lowest point")
    below.set(title="loss", xlabel="step", xlim=(0, steps), yscale="log")
    first = float(loss(np.asarray(start, dtype=float)))
    low, high = goal / 30, 30 * first
    below.set_ylim(low, high)
    below.axhline(goal, color=GREY, linewidth=1)
    below.annotate(f"goal: {number(goal)}", (steps, goal), ha="right", va="bottom", color=GREY)
    lines = {
        name: [ax.plot([], [], label=name, animated=True, **look)[0] for ax in (above, below)]
        for name, look in LOOKS.items()
    }
    # The names stand still: a legend of lines that do not move.
    below.legend(
        handles=[below.plot([], [], label=name, **look)[0] for name, look in LOOKS.items()],
        loc="upper right",
        handlelength=3.5,
    )

    def move(paths, chosen):
        taken, told = max(map(len, paths.values())) - 1, []
        for name, path in paths.items():
            losses = loss(path)
            lines[name][0].set_data(*path.T)
            lines[name][1].set_data(np.arange(len(path)), losses.clip(low, high))
            for line in lines[name]:  # its marker is where it has come to
                line.set(markevery=[len(path) - 1], markersize=10 if name == chosen else 7)
                line.set(linewidth=3.5 if name == chosen else 1.5)
            at = number(losses[-1])
            told.append(f"{name} {f'is at {at}' if len(path) == taken + 1 else 'flew off'}")
        return (
            f"After {taken} step{'s' * (taken != 1)} down a ravine, from a loss of "
            f"{number(first)}: {', '.join(told)}. {chosen} is drawn heavier."
        )

    return fig, move
