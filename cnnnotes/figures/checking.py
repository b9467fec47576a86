"""What a gradient check says of right gradients and of wrong ones."""

from collections.abc import Mapping

from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.palette import BLUE, GREY, VERMILION

RIGHT, LOWEST = 1e-6, 1e-12  # what a right gradient stays below, in float64; where the scale begins


@house_style
def gradient_checks(differences: Mapping[str, float]) -> Figure:
    """Return a figure of relative differences (0 to 1) by the names of what was checked.

    >>> gradient_checks({"dw": 2e-10, "dw, sign changed": 1}).alt
    'Gradient checks. dw: below 1e-6. dw, sign changed: 1.'
    """
    fig = new_figure(9, 0.8 + 0.42 * len(differences))
    ax = fig.subplots()
    words = ["Gradient checks."]
    for place, (name, difference) in enumerate(differences.items()):
        right = difference < RIGHT
        look = {"color": BLUE} if right else {"color": VERMILION, "hatch": "//", "edgecolor": "w"}
        ax.barh(place, max(difference, 1.3 * LOWEST), left=LOWEST, height=0.6, **look)
        said = f"below {RIGHT:.0e}".replace("e-0", "e-") if right else number(difference, 1)
        ax.annotate(
            said, (max(difference, LOWEST), place), (6, 0), textcoords="offset points", va="center"
        )
        words.append(f"{name}: {said}.")
    ax.axvline(RIGHT, color=GREY, linestyle=":")
    ax.set_yticks(range(len(differences)), differences)
    ax.set(xscale="log", xlim=(LOWEST, 30), xlabel="relative difference")
    ax.set_xticks([10.0**power for power in range(-12, 1, 3)])
    ax.tick_params(axis="x", which="minor", bottom=False)
    ax.invert_yaxis()
    fig.alt = " ".join(words)
    return fig
