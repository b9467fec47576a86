"""Exercise 08_augment: every image moved a little, by a move of its own."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part, Property, fixture
from cnnnotes.exercises.n08_regularization._augment import _seen, stuck
from cnnnotes.exercises.n08_regularization._moving import (
    MANY,
    filled_with,
    moves,
)
from cnnnotes.exercises.n08_regularization.augment_mistakes import MISTAKES


def augment(x: np.ndarray, rng: np.random.Generator, training: bool) -> np.ndarray:
    """x (N, H, W, C), rng, training → (N, H, W, C): images moved by -2 … 2 rows and columns.

    Each image moves by its own two integers; where nothing moves in, there is 0. After
    training, x stays as it is.
    """
    if not training:
        return x
    n, h, w, _ = x.shape
    framed = np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0)))
    out = np.empty_like(x)
    for i in range(n):
        top, left = rng.integers(0, 5, 2)
        out[i] = framed[i, top : top + h, left : left + w]
    return out


def _cases(rng):
    def draw(n, training=True, given=None):
        x = rng.permutation(n * 7 * 8 * 2).reshape(n, 7, 8, 2) + 1.125  # bright to the edges
        return x, given or fixture("rng", int(rng.integers(1000))), training

    for n in (3, 4, 5):
        yield "zeros come in", draw(n)
    for n in (MANY, MANY):  # twice: one move for all may be none, by chance
        yield "a move of its own", draw(n)
    yield "a move of its own", draw(5, given=fixture("stuck_rng"))
    for n in (2, MANY):
        yield "after training", draw(n, training=False)


def _many(holds):
    """Let `holds(moves)` decide where there are many images; no few show what is random."""
    return lambda out, x, rng, training: not training or len(x) < MANY or holds(moves(out, x))


AUGMENT = Exercise(
    id="08_augment",
    title="Move every image a little",
    reference=augment,
    parts=(
        Part("zeros come in", 2),
        Part("a move of its own", 2),
        Part("after training", 1),
    ),
    cases=_cases,
    properties=(
        Property(
            "another shape",
            lambda out, x, rng, training: out.shape == x.shape,
            "Your result has another shape than x.",
        ),
        Property(
            "changed after training",
            lambda out, x, rng, training: training or np.array_equal(out, x),
            "After training, your result is not x as it came.",
        ),
        Property(
            "no image of x, moved by -2 … 2 pixels",
            lambda out, x, rng, training: not np.isnan(moves(out, x)).any(),
            "There is an image in your result that is not one of x, moved by -2 … 2 pixels.",
        ),
        Property(
            "something else than 0 comes in",
            lambda out, x, rng, training: (
                not training or len(x) == MANY or filled_with("constant", out, x)
            ),
            "Where nothing moves in, your result is not 0.",
        ),
        Property(
            "all images moved alike",
            _many(lambda found: len(np.unique(found, axis=0)) > 1),
            "All images are moved by the same two numbers.",
        ),
        Property(
            "another generator than the one given",
            lambda out, x, rng, training: (
                not stuck(rng) or len(np.unique(moves(out, x), axis=0)) == 1
            ),
            "Given a generator that draws one number for ever, your moves still differ.",
        ),
        Property(
            "rows and columns moved alike",
            _many(lambda found: (found[:, 0] != found[:, 1]).any()),
            "Each image is moved by as many rows as columns.",
        ),
        Property(
            "some moves never come",
            _many(lambda found: all(_seen(axis, -2, -1, 0, 1, 2)(found) for axis in (0, 1))),
            "Of 200 images, none is moved by some of the numbers -2, -1, 0, 1, 2.",
        ),
    ),
    hints=(
        "By how many rows and columns is the first image moved, and what is at its edges?",
        "Look at what is drawn: two numbers from -2 to 2 for each image.",
    ),
    mistakes=MISTAKES,
)
