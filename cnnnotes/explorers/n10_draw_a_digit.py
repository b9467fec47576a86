"""Draw a digit (notebook 10): write, drag it about, and watch every layer and the verdict."""

from collections.abc import Callable
from typing import Any

import numpy as np
from ipywidgets import HBox, Widget
from numpy.typing import ArrayLike
from PIL import Image
from traitlets import link

from cnnnotes import datasets, nn, ops
from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, SettingError, Shown
from cnnnotes.explorers._freeing import weakly
from cnnnotes.explorers._layers import named_layers
from cnnnotes.explorers._page import Page
from cnnnotes.figures.draw_a_digit import draw_a_digit_figure

SIZE, UNIT, BOX = 28, 5, 20  # the network's image; the page's pixels to one of it; MNIST's box
SIDE, PAPER, MOST, YOURS = SIZE * UNIT, 255, 14, -1
SAMPLES = [219, 154, 339, 159, 191, 195, 117, 293, 25, 265]  # test digits, 0 to 9, well written
AS_DRAWN, CENTRED, SCALED = "as drawn", "centred", "scaled, then centred"


def draw_a_digit(
    model: nn.Sequential | None = None,
    prepare: Callable[[np.ndarray], Any] | None = None,
    *,
    digit: int = 3,
) -> "DrawADigit":
    """Draw with mouse, pen, finger or keys; see what each layer makes of it, and the verdict.

    `model` takes images (N, 28, 28, 1); without one, the network that comes with the course.
    `prepare` is your own `prepare_drawing`: (28, 28), 255 paper to 0 ink → (28, 28), 0 to 1,
    centred by mass; as long as it is not written, the course's takes its place. `digit` lies on the
    page at first. `explorer.pixels` is the page, (140, 140), and can be set; `explorer.clear()`
    empties it.

    >>> explorer = draw_a_digit(digit=4)
    >>> explorer.state["name"]
    4
    >>> explorer.right.value = 9  # moved, and centred again
    >>> explorer.state["name"]
    4
    """
    model = model or nn.load(datasets.embedded_path("convnet.npz"))
    model.check_inputs(np.zeros((1, SIZE, SIZE, 1), np.float32))
    return DrawADigit(model, prepare, digit)


class DrawADigit(Explorer):
    """What `draw_a_digit` returns.

    Args:
        model: reads the drawing.
        prepare: makes the model's input of a drawing; None for the course's own.
        digit: what lies on the page first.
    """

    def __init__(
        self, model: nn.Sequential, prepare: Callable[[np.ndarray], Any] | None, digit: int
    ):
        self.model, self._own = model, prepare
        names = dict(list(named_layers(model).items())[:-1])  # the last one's are the verdict
        self._places = list(names.values())
        shapes = {name: model.shapes[place] for name, place in names.items()}
        fig, self._move = draw_a_digit_figure((SIZE, SIZE), shapes, model.shapes[-1][0])
        _, (images, _) = datasets.load_digits()
        self._samples = [_on_page(PAPER * (1 - image)) for image in images[SAMPLES, ..., 0]]
        page = Page(side=SIDE, unit=UNIT, most=MOST, value=_blank().tobytes())
        right, down = (slider(name, range(-MOST, MOST + 1), 0) for name in ("right", "down"))
        options = [("your drawing", YOURS), *((f"a {label}", label) for label in range(10))]
        self.sample = dropdown("on the page", options)
        self.sample.observe(weakly(self._choose), "value")
        prepared = dropdown("prepared", [SCALED, CENTRED, AS_DRAWN])
        look = weakly(self._look)
        super().__init__(fig, look, page=page, right=right, down=down, prepared=prepared)
        link((page, "right"), (right, "value"))
        link((page, "down"), (down, "value"))
        page.observe(weakly(self._drawn_on), "value")
        self.sample.value = digit
        row = {"flex_flow": "row wrap"}
        self._picture.layout.flex, self._picture.layout.min_width = "1 1 20em", "0"
        controls, _ = self._widget.children
        self._widget.children = controls, HBox([page, self._picture], layout=row)

    def arranged(self) -> list[Widget]:
        """One row; the page stands beside the picture."""
        controls = [self.sample, self.prepared, self.right, self.down]
        return [HBox(controls, layout={"flex_flow": "row wrap"})]

    @property
    def pixels(self) -> np.ndarray:
        """The page as it is seen, (140, 140): 255 is paper, 0 is ink."""
        return _lying(self.page.value, self.right.value, self.down.value)

    @pixels.setter
    def pixels(self, page: ArrayLike) -> None:
        page = np.asarray(page)
        fits = page.shape in ((SIDE, SIDE), (SIZE, SIZE)) and page.dtype.kind in "uif"
        if not fits or not ((page >= 0) & (page <= PAPER)).all():
            raise ValueError(
                f"pixels: got shape {page.shape} of {page.dtype}; it needs ({SIDE}, {SIDE}) or "
                f"({SIZE}, {SIZE}), from 0 (ink) to {PAPER} (paper)"
            )
        self._lay(_on_page(page))

    def clear(self) -> None:
        """Empty the page."""
        self.pixels = _blank()

    def _lay(self, drawn):
        self.right.value = self.down.value = 0
        self.page.value = drawn

    def _choose(self, _change):
        if self.sample.value != YOURS:
            self._lay(self._samples[self.sample.value])

    def _drawn_on(self, _change):
        if self.sample.value != YOURS and self.page.value != self._samples[self.sample.value]:
            self.sample.value = YOURS

    def _look(self, page, right, down, prepared):
        """Draw everything; return the line of text and the numbers."""
        image, by = self._prepared(_lying(page, right, down), prepared)
        *maps, [probabilities] = self.model.activations(image[None, ..., None])
        alt = self._move(image, [maps[place][0] for place in self._places], probabilities)
        name, second = (int(c) for c in np.argsort(-probabilities)[:2])
        sure, doubt = 100 * probabilities[[name, second]]
        verdict = f"read as {name} with {sure:.0f} %, then {second} with {doubt:.0f} %"
        centre = _centre(image)
        where = "an empty page" if centre is None else "ink's centre: row {:.1f}, column {:.1f}"
        text = f"{verdict}\n{where.format(*(centre or ()))} (the middle: 14, 14); {by}"
        numbers = {"name": name, "probabilities": probabilities}
        numbers |= {"image": image, "centre": centre}
        alt = f"A drawing, {by}, moved {right} right and {down} down. {alt}"
        return Shown(text, numbers, alt)

    def _prepared(self, pixels, how):
        """Return the image (28, 28), 0 paper to 1 ink, and in words how it was made."""
        if how == AS_DRAWN:
            return (PAPER - _small(pixels)) / PAPER, how
        page = _fitted(pixels) if how == SCALED else _small(pixels)
        if self._own is None:
            return centred(page), how
        try:
            image = np.asarray(self._own(page.copy()), float)
        except NotImplementedError:
            return centred(page), f"{how}; prepare is not written yet, the course's is used"
        except Exception as error:
            raise SettingError(f"prepare raised {type(error).__name__}: {error}") from None
        if image.shape != page.shape:
            raise SettingError(f"prepare returned shape {image.shape}; it needs {page.shape}")
        if not (image.min() >= -1e-6 and image.max() <= 1 + 1e-6):
            raise SettingError(
                f"prepare returned {image.min():g} to {image.max():g}; the network knows 0 to 1"
            )
        return image, f"{how} by your own prepare"


