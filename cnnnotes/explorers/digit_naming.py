"""Digit naming (notebook 00): choose a digit, push it about, and read what a network calls it."""

import numpy as np

from cnnnotes import datasets, nn
from cnnnotes.explorers._explorer import Explorer, slider
from cnnnotes.figures.naming import digit_naming as digit_naming_figure

MOST_SHIFT = 10  # pixels


def digit_naming(model=None, images=None, labels=None):
    """Name digits with a trained network, and see how sure it is.

    `model` takes `images` (N, H, W, 1) and gives probabilities (N, C); `labels` is (N,). Without
    them: the network and the test digits that come with the course.

    >>> naming = digit_naming()
    >>> naming.digit.value = 2
    >>> naming.state["label"], naming.state["name"]
    (2, 2)
    """
    if images is None:
        _, (images, labels) = datasets.load_digits()
    model = model or nn.load(datasets.embedded_path("convnet.npz"))
    images = model.check_inputs(images)
    if labels is None or np.shape(labels) != (len(images),):
        raise ValueError(f"labels: got shape {np.shape(labels)}; it needs ({len(images)},)")
    fig, move = digit_naming_figure(images[0], model.predict(images[:1])[0])

    def update(digit, right, down):
        image = shifted(images[digit], down, right)
        [probabilities] = model.predict(image[None])
        move(image, probabilities)
        fig.alt = f"Digit {digit}, moved {right} right and {down} down. {fig.alt}"
        name, label = int(probabilities.argmax()), int(labels[digit])
        verdict = "right" if name == label else f"it is a {label}"
        text = f"digit {digit}: named {name} with {100 * probabilities[name]:.0f} %, {verdict}"
        return text, {"name": name, "label": label, "probabilities": probabilities}

    return Explorer(
        fig,
        update,
        digit=slider("digit", range(len(images)), min(1, len(images) - 1)),
        right=slider("right", range(-MOST_SHIFT, MOST_SHIFT + 1), 0),
        down=slider("down", range(-MOST_SHIFT, MOST_SHIFT + 1), 0),
    )


def shifted(image, down, right):
    """Move `image` (H, W, C) by whole pixels; what leaves it is gone, what comes in is 0."""
    frame = np.pad(image, [(abs(down),) * 2, (abs(right),) * 2, (0, 0)])
    height, width = image.shape[:2]
    top, left = abs(down) - down, abs(right) - right
    return frame[top : top + height, left : left + width]
