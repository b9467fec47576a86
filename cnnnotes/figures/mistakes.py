"""How often networks are wrong, by how much they had to learn from."""

from collections.abc import Mapping, Sequence

from cnnnotes.figures.style import LINES, Figure, house_style, new_figure


@house_style
def mistakes_by_images(sizes: Sequence[int], mistakes: Mapping[str, Sequence[float]]) -> Figure:
    """Return a figure of the share of mistakes, by the number of images to learn from.

    `sizes` (N,) are these numbers; `mistakes` maps the names of one or two networks to their
    shares (N,), from 0 to 1. `ValueError` if the lengths differ.

    >>> mistakes_by_images([500, 60000], {"convnet": [0.05, 0.008], "dense": [0.1, 0.02]}).alt
    'Mistakes, by images to learn from. convnet: 500: 5.0 %, 60,000: 0.8 %. dense: 500: 10.0 %, ...'
    """
    fig = new_figure(7, 4)
    ax = fig.subplots()
    words = ["Mistakes, by images to learn from."]
    for (name, shares), look in zip(mistakes.items(), LINES, strict=False):
        if len(shares) != len(sizes):
            raise ValueError(
                f"mistakes: got {len(shares)} for {name}; {len(sizes)} sizes need one each"
            )
        labels = [f"{100 * share:.1f} %" for share in shares]
        ax.plot(sizes, shares, label=name, **look)
        for size, share, label in zip(sizes, shares, labels, strict=True):
            ax.annotate(label, (size, share), (0, 8), textcoords="offset points", ha="center")
        told = [f"{size:,}: {label}" for size, label in zip(sizes, labels, strict=True)]
        words.append(f"{name}: {', '.join(told)}.")
    ax.set(xscale="log", yscale="log", xlabel="images to learn from", title="mistakes in the test")
    ax.set_xticks(sizes, [f"{size:,}" for size in sizes])
    ax.tick_params(which="minor", bottom=False, labelbottom=False, left=False, labelleft=False)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.margins(0.1, 0.15)
    ax.legend()
    fig.alt = " ".join(words)
    return fig
