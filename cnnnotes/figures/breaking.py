"""How much of a network's accuracy is left when its images are changed."""

import numpy as np

from cnnnotes.figures.style import BLUE, GREEN, GREY, PAPER, VERMILION, house_style, new_figure

LOOKS = (
    {"color": BLUE, "marker": "o"},
    {"color": VERMILION, "marker": "s", "linestyle": "--"},
    {"color": GREEN, "marker": "^", "linestyle": ":"},
)
LINE = 0.085  # a line of text, as a share of the axis
SHARES = {"yticks": [0, 0.25, 0.5, 0.75, 1], "yticklabels": ["0 %", "", "50 %", "", "100 %"]}


@house_style
def accuracy_curves(changes):
    """Return a figure with a panel for each change: how accurate networks are the more is changed.

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
        images, places = np.asarray(images), np.arange(len(values))
        strip.set(title=title)
        for place, image in zip(places, images.reshape(images.shape[:3]), strict=True):
            small = strip.inset_axes([place / len(values), 0, 1 / len(values), 1])
            small.imshow(image, cmap="gray_r", vmin=0, vmax=1)
            small.set(xticks=[], yticks=[])
            small.spines[:].set(visible=True, linewidth=0.5)
        ax.set_axis_on()
        ax.set(xlim=(-0.5, len(values) - 0.5), ylim=(0, 1.03), **SHARES)
        ax.set_xticks(places, [f"{value:g}".replace("-", "−") for value in values])
        ax.grid(alpha=0.3)
        for (name, shares), look in zip(accuracies.items(), LOOKS, strict=False):
            ax.plot(places, shares, label=name, clip_on=False, **look)
            told = ", ".join(f"{v:g}: {100 * a:.0f} %" for v, a in zip(values, shares, strict=True))
            words.append(f"{title[0].upper()}{title[1:]}, {name}: {told}.")
    panels[0].legend(loc="lower center", ncols=1)
    fig.alt = " ".join(words).replace("-", "−")
    return fig


@house_style
def mistake_bars(mistakes):
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


@house_style
def accuracy_against_shift(shifts, image, names):
    """Return a figure of a moved image beside accuracies by shift, and `move(…)`.

    Shapes: `shifts` (S,), `image` (H, W); up to three networks by `names`. `move(image, shift,
    accuracies, title)` shows an image and marks a shift on the networks' curves, each (S,).

    >>> fig, move = accuracy_against_shift([-1, 0, 1], (4, 4), ["convnet"])
    >>> move(np.eye(4), 1, [[0.5, 1, 0.25]], "a 1, moved 1 right")
    >>> fig.alt
    'Accuracy by shift, and an image: a 1, moved 1 right. At 1 pixel: convnet 25 %.'
    """
    fig = new_figure(9, 3.7)
    left, right = fig.subplots(1, 2, width_ratios=[1, 2])
    picture = left.imshow(np.zeros(image), cmap="gray_r", vmin=0, vmax=1)
    left.set(xticks=[], yticks=[])
    left.spines[:].set_visible(True)
    caption = left.set_title(" ", fontsize=12)
    looks = LOOKS[: len(names)]
    lines = [right.plot(shifts, 0 * np.asarray(shifts), **look)[0] for look in looks]
    marked = [
        right.plot([0], [0], marker=look["marker"], color=look["color"], markersize=13)[0]
        for look in looks
    ]
    texts = [
        right.annotate("", (0, 0), (0, 0), textcoords="offset points", va="center", weight="bold")
        for _ in looks
    ]
    for text in texts:
        text.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 1})
    here = right.axvline(0, color=GREY, linewidth=1)
    right.set(ylim=(0, 1.15), xlabel="pixels that the digits were moved", **SHARES)
    right.set_title("accuracy", loc="left")
    right.set_xticks(shifts, [f"{shift}".replace("-", "−") for shift in shifts])
    right.grid(alpha=0.3)
    right.legend(
        lines,
        names,
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=len(names),
        columnspacing=1,
        handlelength=1.6,
        fontsize=11,
    )
    for artist in (picture, *left.spines.values(), caption, here, *lines, *marked, *texts):
        artist.set_animated(True)

    def move(image, shift, accuracies, title):
        picture.set_data(image)
        caption.set_text(title)
        here.set_xdata([shift, shift])
        told, at = [], list(shifts).index(shift)
        for line, mark, name, shares in zip(lines, marked, names, accuracies, strict=True):
            line.set_ydata(shares)
            mark.set_data([shift], [shares[at]])
            told.append(f"{name} {100 * shares[at]:.0f} %")
        # Beside the marks, from the top down, with room for each where they nearly meet.
        ordered, top = sorted((shares[at] for shares in accuracies), reverse=True), 1.05
        low = LINE * (len(ordered) - 0.5)
        side = -1 if shift > 0 else 1
        for text, share in zip(texts, ordered, strict=True):
            top = max(min(share, top), low)
            text.xy = (shift, top)
            text.set(text=f"{100 * share:.0f} %", x=12 * side, ha="left" if side > 0 else "right")
            top, low = top - LINE, low - LINE
        pixels = "pixel" if abs(shift) == 1 else "pixels"
        fig.alt = (
            f"Accuracy by shift, and an image: {' '.join(title.split())}. "
            f"At {str(shift).replace('-', '−')} {pixels}: {', '.join(told)}."
        )

    return fig, move
