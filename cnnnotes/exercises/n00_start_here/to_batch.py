"""Exercise 00_to_batch: an image as a batch of one."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n00_start_here.to_batch_mistakes import MISTAKES


def to_batch(img: np.ndarray) -> np.ndarray:
    """img (H, W) → (1, H, W, 1): a batch of one image with one channel."""
    return img[None, :, :, None]


def _to_batch_cases(rng):
    for shape in ((2, 2), (2, 3), (3, 2)):
        yield "small images", (rng.integers(0, 10, shape) / 2,)
    for shape in ((4, 6), (7, 5), (28, 28)):
        yield "larger images", (rng.integers(-9, 10, shape),)


TO_BATCH = Exercise(
    id="00_to_batch",
    title="Make an image a batch of one",
    reference=to_batch,
    parts=(Part("small images", 1), Part("larger images", 1)),
    cases=_to_batch_cases,
    hints=(
        "Which of the four axes are new, and where do H and W stand among them?",
        "Look at the order of the axes in your result: N, H, W, C, with N = C = 1.",
    ),
    arithmetic={"out": lambda at, img: f"img[{at[1]}, {at[2]}]"},
    mistakes=MISTAKES,
)