def centred(page: np.ndarray) -> np.ndarray:
    """Return a page (H, W), 255 paper to 0 ink, as ink from 0 to 1 whose mass is in the middle.

    That is pixel (14, 14) of 28×28: so MNIST was made.
    """
    ink = (PAPER - page) / PAPER
    if (centre := _centre(ink)) is None:
        return ink
    return _moved(ink, *(round(n // 2 - c) for n, c in zip(ink.shape, centre, strict=True)))


def _centre(ink):
    """The row and the column of the ink's centre of mass; None without ink."""
    if not ink.sum() > 0:
        return None
    return tuple(float((grid * ink).sum() / ink.sum()) for grid in np.indices(ink.shape))


def _lying(drawn, right, down):
    """A drawing, the bytes of a page, as it is seen when it lies elsewhere on it."""
    drawn = np.frombuffer(drawn, np.uint8).reshape(SIDE, SIDE)
    return PAPER - _moved(PAPER - drawn, down * UNIT, right * UNIT)


def _moved(ink, down, right):
    return ops.warp(ink[None, ..., None].astype(float), down=down, right=right)[0, ..., 0]


def _small(page):
    """The page in the network's size, each pixel the mean of UNIT × UNIT."""
    return page.reshape(SIZE, UNIT, SIZE, UNIT).mean(axis=(1, 3)).round().astype(np.uint8)


def _fitted(page):
    """The page in the network's size, its ink as large as a box of 20×20 in the middle allows."""
    places = np.argwhere(page < PAPER)
    if not len(places):
        return _small(page)
    (top, left), (bottom, right) = places.min(axis=0), places.max(axis=0) + 1
    longest = max(bottom - top, right - left)
    height, width = (max(1, round(BOX * int(n) / longest)) for n in (bottom - top, right - left))
    box = (int(left), int(top), int(right), int(bottom))
    grey = Image.fromarray(page.round().astype(np.uint8))
    out = np.full((SIZE, SIZE), PAPER, np.uint8)
    top, left = (SIZE - height) // 2, (SIZE - width) // 2
    out[top : top + height, left : left + width] = grey.resize(
        (width, height), Image.Resampling.BILINEAR, box
    )
    return out


def _blank():
    return np.full((SIDE, SIDE), PAPER, np.uint8)


def _on_page(drawing):
    """A drawing, 28×28 or 140×140, as the bytes of a page."""
    grey = Image.fromarray(drawing.round().astype(np.uint8))
    return grey.resize((SIDE, SIDE), Image.Resampling.BICUBIC).tobytes()
