"""Exercise 09_pca2: a learned space of many features, seen in a plane."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n09_look_inside._answers import pca2
from cnnnotes.exercises.n09_look_inside.pca2_mistakes import MISTAKES


def _cases(rng):
    def draw(n, d, mean):
        """Points whose principal axes are told apart by clearly different spreads."""
        points = rng.normal(size=(n, min(n - 1, d)))
        scores, _ = np.linalg.qr(points - points.mean(axis=0))
        axes, _ = np.linalg.qr(rng.normal(size=(d, d)))
        spreads = 9 * 0.6 ** np.arange(scores.shape[1])
        return (scores * spreads @ axes[: scores.shape[1]] + mean * rng.normal(size=d),)

    for n, d in ((5, 3), (8, 4), (5, 7)):
        yield "mean 0", draw(n, d, 0)
    for n, d in ((6, 3), (9, 4), (6, 8)):
        yield "any mean", draw(n, d, 5)


def upright(out: np.ndarray) -> np.ndarray:
    """Turn the sign of each column so that its largest entry is positive: an axis has two ends."""
    if out.ndim != 2 or out.size == 0:
        return out
    largest = np.take_along_axis(out, np.abs(out).argmax(axis=0)[None], axis=0)
    return out * np.where(largest < 0, -1, 1)


PCA2 = Exercise(
    id="09_pca2",
    title="Many features, seen in a plane",
    reference=pca2,
    parts=(Part("mean 0", 2), Part("any mean", 2)),
    cases=_cases,
    canonical=upright,
    arithmetic={"out": lambda at, h: f"point {at[0]} along axis {at[1]}"},
    hints=(
        "Along which direction is the cloud longest, and along which one across it?",
        "Look at the three steps: subtract the mean, find two axes, project.",
    ),
    mistakes=MISTAKES,
)
