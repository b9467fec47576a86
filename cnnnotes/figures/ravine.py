"""Ways down a ravine: the loss from above, the paths of optimizers, and their loss by step."""

import numpy as np

from cnnnotes.figures.style import BLUE, GREY, VERMILION, house_style, new_figure, number

# Told apart by dashes and markers too, not by colour alone.
LOOKS = {
    "SGD": {"color": "black", "linestyle": "--", "marker": "o"},
    "momentum": {"color": VERMILION, "linestyle": "-", "marker": "s"},
    "Adam": {"color": BLUE, "linestyle": "-.", "marker": "^"},
}


@house_style
def ravine_race(loss, formula, start, goal, steps):
    """Return a figure of a race down a ravine, and `move(paths, chosen)`, which shows it.

    `loss` maps weights (..., 2) to losses (...), `formula` writes it; `start` (2,) is where the
    race begins; whoever is below the loss `goal` has arrived; `steps` is the longest race. `paths`
    maps each racer's name to the weights (T + 1, 2) that it went through; `chosen` is drawn
    heavier.

    >>> fig, move = ravine_race(lambda w: (w**2).sum(axis=-1), "w²", [-4, 1], goal=1, steps=9)
    >>> move({"SGD": np.array([[-4.0, 1], [-2, 0.5]])}, chosen="SGD")
    >>> fig.alt
    'After 1 step down a ravine, from a loss of 17: SGD is at 4.25. SGD is drawn heavier.'
    """
    fig = new_figure(10, 4)
    above, below = fig.subplots(1, 2, width_ratios=[3, 2])
    _ravine(above, loss, start)
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
        fig.alt = (
            f"After {taken} step{'s' * (taken != 1)} down a ravine, from a loss of "
            f"{number(first)}: {', '.join(told)}. {chosen} is drawn heavier."
        )

    return fig, move


@house_style
def ravine_paths(loss, paths):
    """Return a figure of paths down a ravine side by side, by their titles.

    `loss` maps weights (..., 2) to losses (...); each path is (T + 1, 2), all from one start.

    >>> ravine_paths(lambda w: (w**2).sum(axis=-1), {"1 step": np.array([[-4, 1], [-2, 0]])}).alt
    'Paths down a ravine. 1 step, to a loss of 4.'
    """
    fig = new_figure(10, 3)
    words = ["Paths down a ravine."]
    axes = fig.subplots(1, len(paths), squeeze=False)[0]
    for ax, (title, path), look in zip(axes, paths.items(), LOOKS.values(), strict=False):
        _ravine(ax, loss, path[0])
        ax.set_title(title)
        ax.plot(*path.T, **look | {"marker": "."})
        words.append(f"{title}, to a loss of {number(float(loss(path[-1])), 2)}.")
    fig.alt = " ".join(words)
    return fig


def _ravine(ax, loss, start):
    """Draw the loss from above, in lines of equal height, with room beyond the lowest point."""
    start = np.asarray(start, dtype=float)
    low, high = np.sort([1.1 * start, -start * [0.6, 1.1]], axis=0)
    grid = np.stack(np.meshgrid(*np.linspace(low, high, 80).T), axis=-1)
    heights = float(loss(start)) * 4.0 ** np.arange(-5, 1)
    ax.contour(*np.moveaxis(grid, -1, 0), loss(grid), heights, colors=GREY, linewidths=0.8)
    ax.plot(0, 0, marker="x", color="black", markersize=9, markeredgewidth=2)
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), xlabel="$w_0$", ylabel="$w_1$")
