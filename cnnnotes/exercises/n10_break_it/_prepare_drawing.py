"""What the answer to exercise 10_prepare_drawing and its mistakes share."""

from collections.abc import Callable

import numpy as np


def _ink(img: np.ndarray) -> np.ndarray:
    """0 where there is paper, 1 where it is black."""
    return (255 - np.asarray(img, float)) / 255


def to_middle(weights: np.ndarray, middle: Callable = lambda n: n // 2) -> np.ndarray:
    """How far the centre of `weights` lies from the middle, in rows and columns."""
    centre = (np.indices(weights.shape) * weights).sum(axis=(1, 2)) / weights.sum()
    return middle(np.array(weights.shape)) - centre


def rolled(ink: np.ndarray, by: np.ndarray) -> np.ndarray:
    """`ink` moved by so many rows and columns; what leaves comes in on the other side."""
    return np.roll(ink, by, axis=(0, 1))


def shifted(ink: np.ndarray, by: np.ndarray) -> np.ndarray:
    """`ink` moved by so many rows and columns; zeros come in."""
    (down, right), (h, w) = np.clip(by, -max(ink.shape), max(ink.shape)), ink.shape
    framed = np.pad(ink, max(ink.shape))
    top, left = max(ink.shape) - down, max(ink.shape) - right
    return framed[top : top + h, left : left + w]


def preparing(
    img: np.ndarray,
    *,
    ink: Callable = _ink,
    weights: Callable = lambda ink: ink,
    find: Callable = to_middle,
    middle: Callable = lambda n: n // 2,
    along: Callable = lambda by: by,
    to_pixels: Callable = np.round,
    move: Callable = rolled,
) -> np.ndarray:
    """`prepare_drawing` with one of its steps replaced."""
    drawn = ink(img)
    if not drawn.any():
        return drawn
    by = along(find(weights(drawn), middle))
    return move(drawn, to_pixels(by).astype(int))
