"""What is known to go wrong in exercise 08_augment."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n08_regularization._augment import _seen, stuck
from cnnnotes.exercises.n08_regularization._moving import (
    MANY,
    filled_with,
    mirrored,
    moves,
    moving,
)
from cnnnotes.exercises.spoiling import knobs


def _shown(seen):
    """Tell a mistake by its moves, where there are many images."""
    return lambda out, x, rng, training: training and len(x) == MANY and seen(moves(out, x, 4))


def _in_place(right, x, rng, training):
    x[:] = right(x, rng, training)
    return x


MISTAKES = (
    Mistake(
        "off in training",
        lambda right, x, rng, training: x,
        "In training, no image is moved.",
        "When are the images to be moved: in training, or afterwards?",
        "Look at the line with `if`, and at what is returned.",
        shows=lambda out, x, rng, training: training and np.array_equal(out, x),
    ),
    Mistake(
        "wraps around",
        knobs(moving, fill="wrap"),
        "What leaves the image on one side comes in on the other.",
        "What does `np.roll` do with the last row?",
        "Look for `np.roll`: pad with zeros and cut out, or set what came around to 0.",
        shows=lambda out, x, rng, training: training and filled_with("wrap", out, x),
    ),
    Mistake(
        "edge repeated",
        knobs(moving, fill="edge"),
        "The pixels at the edge are repeated where nothing moves in.",
        "What is the colour of the paper around a digit?",
        'Look for `mode="edge"`.',
        shows=lambda out, x, rng, training: training and filled_with("edge", out, x),
    ),
    Mistake(
        "image reflected at its edge",
        knobs(moving, fill="reflect"),
        "The image is reflected where nothing moves in.",
        "What is the colour of the paper around a digit?",
        'Look for `mode="reflect"`.',
        shows=lambda out, x, rng, training: training and filled_with("reflect", out, x),
    ),
    Mistake(
        "on after training",
        lambda right, x, rng, training: right(x, rng, True),
        "Images are moved after training too.",
        "What is measured if the images that test a network are changed?",
        "Look for `training`: without it, x goes back as it came.",
        shows=lambda out, x, rng, training: not training,
    ),
    Mistake(
        "one move for all",
        knobs(moving, draw=lambda rng, n: np.repeat(rng.integers(-2, 3, (1, 2)), n, axis=0)),
        "All images are moved by the same two numbers.",
        "How many moves do N images need?",
        "Look at the place where the numbers are drawn: inside the loop over the images.",
        shows=_shown(lambda found: len(np.unique(found, axis=0)) == 1),
    ),
    Mistake(
        "moved too far",
        knobs(moving, draw=lambda rng, n: rng.integers(-4, 5, (n, 2))),
        "Some of your images are moved by more than 2 rows or columns.",
        "Which are the largest and the smallest number that are drawn?",
        "Look at the numbers that are drawn: from -2 to 2.",
        shows=lambda out, x, rng, training: training and (np.abs(moves(out, x, 4)) > 2).any(),
    ),
    Mistake(
        "another generator than the one given",
        lambda right, x, rng, training: right(x, np.random.default_rng(0), training),
        "Given a generator that draws one number for ever, your moves still differ.",
        "From which generator do your random numbers come?",
        "Look for `np.random`: `rng` is handed in, so that a seed brings the same numbers again.",
        shows=lambda out, x, rng, training: (
            training and stuck(rng) and len(np.unique(moves(out, x), axis=0)) > 1
        ),
    ),
    Mistake(
        "never by +2",
        knobs(moving, draw=lambda rng, n: rng.integers(-2, 2, (n, 2))),
        "No image is moved by +2.",
        "Which numbers does `rng.integers(-2, 2)` give?",
        "Look at its second number: it is never drawn itself. `rng.integers(-2, 3)`.",
        shows=_shown(lambda found: all(_seen(axis, -2, -1, 0, 1)(found) for axis in (0, 1))),
    ),
    Mistake(
        "never by -2",
        knobs(moving, draw=lambda rng, n: rng.integers(-1, 3, (n, 2))),
        "No image is moved by -2.",
        "With which number do your draws begin?",
        "Look at the numbers that are drawn: from -2 to 2.",
        shows=_shown(lambda found: all(_seen(axis, -1, 0, 1, 2)(found) for axis in (0, 1))),
    ),
    Mistake(
        "only down and to the right",
        knobs(moving, draw=lambda rng, n: rng.integers(0, 3, (n, 2))),
        "No image is moved up or to the left.",
        "Which numbers are drawn: 0 to 2, or -2 to 2?",
        "Look at the numbers that are drawn, or at the slice that is cut out.",
        shows=_shown(lambda found: (found >= 0).all()),
    ),
    Mistake(
        "only up and to the left",
        knobs(moving, draw=lambda rng, n: -rng.integers(0, 3, (n, 2))),
        "No image is moved down or to the right.",
        "Which numbers are drawn: 0 to 2, or -2 to 2?",
        "Look at the numbers that are drawn, or at the slice that is cut out.",
        shows=_shown(lambda found: (found <= 0).all()),
    ),
    Mistake(
        "only by a whole step of 2",
        knobs(moving, draw=lambda rng, n: 2 * rng.integers(-1, 2, (n, 2))),
        "Each image is moved by -2, 0 or 2.",
        "Which numbers lie between -2 and 2?",
        "Look at the numbers that are drawn.",
        shows=_shown(lambda found: (found % 2 == 0).all()),
    ),
    Mistake(
        "only up and down",
        knobs(moving, draw=lambda rng, n: rng.integers(-2, 3, (n, 2)) * [1, 0]),
        "No image is moved to a side.",
        "How many numbers say where an image moves?",
        "Look at the columns: they need a move too.",
        shows=_shown(lambda found: (found[:, 1] == 0).all()),
    ),
    Mistake(
        "only to the sides",
        knobs(moving, draw=lambda rng, n: rng.integers(-2, 3, (n, 2)) * [0, 1]),
        "No image is moved up or down.",
        "How many numbers say where an image moves?",
        "Look at the rows: they need a move too.",
        shows=_shown(lambda found: (found[:, 0] == 0).all()),
    ),
    Mistake(
        "rows and columns moved alike",
        knobs(moving, draw=lambda rng, n: np.repeat(rng.integers(-2, 3, (n, 1)), 2, axis=1)),
        "Each image is moved by as many rows as columns.",
        "How many numbers say where an image moves?",
        "Look at the draw: two numbers for each image.",
        shows=_shown(lambda found: (found[:, 0] == found[:, 1]).all()),
    ),
    Mistake(
        "padded and not cut",
        lambda right, x, rng, training: (
            np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0))) if training else right(x, rng, training)
        ),
        "Your images are four rows and columns larger.",
        "Which shape does the network take?",
        "Look at the slice after `np.pad`: H rows and W columns are cut out.",
        shows=lambda out, x, rng, training: (
            out.shape == (len(x), x.shape[1] + 4, x.shape[2] + 4, x.shape[3])
        ),
    ),
    Mistake(
        "mirrored",
        lambda right, x, rng, training: x[:, :, ::-1] if training else right(x, rng, training),
        "Some of your images are mirrored.",
        "Is a mirrored 2 still a 2?",
        "Look for `[::-1]` or `np.flip`.",
        shows=lambda out, x, rng, training: training and mirrored(out, x),
    ),
    Mistake(
        "noise added",
        lambda right, x, rng, training: (
            x + 0.1 * rng.normal(size=x.shape) if training else right(x, rng, training)
        ),
        "Your images are where they were, with noise on every pixel.",
        "What is asked for: other numbers, or other places?",
        "Look for `rng.normal`.",
        shows=lambda out, x, rng, training: (
            training and (out != x).all() and np.median(abs(out - x)) < 0.1 * x.std()
        ),
    ),
    Mistake(
        "changes its input",
        _in_place,
        "The array that was given to your function is changed after the call.",
        "Whose memory does `x[i] = …` write to: a new array's, or the caller's?",
        "Look for `x[i] =`: write into a new array.",
    ),
)
