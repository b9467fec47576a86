"""How much of a network's accuracy is left when its images are changed."""

from collections.abc import Mapping

import numpy as np

from cnnnotes.figures.style import LINES, SHARES, Figure, house_style, new_figure
from cnnnotes.palette import BLUE, GREY


@house_style
def accuracy_curves(changes: Mapping[str, tuple]) -> Figure:
    """Return a figure with a panel for each change: how accurate networks are the more is changed.

    The axis is to scale: of values that lie close together, only some have an example and a number.

    `changes` maps titles to `(values, images, accuracies)`: V values of what is changed, an example
    for each, (V, H, W) or (V, H, W, 1), and for up to three networks by name the accuracies (V,).

    >>> change = [0, 4], np.ones((2, 3, 3)), {"convnet": [0.99, 0.5]}
    >>> accuracy_curves({"shift": change}).alt
    'Accuracy of networks on changed images. Shift, convnet: 0: 99 %, 4: 50 %.'
    """
    across = min(2, len(changes))
    down = -(-len(changes) // across)
    fig = new_figure(9.6 if across > 1 else 7.5, 3.5 * down)
    rows = fig.subplots(2 * down, across, height_ratios=[1, 4] * down, squeeze=False)
    for ax in rows.flat:
        ax.set_axis_off()
    pictures, panels = rows[::2].ravel(), rows[1::2].ravel()
    words = ["Accuracy of networks on changed images."]
    for strip, ax, (title, change) in zip(pictures, panels, changes.items(), strict=False):
        values, images, accuracies = change
        images = np.asarray(images)
        strip.set(title=title)
        room = np.ptp(values) / (len(values) - 1) or 1  # for an example, and to each side
        ends = min(values) - room / 2, max(values) + room / 2
        images, last, numbers = images.reshape(images.shape[:3]), -np.inf, []
        for value, image in zip(values, images, strict=True):
            numbers.append("")
            if value - last < 0.99 * room:
                continue
            numbers[-1] = f"{value:g}".replace("-", "−")
            last, width = value, room / (ends[1] - ends[0])
            left = (value - ends[0]) / (ends[1] - ends[0]) - width / 2
            small = strip.inset_axes([left, 0, width, 1])
            small.imshow(image, cmap="gray_r", vmin=0, vmax=1)
            small.set(xticks=[], yticks=[])
            small.spines[:].set(visible=True, linewidth=0.5)
        ax.set_axis_on()
        ax.set(xlim=ends, ylim=(0, 1.03), **SHARES)
        ax.set_xticks(values, numbers)
        ax.grid(alpha=0.3)
        for (name, shares), look in zip(accuracies.items(), LINES, strict=False):
            ax.plot(values, shares, label=name, clip_on=False, **look)
            told = ", ".join(f"{v:g}: {100 * a:.0f} %" for v, a in zip(values, shares, strict=True))
            words.append(f"{title[0].upper()}{title[1:]}, {name}: {told}.")
    panels[0].legend(loc="best")
    fig.alt = " ".join(words).replace("-", "−")
    return fig


@house_style
def mistake_bars(mistakes: Mapping[str, Mapping[str, float]]) -> Figure:
    """Return a figure of how often networks are wrong, side by side for each kind of images.

    `mistakes` maps networks to a dict of kinds and shares of mistakes, from 0 to 1.

    >>> mistake_bars({"dense": {"as they are": 0.02, "shuffled": 0.021}}).alt
    'Mistakes in the test. dense: as they are 2.0 %, shuffled 2.1 %.'
    """
    fig = new_figure(7, 3)
    ax = fig.subplots()
    words, most = ["Mistakes in the test."], max(max(kinds.values()) for kinds in mistakes.values())
    kinds = list(next(iter(mistakes.values())))
    for k, (kind, color, hatch) in enumerate(zip(kinds, (GREY, BLUE), ("", "//"), strict=False)):
        places = np.arange(len(mistakes)) + 0.4 * k - 0.2
        shares = [of[kind] for of in mistakes.values()]
        bars = ax.bar(places, shares, 0.36, label=kind, color=color, hatch=hatch, edgecolor="w")
        ax.bar_label(bars, [f"{100 * share:.1f} %" for share in shares], padding=2)
    for name, of in mistakes.items():
        words.append(f"{name}: {', '.join(f'{k} {100 * v:.1f} %' for k, v in of.items())}.")
    ax.set_xticks(range(len(mistakes)), list(mistakes))
    ax.set(ylim=(0, 1.2 * most or 1), yticks=[], title="mistakes in the test")
    ax.spines["left"].set_visible(False)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    fig.alt = " ".join(words)
    return fig
