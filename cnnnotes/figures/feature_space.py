"""Images as points in a plane, each written as the name of its class."""

from collections.abc import Callable

from numpy.typing import ArrayLike

from cnnnotes.figures.planes import clouds, lay
from cnnnotes.figures.style import Figure, house_style, new_figure


@house_style
def feature_space_figure(labels: ArrayLike) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of a plane of images, and `move(points, title)`, which shows other points.

    Shapes: `labels` (N,), `points` (N, 2).

    >>> fig, move = feature_space_figure([3, 4])
    >>> move([[1, 0], [-1, 0]], "pixels")
    'pixels: 2 images as points in a plane, each written as its class.'
    """
    fig = new_figure(7, 6)
    ax = fig.subplots()
    points_of = clouds(ax, labels, 60)
    ax.set(xlabel="first principal axis", ylabel="second principal axis")
    ax.set_title(" ")
    for artist in (ax.title, *points_of.values()):
        artist.set_animated(True)

    def move(points, title):
        lay(points_of, labels, points)
        ax.title.set_text(title)
        return f"{title}: {len(labels)} images as points in a plane, each written as its class."

    return fig, move
