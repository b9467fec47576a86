"""Exercise 09_reconstruction_error: how far a rebuilt image is from its original."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n09_look_inside._answers import reconstruction_error
from cnnnotes.exercises.n09_look_inside._reconstruction_error import _sums
from cnnnotes.exercises.n09_look_inside.reconstruction_error_mistakes import MISTAKES


def _cases(rng):
    def draw(*shape):
        x = rng.integers(-5, 6, shape).astype(float)
        return x, x + rng.choice([-4, -3, -2, 0, 1, 2, 3, 5, 7], shape)

    for shape in ((1, 2, 2, 1), (1, 2, 3, 2)):
        yield "one image", draw(*shape)
    for shape in ((2, 2, 3, 1), (3, 3, 2, 2)):
        yield "several images", draw(*shape)
    for shape in ((1, 2, 3, 1), (2, 3, 2, 2)):
        bright = rng.integers(20, 200, shape)
        yield "bytes", tuple(a.astype(np.uint8) for a in (bright, bright - draw(*shape)[0] * 4))


RECONSTRUCTION_ERROR = Exercise(
    id="09_reconstruction_error",
    title="How well is an image rebuilt?",
    reference=reconstruction_error,
    parts=(Part("one image", 1), Part("several images", 1), Part("bytes", 1)),
    cases=_cases,
    arithmetic={"out": lambda at, x, rebuilt: f"{_sums(x, rebuilt)[at]:g} / {x[0].size}"},
    hints=(
        "How many numbers does one image have, and what is done with each of its differences?",
        "Look at the mean: it runs over height, width and channels, and not over the images.",
    ),
    mistakes=MISTAKES,
)
