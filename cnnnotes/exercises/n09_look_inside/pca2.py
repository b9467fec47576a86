"""Exercise 09_pca2: a learned space of many features, seen in a plane."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Mistake, Part
from cnnnotes.exercises.n09_look_inside.answers import pca2


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


def upright(out):
    """Turn the sign of each column so that its largest entry is positive: an axis has two ends."""
    if out.ndim != 2 or out.size == 0:
        return out
    largest = np.take_along_axis(out, np.abs(out).argmax(axis=0)[None], axis=0)
    return out * np.where(largest < 0, -1, 1)


def _seen_along(axes, centre=lambda h: h - h.mean(axis=0)):
    """Project on other axes: `axes(h, V)`, h centred, V (D, D) with the axes as columns."""

    def mimic(h):
        h = centre(h)
        _, _, transposed = np.linalg.svd(h)
        return h @ axes(h, transposed.T)

    return mimic


def _singular(scores):
    """Return `scores(u, s)` of the centred h = u s vᵀ."""

    def mimic(h):
        u, s, _ = np.linalg.svd(h - h.mean(axis=0), full_matrices=False)
        return scores(u[:, :2], s[:2])

    return mimic


def _in_place(h):
    h -= h.mean(axis=0)
    return pca2(h)


def _axes(h):
    return np.linalg.svd(h - h.mean(axis=0))[2][:2]


def _standardized(h):
    return (h - h.mean(axis=0)) / h.std(axis=0)


NOT_CENTRED = Mistake(
    "not centred",
    _seen_along(lambda h, v: v[:, :2], centre=np.array),
    "Your axes run from the origin to the cloud: its mean was not taken away.",
    "Along which direction do points far from the origin differ most from it?",
    "Look for the mean over the rows: it is to be subtracted first.",
)
LENGTHS_LOST = Mistake(
    "scaled to one spread",
    _singular(lambda u, s: u),
    "Both columns of your result have the same spread: how long the cloud is, is lost.",
    "Which of u, s and vᵀ holds the lengths?",
    "Look at the last step: the centred h is to be multiplied by the axes.",
)

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
    mistakes=(
        NOT_CENTRED,
        Mistake(
            "centred for the axes alone",
            lambda h: h @ _axes(h).T,
            "Your axes are right; the points that are projected still have their mean.",
            "Where should the middle of the cloud lie in the plane?",
            "Look at the last step: the centred h is to be multiplied by the axes.",
        ),
        Mistake(
            "axes not from the centred points",
            lambda h: (h - h.mean(axis=0)) @ np.linalg.svd(h)[2][:2].T,
            "Your points are centred, but the axes were found before.",
            "Whose axes are they: the cloud's, or the way from the origin to it?",
            "Look at what you give to `svd` or `eigh`.",
        ),
        Mistake(
            "one mean for all features",
            _seen_along(lambda h, v: v[:, :2], centre=lambda h: h - h.mean()),
            "One number was subtracted everywhere: the mean of the whole array.",
            "How many means have D features?",
            "Look at `axis=` in the line that takes the mean.",
        ),
        Mistake(
            "mean of each point subtracted",
            _seen_along(lambda h, v: v[:, :2], centre=lambda h: h - h.mean(axis=1, keepdims=True)),
            "From each point the mean of its own features was subtracted.",
            "Does the mean run over the points, or over the features?",
            "Look at `axis=` in the line that takes the mean.",
        ),
        Mistake(
            "second axis first",
            lambda h: pca2(h)[:, ::-1],
            "Your columns have changed places: the second axis comes first.",
            "In which order does `eigh` give its eigenvalues?",
            "Look at the order of the two axes: `[:, -2:]` of `eigh` begins with the second.",
        ),
        Mistake(
            "smallest axes in place of largest",
            _seen_along(lambda h, v: v[:, ::-1][:, :2]),
            "Your axes are those along which the cloud is thinnest.",
            "In which order does `eigh` give its eigenvalues?",
            "Look at which two columns you take: those of the largest eigenvalues.",
        ),
        Mistake(
            "smallest axes in place of largest",
            _seen_along(lambda h, v: v[:, -2:]),
            "Your axes are those along which the cloud is thinnest.",
            "In which order does `svd` give its singular values?",
            "Look at which two rows of vᵀ you take: the first.",
        ),
        Mistake(
            "rows and columns of the axes exchanged",
            _seen_along(lambda h, v: v[:2].T),
            "You projected on the wrong side of the matrix of axes.",
            "Are the axes the rows of vᵀ, or its columns?",
            "Look at `vt[:2].T`: `vt[:, :2]` takes two columns.",
        ),
        Mistake(
            "rows and columns of the axes exchanged, smallest first",
            _seen_along(lambda h, v: v[:, ::-1][:2].T),
            "You projected on rows of the matrix of eigenvectors.",
            "Are the eigenvectors its rows, or its columns?",
            "Look at the slice: `eigh` gives them as columns, the largest last.",
        ),
        LENGTHS_LOST,
        replace(LENGTHS_LOST, mimic=lambda h: pca2(h) / pca2(h).std(axis=0)),
        replace(LENGTHS_LOST, mimic=lambda h: pca2(h) / pca2(h).std(axis=0, ddof=1)),
        Mistake(
            "multiplied by the spread twice",
            _singular(lambda u, s: u * s**2),
            "Each column is the right one times its singular value.",
            "Which is the projection: u s, or u s²?",
            "Look at the last step: s comes in once.",
        ),
        Mistake(
            "features scaled first",
            _seen_along(lambda h, v: v[:, :2], centre=_standardized),
            "Every feature was divided by its standard deviation first.",
            "Was the spread of the features to be kept?",
            "Look for `std`.",
        ),
        Mistake(
            "axes of the correlation",
            lambda h: (h - h.mean(axis=0)) @ np.linalg.svd(_standardized(h))[2][:2].T,
            "Your axes are those of the features scaled to one spread.",
            "Which matrix has the principal axes: `np.cov`, or `np.corrcoef`?",
            "Look for `corrcoef`, or for `std`.",
        ),
        Mistake(
            "first two features",
            lambda h: (h - h.mean(axis=0))[:, :2],
            "Your result holds the first two features, centred.",
            "Does the cloud lie along the features?",
            "Look at the last step: the centred h is to be multiplied by the axes.",
        ),
        Mistake(
            "the axes themselves",
            _axes,
            "Your result holds the two axes; asked for are the points seen along them.",
            "How many rows has the result for N points?",
            "Look at the last step: the centred h is to be multiplied by the axes.",
        ),
        Mistake(
            "the axes themselves, as columns",
            lambda h: _axes(h).T,
            "Your result holds the two axes; asked for are the points seen along them.",
            "How many rows has the result for N points?",
            "Look at the last step: the centred h is to be multiplied by the axes.",
        ),
        Mistake(
            "result transposed",
            lambda h: pca2(h).T,
            "Your result is (2, N): points as columns.",
            "Which axis of (N, 2) counts the points?",
            "Look for `.T`, or at the order of the product.",
        ),
        Mistake(
            "all axes kept",
            lambda h: (h - h.mean(axis=0)) @ np.linalg.svd(h - h.mean(axis=0))[2].T,
            "Your result has a column for each feature.",
            "How many numbers has a point in a plane?",
            "Look at the axes: the first two are enough.",
        ),
        Mistake(
            "one axis only",
            lambda h: pca2(h)[:, 0],
            "Your result holds the first axis alone.",
            "How many numbers has a point in a plane?",
            "Look at the slice of the axes: `[:2]`.",
        ),
        Mistake(
            "points rebuilt",
            lambda h: pca2(h) @ (pca2(h).T @ pca2(h) / (pca2(h) ** 2).sum(axis=0)) @ _axes(h),
            "Your result has D features again: the points were put back from the plane.",
            "How many numbers has a point in a plane?",
            "Look at the last product: one is enough.",
        ),
        Mistake(
            "changes its input",
            _in_place,
            "The array that was given to your function is changed after the call.",
            "Whose memory does `h -= …` write to: a new array's, or the caller's?",
            "Look for `-=`; make a new array with `h - …` instead.",
        ),
    ),
)
