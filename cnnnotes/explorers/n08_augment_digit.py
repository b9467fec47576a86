"""Augment a digit (notebook 08): make many of one, and see when they stop being that digit."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import datasets, nn, ops
from cnnnotes.explorers._controls import choices, dropdown, slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.figures.augment_digit import augment_digit_figure

DRAWS = 8
MIRRORS = {"no": (), "left and right": (2,), "top and bottom": (1,)}  # axes of (N, H, W, C)


def augment_digit(
    images: ArrayLike | None = None,
    labels: ArrayLike | None = None,
    model: nn.Sequential | None = None,
) -> Explorer:
    """Draw eight images from one: each moved, turned, resized, cropped at random, up to a limit.

    Shapes: `images` (N, H, W, 1) from 0 to 1, `labels` (N,); `model` reads them. Without them: the
    digits and the network that come with the course. Below each image stands what it is read as.

    >>> made = augment_digit()
    >>> made.shift.value, made.turn.value = 0, 0
    >>> made.state["right"]
    8
    """
    if images is None:
        _, (images, labels) = datasets.load_digits()
    model = model or nn.load(datasets.embedded_path("convnet.npz"))
    images = model.check_inputs(images)
    labels = np.asarray(labels)
    if labels.shape != (len(images),) or images.shape[3] != 1:
        raise ValueError(
            f"images, labels: got shapes {images.shape} and {labels.shape}; they need "
            f"(N, H, W, 1) and (N,)"
        )
    fig, move = augment_digit_figure(*images.shape[1:3], DRAWS)

    def update(image, draw, mirror, noise, **limits):
        pixels, label = images[image], int(labels[image])
        rng = np.random.default_rng(draw)
        moves = drawn(rng, pixels.shape[0], **limits)
        made = ops.warp(mirrored(pixels, MIRRORS[mirror], rng), **moves)
        made = made + noise * rng.standard_normal(made.shape, made.dtype)
        read = model.predict(made).argmax(axis=1)
        alt = move(pixels[:, :, 0], label, made[..., 0], read.tolist())
        told = (f"{k} {v:g}" for k, v in (limits | {"noise": noise}).items() if v)
        alt += f" Draw {draw}. Limits: {', '.join(told) or 'nothing is changed'}."
        if mirror != "no":
            alt += f" Half of them may be mirrored, {mirror}."
        first = {name: values[0] for name, values in moves.items()}
        right = int((read == label).sum())
        text = (
            f"(1, {pixels.shape[0]}, {pixels.shape[1]}, 1) → {made.shape};  the first: "
            f"down {first['down']:.1f}, right {first['right']:.1f}, turned {first['angle']:.0f}°, "
            f"{first['scale']:.2f} times as large;  {right} of {DRAWS} read as {label}"
        ).replace("-", "−")
        numbers = {"label": label, "read": read, "right": right, "images": made, "moves": moves}
        return Shown(text, numbers, alt)

    return Explorer(
        fig,
        update,
        image=slider("image", range(len(images)), min(2, len(images) - 1)),
        shift=slider("shift, pixels", range(9), 2),
        turn=slider("turn, degrees", range(0, 181, 5), 10),
        resize=slider("larger or smaller, %", range(0, 61, 5)),
        crop=slider("crop, pixels", range(0, 17, 2)),
        noise=choices("noise", [tenths / 10 for tenths in range(11)]),
        mirror=dropdown("mirror half of them", list(MIRRORS)),
        draw=slider("another draw", range(20)),
    )


def drawn(
    rng: np.random.Generator, side: int, shift: int, turn: int, resize: int, crop: int
) -> dict[str, np.ndarray]:
    """Return what `ops.warp` is to do with each of the images, drawn evenly up to these limits.

    A crop cuts a window of `side − crop` pixels out, anywhere, and enlarges it to the whole.
    """

    def up_to(limit):
        return limit * rng.uniform(-1, 1, DRAWS)

    down, right, angle, size = up_to(shift), up_to(shift), up_to(turn), up_to(resize)
    enlarged = side / (side - crop)
    return {
        "down": down + enlarged * up_to(crop / 2),
        "right": right + enlarged * up_to(crop / 2),
        "angle": angle,
        "scale": enlarged * (1 + size / 100),
    }


def mirrored(image: np.ndarray, axes: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Return copies of `image` (H, W, C), each mirrored along `axes` or, as often, not."""
    x = np.repeat(image[None], DRAWS, axis=0)
    turned = rng.random(DRAWS) < 0.5
    x[turned] = np.flip(x[turned], axes)
    return x
