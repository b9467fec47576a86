"""What is known to go wrong in exercise 09_pca2."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _centred(h):
    return h - h.mean(axis=0)


def _projected(
    h,
    *,
    centre=_centred,
    axes_of=_centred,
    seen=_centred,
    axes=lambda v: v[:, :2],
):
    """`pca2` with one of its steps replaced: `seen(h)` along `axes(v)`, those of `axes_of(h)`.

    `v` (D, D) has the axes as columns; `centre` stands for both where these are not replaced.
    """
    axes_of, seen = (centre if step is _centred else step for step in (axes_of, seen))
    return seen(h) @ axes(np.linalg.svd(axes_of(h))[2].T)


def _in_place(right, h):
    h -= h.mean(axis=0)
    return right(h)


def _axes(h):
    return np.linalg.svd(h - h.mean(axis=0))[2][:2]


def _standardized(h):
    return (h - h.mean(axis=0)) / h.std(axis=0)


NOT_CENTRED = Mistake(
    "not centred",
    knobs(_projected, centre=np.array),
    "Your axes run from the origin to the cloud: its mean was not taken away.",
    "Along which direction do points far from the origin differ most from it?",
    "Look for the mean over the rows: it is to be subtracted first.",
)


LENGTHS_LOST = Mistake(
    "scaled to one spread",
    lambda right, h: right(h) / np.linalg.norm(right(h), axis=0),
    "Both columns of your result have the same spread: how long the cloud is, is lost.",
    "Which of u, s and vᵀ holds the lengths?",
    "Look at the last step: the centred h is to be multiplied by the axes.",
)


MISTAKES = (
    NOT_CENTRED,
    Mistake(
        "centred for the axes alone",
        knobs(_projected, seen=np.array),
        "Your axes are right; the points that are projected still have their mean.",
        "Where should the middle of the cloud lie in the plane?",
        "Look at the last step: the centred h is to be multiplied by the axes.",
    ),
    Mistake(
        "axes not from the centred points",
        knobs(_projected, axes_of=np.array),
        "Your points are centred, but the axes were found before.",
        "Whose axes are they: the cloud's, or the way from the origin to it?",
        "Look at what you give to `svd` or `eigh`.",
    ),
    Mistake(
        "one mean for all features",
        knobs(_projected, centre=lambda h: h - h.mean()),
        "One number was subtracted everywhere: the mean of the whole array.",
        "How many means do D features have?",
        "Look at `axis=` in the line that takes the mean.",
    ),
    Mistake(
        "mean of each point subtracted",
        knobs(_projected, centre=lambda h: h - h.mean(axis=1, keepdims=True)),
        "From each point the mean of its own features was subtracted.",
        "Does the mean run over the points, or over the features?",
        "Look at `axis=` in the line that takes the mean.",
    ),
    Mistake(
        "second axis first",
        lambda right, h: right(h)[:, ::-1],
        "Your columns are swapped: the second axis comes first.",
        "In which order does `eigh` give its eigenvalues?",
        "Look at the order of the two axes: `[:, -2:]` of `eigh` begins with the second.",
    ),
    Mistake(
        "first axis skipped",
        knobs(_projected, axes=lambda v: v[:, 1:3]),
        "Your columns are the second and the third axis.",
        "At which index does the first row of v stand?",
        "Look at the slice of v: `[1:3]` leaves out the first.",
    ),
    Mistake(
        "smallest axes in place of largest",
        knobs(_projected, axes=lambda v: v[:, ::-1][:, :2]),
        "Your axes are those along which the cloud is thinnest.",
        "In which order does `eigh` give its eigenvalues?",
        "Look at which two columns you take: those of the largest eigenvalues.",
    ),
    Mistake(
        "smallest axes in place of largest",
        knobs(_projected, axes=lambda v: v[:, -2:]),
        "Your axes are those along which the cloud is thinnest.",
        "In which order does `svd` give its singular values?",
        "Look at which two rows of vᵀ you take: the first.",
    ),
    Mistake(
        "rows and columns of the axes swapped",
        knobs(_projected, axes=lambda v: v[:2].T),
        "You projected on the wrong side of the matrix of axes.",
        "Are the axes the rows of vᵀ, or its columns?",
        "Look at `vt[:2].T`: `vt[:, :2]` takes two columns.",
    ),
    Mistake(
        "rows and columns of the axes swapped, smallest first",
        knobs(_projected, axes=lambda v: v[:, ::-1][:2].T),
        "You projected on rows of the matrix of eigenvectors.",
        "Are the eigenvectors its rows, or its columns?",
        "Look at the slice: `eigh` gives them as columns, the largest last.",
    ),
    *LENGTHS_LOST.forms(
        lambda right, h: right(h) / right(h).std(axis=0),
        lambda right, h: right(h) / right(h).std(axis=0, ddof=1),
    ),
    Mistake(
        "multiplied by the spread twice",
        lambda right, h: right(h) * np.linalg.norm(right(h), axis=0),
        "Each column is the right one times its singular value.",
        "Which is the projection: u s, or u s²?",
        "Look at the last step: s comes in once.",
    ),
    Mistake(
        "features scaled first",
        knobs(_projected, centre=_standardized),
        "Every feature was divided by its standard deviation first.",
        "Was the spread of the features to be kept?",
        "Look for `std`.",
    ),
    Mistake(
        "axes of the correlation",
        knobs(_projected, axes_of=_standardized),
        "Your axes are those of the features scaled to one spread.",
        "Which matrix gives the principal axes: `np.cov`, or `np.corrcoef`?",
        "Look for `corrcoef`, or for `std`.",
    ),
    Mistake(
        "first two features",
        knobs(_projected, axes=lambda v: np.eye(len(v))[:, :2]),
        "Your result holds the first two features, centred.",
        "Does the cloud lie along the features?",
        "Look at the last step: the centred h is to be multiplied by the axes.",
    ),
    Mistake(
        "the axes themselves",
        finished(_axes),
        "Your result holds the two axes; expected the points seen along them.",
        "How many rows does the result for N points have?",
        "Look at the last step: the centred h is to be multiplied by the axes.",
    ),
    Mistake(
        "the axes themselves, as columns",
        finished(lambda h: _axes(h).T),
        "Your result holds the two axes; expected the points seen along them.",
        "How many rows does the result for N points have?",
        "Look at the last step: the centred h is to be multiplied by the axes.",
    ),
    Mistake(
        "result transposed",
        lambda right, h: right(h).T,
        "Your result is (2, N): points as columns.",
        "Which axis of (N, 2) counts the points?",
        "Look for `.T`, or at the order of the product.",
    ),
    Mistake(
        "all axes kept",
        knobs(_projected, axes=lambda v: v),
        "Your result has a column for each feature.",
        "How many numbers does a point in a plane have?",
        "Look at the axes: the first two are enough.",
    ),
    Mistake(
        "one axis only",
        lambda right, h: right(h)[:, 0],
        "Your result holds the first axis alone.",
        "How many numbers does a point in a plane have?",
        "Look at the slice of the axes: `[:2]`.",
    ),
    Mistake(
        "points rebuilt",
        lambda right, h: (
            right(h) @ (right(h).T @ right(h) / (right(h) ** 2).sum(axis=0)) @ _axes(h)
        ),
        "Your result has D features again: the points were put back from the plane.",
        "How many numbers does a point in a plane have?",
        "Look at the last product: one is enough.",
    ),
    Mistake(
        "changes its input",
        _in_place,
        "The array that was given to your function is changed after the call.",
        "Whose memory does `h -= …` write to: a new array's, or the caller's?",
        "Look for `-=`; make a new array with `h - …` instead.",
    ),
)
