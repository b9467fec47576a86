"""Digit naming (notebook 00): choose a digit, push it about, and read what a network calls it."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import datasets, nn
from cnnnotes.explorers._controls import slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.figures.digit_naming import digit_naming_figure

MOST_SHIFT = 10  # pixels


def digit_naming(
    model: nn.Sequential | None = None,
    images: ArrayLike | None = None,
    labels: ArrayLike | None = None,
) -> Explorer:
    """Name digits with a trained network, and see how sure it is.

    `model` takes `images` (N, H, W, 1) and gives probabilities (N, C); `labels` is (N,). Without
    them: the network and the test digits that come with the course.

    >>> naming = digit_naming()
    >>> naming.image.value = 3
    >>> naming.state["label"], naming.state["name"]
    (2, 2)
    """
    if images is None:
        _, (images, labels) = datasets.load_digits()
    model = model or nn.load(datasets.embedded_path("convnet.npz"))
    images = model.check_inputs(images)
    labels = np.asarray(labels)
    if labels.shape != (len(images),):
        raise ValueError(f"labels: got shape {labels.shape}; it needs ({len(images)},)")
    fig, move = digit_naming_figure(images[0], model.predict(images[:1])[0])

    def update(image, right, down):
        moved = shifted(images[image - 1], down, right)
        [probabilities] = model.predict(moved[None])
        alt = move(moved, probabilities)
        name, label = int(probabilities.argmax()), int(labels[image - 1])
        verdict = "correct" if name == label else f"but it is a {label}"
        sure = f"named {name} with {100 * probabilities[name]:.0f} %, {verdict}"
        which = f"image {image} of {len(images)}"
        return Shown(
            f"{which}: {sure}",
            {"name": name, "label": label, "probabilities": probabilities},
            f"{which.capitalize()}, a {label}, moved {right} right and {down} down. {alt}",
        )

    return Explorer(
        fig,
        update,
        image=slider("image", range(1, len(images) + 1), min(2, len(images))),
        right=slider("right", range(-MOST_SHIFT, MOST_SHIFT + 1), 0),
        down=slider("down", range(-MOST_SHIFT, MOST_SHIFT + 1), 0),
    )


def shifted(image: np.ndarray, down: int, right: int) -> np.ndarray:
    """Move `image` (H, W, C) by whole pixels; what leaves it is gone, what comes in is 0."""
    frame = np.pad(image, [(abs(down),) * 2, (abs(right),) * 2, (0, 0)])
    height, width = image.shape[:2]
    top, left = abs(down) - down, abs(right) - right
    return frame[top : top + height, left : left + width]
