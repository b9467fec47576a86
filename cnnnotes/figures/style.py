"""The visual language of every picture in the course: colour maps, sizes, a figure to draw on."""

import os

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure as MatplotlibFigure

from cnnnotes.figures.display import mimebundle
from cnnnotes.palette import ABOVE, BELOW, BLUE, GREEN, GREY, PAPER, VERMILION

# Negative is vermilion, zero is paper, positive is blue.
DIVERGING = LinearSegmentedColormap.from_list(
    "cnnnotes_diverging", [*BELOW, PAPER, *reversed(ABOVE)]
)
SEQUENTIAL = LinearSegmentedColormap.from_list("cnnnotes_sequential", [PAPER, *reversed(ABOVE)])

# Half as many again as a browser's, so that zoom and projectors stay sharp.
DPI = int(os.environ.get("CNNNOTES_DPI", 144))
STYLE = {
    "axes.edgecolor": GREY,
    "axes.labelsize": 12,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 13,
    "figure.facecolor": PAPER,  # opaque: readable on dark themes too
    "font.size": 12,
    "hatch.linewidth": 1.5,
    "legend.fontsize": 12,
    "legend.frameon": False,
    "lines.linewidth": 2,
    "xtick.labelsize": 11,
    "ytick.labelsize": 11,
}
# Up to three lines, told apart by marker and dashes too, not by colour alone.
LINES = (
    {"color": BLUE, "marker": "o"},
    {"color": VERMILION, "marker": "s", "linestyle": "--"},
    {"color": GREEN, "marker": "^", "linestyle": ":"},
)
# An axis of shares.
SHARES = {"yticks": [0, 0.25, 0.5, 0.75, 1], "yticklabels": ["0 %", "", "50 %", "", "100 %"]}

house_style = rc_context(STYLE)  # decorates each figure function


class Figure(MatplotlibFigure):
    """A matplotlib figure that carries its alt text and shows itself with it in a notebook."""

    alt = ""

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        return mimebundle(self)


@house_style
def new_figure(width: float = 9, height: float = 4, alt: str = "") -> Figure:
    """Return an empty figure, its size in inches, that belongs to no pyplot state.

    >>> new_figure(6, 4, alt="Nothing yet").alt
    'Nothing yet'
    """
    fig = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
    FigureCanvasAgg(fig)
    fig.alt = alt
    return fig


def number(value: float, digits: int = 3) -> str:
    """Write a number whole, or else with a few significant digits, and with a true minus sign.

    >>> number(-2.0), number(0.12345), number(-0.0), number(1234.5), number(-2e9)
    ('−2', '0.123', '0', '1234', '−2e+09')
    """
    whole = abs(value) < 1e6 and (abs(value) >= 100 or float(value).is_integer())
    text = f"{value + 0:.0f}" if whole else f"{value:.{digits}g}"
    return text.replace("-", "−", 1) if value < 0 else text
