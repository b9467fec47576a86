"""What excites a network's units: the pieces of real images that they answer most."""

import numpy as np

from cnnnotes import nn
from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.palette import GREY


@house_style
def exciting_patches(
    model: nn.Sequential, images: np.ndarray, units: int = 3, patches: int = 5
) -> Figure:
    """Return a figure of the pieces of `images` that excite some units of each convolution most.

    Shape: `images` (N, H, W, 1). A row a layer; a piece is what the unit sees, its receptive field,
    taken from another image each time. The units are those with the strongest answers. The
    convolutions are without padding.

    >>> from cnnnotes.nn import Conv2D, Input, Sequential
    >>> model = Sequential([Input((4, 4, 1)), Conv2D(2, 3), Conv2D(2, 2)], seed=0)
    >>> exciting_patches(model, np.ones((5, 4, 4, 1)), units=2).alt
    'Pieces of images that excite 2 channels of each convolution most. Convolution 1, each 3×3: ...'
    """
    patches = min(patches, len(images))
    rows = list(_rows(model, images, units, patches))
    fig = new_figure(10, 1.05 * len(rows))
    blocks = fig.subfigures(len(rows), units, squeeze=False, wspace=0.02)
    for place, (size, pieces) in enumerate(rows):
        for block, (unit, row) in zip(blocks[place], pieces.items(), strict=False):
            axes = block.subplots(1, patches, squeeze=False)[0]
            for ax, piece in zip(axes, row, strict=True):
                ax.imshow(piece, cmap="gray_r", vmin=0, vmax=1)
                ax.set(xticks=[], yticks=[])
                ax.spines[:].set(visible=True, color=GREY)
            block.suptitle(f"conv {place + 1}, channel {unit}: {size}×{size}")
    words = [f"Pieces of images that excite {units} channels of each convolution most."]
    for place, (size, pieces) in enumerate(rows, 1):
        told = "; ".join(f"channel {unit} {_in_words(row)}" for unit, row in pieces.items())
        words.append(f"Convolution {place}, each {size}×{size}: {told}.")
    fig.alt = " ".join(words)
    return fig


def _rows(model, images, units, patches):
    """Yield, for each convolution, how much a unit sees and what excites some units most."""
    size, jump = 1, 1
    for layer, maps in zip(model.layers, model.activations(images), strict=True):
        if maps.ndim < 4:
            return
        size += (layer.windows.kernel[0] - 1) * jump
        jump *= layer.windows.stride[0]
        if "w" not in layer.weights:
            continue
        strongest = np.argsort(-np.sort(maps.max(axis=(1, 2)), axis=0)[-patches:].mean(axis=0))
        best = strongest[:units]
        yield size, {u: [*_pieces(images, maps[..., u], size, jump, patches)] for u in best}


def _pieces(images, answers, size, jump, patches):
    """The pieces of the `patches` images whose largest answer is the largest of all."""
    for n in np.argsort(-answers.max(axis=(1, 2)), kind="stable")[:patches]:
        row, column = np.unravel_index(answers[n].argmax(), answers[n].shape) * np.array(jump)
        yield images[n, row : row + size, column : column + size, 0]


def _in_words(pieces):
    """Say where the ink of some pieces is, on average."""
    mean = np.mean(pieces, axis=0)
    if not mean.any():
        return "an empty piece"
    half = len(mean) // 2 or 1
    sides = {
        "top": mean[:half],
        "bottom": mean[-half:],
        "left": mean[:, :half],
        "right": mean[:, -half:],
    }
    ink = {side: part.mean() for side, part in sides.items()}
    first, last = max(ink, key=ink.get), min(ink, key=ink.get)
    return f"ink most at the {first}, least at the {last}"
