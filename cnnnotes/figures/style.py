"""The visual language of every picture in the course: colours, sizes, and a figure to draw on."""

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure as MatplotlibFigure

# Okabe and Ito's palette (2008): told apart by people with any common colour blindness.
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
GREY, PAPER = "#666666", "#FFFFFF"

# Negative is vermilion, zero is white, positive is blue: equal steps in OKLab lightness.
_BELOW = ["#b64100", "#cc7343", "#dfa182", "#efcebe"]
_ABOVE = ["#c4d9ea", "#8eb6d8", "#5694c5", "#0071b1"]
DIVERGING = LinearSegmentedColormap.from_list("cnnnotes_diverging", [*_BELOW, PAPER, *_ABOVE])
SEQUENTIAL = LinearSegmentedColormap.from_list("cnnnotes_sequential", [PAPER, *_ABOVE])

CSS_DPI = 96  # a browser's pixels per inch
DPI = 144  # the picture's own: half as many again, so that zoom and projectors stay sharp
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
house_style = rc_context(STYLE)  # decorates each figure function


class Figure(MatplotlibFigure):
    """A matplotlib figure that carries its alt text and shows itself with it in a notebook."""

    alt = ""

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        from cnnnotes.figures.display import mimebundle

        return mimebundle(self)


@house_style
def new_figure(width=9, height=4, alt=""):
    """Return an empty figure, its size in inches, that belongs to no pyplot state.

    >>> new_figure(6, 4, alt="Nothing yet").alt
    'Nothing yet'
    """
    fig = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
    FigureCanvasAgg(fig)
    fig.alt = alt
    return fig


def number(value, digits=3):
    """Write a number whole, or else with a few significant digits, and with a true minus sign.

    >>> number(-2.0), number(0.12345), number(-0.0), number(1234.5), number(-2e9)
    ('−2', '0.123', '0', '1234', '−2e+09')
    """
    whole = abs(value) < 1e6 and (abs(value) >= 100 or float(value).is_integer())
    text = f"{value + 0:.0f}" if whole else f"{value:.{digits}g}"
    return text.replace("-", "−", 1) if value < 0 else text
