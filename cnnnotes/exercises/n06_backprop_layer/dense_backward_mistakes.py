"""What goes wrong in 06_dense_backward."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake

NAMES = ("dx", "dw", "db")


def _changed(**changes):
    """Some of the gradients changed: `change(gradient, *args)`."""

    def mimic(right, *args):
        gradients = zip(NAMES, right(*args), strict=True)
        return tuple(changes[n](g, *args) if n in changes else g for n, g in gradients)

    return mimic


def _from(**others):
    """Some of the gradients as other arguments would give them: `other(dy, x, w)`."""

    def mimic(right, *args):
        gradients = zip(NAMES, right(*args), strict=True)
        return tuple(
            right(*others[n](*args))[NAMES.index(n)] if n in others else g for n, g in gradients
        )

    return mimic


def _mean(gradient, dy, x, w):
    return gradient / len(dy)


def _one(image):
    return lambda dy, x, w: (dy[[image]], x[[image]], w)


def _summed(dy, x, w):
    """One image, the sum of all."""
    return dy.sum(axis=0, keepdims=True), x.sum(axis=0, keepdims=True), w


def _order(*places):
    return lambda right, *args: tuple(right(*args)[i] for i in places)


MISTAKES = (
    Mistake(
        "w not transposed in dx",
        _from(dx=lambda dy, x, w: (dy, x, w.T)),
        "Your dx multiplies dy with w as it is; it fails where inputs and outputs are not as many.",
        "Which axis do dy (N, M) and w (D, M) share, and which is to be left?",
        "Look at the product that makes dx: which axis of w meets the last axis of dy?",
    ),
    Mistake(
        "w reshaped in dx",
        _from(dx=lambda dy, x, w: (dy, x, w.reshape(w.shape[::-1]).T)),
        "Your dx has the right shape, but its numbers meet weights of other places.",
        "Does `reshape` move axes, or does it cut the same row of numbers into other lengths?",
        "Look for a `reshape` of w: `.T` exchanges its axes.",
    ),
    Mistake(
        "dx transposed",
        _changed(dx=lambda dx, *args: dx.T),
        "Your dx is (D, N): its axes are swapped.",
        "Which shape has x?",
        "Look at the order of the two factors of dx: the images come first.",
    ),
    *Mistake(
        "outputs in place of their gradient",
        _from(dx=lambda dy, x, w: (x @ w, x, w)),
        "In one of your gradients the layer's output x @ w stands where dy belongs.",
        "What arrives from above in the backward pass: y, or the loss' gradient with respect to y?",
        "Look for `x @ w`: going backwards it is not needed.",
    ).forms(
        _from(dw=lambda dy, x, w: (x @ w, x, w)),
        _from(dx=lambda dy, x, w: (x @ w, x, w), dw=lambda dy, x, w: (x @ w, x, w)),
    ),
    Mistake(
        "dy summed before it is weighed",
        _from(dx=lambda dy, x, w: (dy.sum(axis=1, keepdims=True).repeat(dy.shape[1], 1), x, w)),
        "In your dx each weight is multiplied with the sum over all outputs.",
        "Which weight leads from input d to output m, and which number of dy belongs to it?",
        "Look for a sum in the line of dx: the product adds up already.",
    ),
    Mistake(
        "gradient of the first output alone in dx",
        _from(dx=lambda dy, x, w: (dy * (np.arange(dy.shape[1]) == 0), x, w)),
        "Your dx holds what comes back from the first output alone.",
        "How many outputs has each input a part in?",
        "Look at the line of dx: which of the axes are summed over?",
    ),
    Mistake(
        "gradient of the last output alone in dx",
        _from(dx=lambda dy, x, w: (dy * (np.arange(dy.shape[1]) == dy.shape[1] - 1), x, w)),
        "Your dx holds what comes back from the last output alone: the others were overwritten.",
        "How many outputs has each input a part in?",
        "Look for `=` where `+=` is meant, in the loop over the outputs.",
    ),
    Mistake(
        "dw transposed",
        _changed(dw=lambda dw, *args: dw.T),
        "Your dw is (M, D): its axes are swapped.",
        "Which shape has w?",
        "Look at the order of the two factors of dw: the inputs come first.",
    ),
    Mistake(
        "x not transposed in dw",
        _from(dw=lambda dy, x, w: (dy, x.T, w)),
        "Your dw multiplies x as it is with dy; it fails where images and inputs are not as many.",
        "Which axis do x (N, D) and dy (N, M) share? It is summed over.",
        "Look at the product that makes dw: which axis of x meets the first axis of dy?",
    ),
    Mistake(
        "x reshaped in dw",
        _from(dw=lambda dy, x, w: (dy, x.reshape(x.shape[::-1]).T, w)),
        "Your dw has the right shape, but its numbers come from inputs of other places.",
        "Does `reshape` move axes, or does it cut the same row of numbers into other lengths?",
        "Look for a `reshape` of x: `.T` exchanges its axes.",
    ),
    Mistake(
        "dw reshaped in place of transposed",
        _changed(dw=lambda dw, *args: dw.T.reshape(dw.shape)),
        "Your dw has the right numbers, in wrong places.",
        "Does `reshape` move axes, or does it cut the same row of numbers into other lengths?",
        "Look for a `reshape` of dw: `.T` exchanges its axes.",
    ),
    Mistake(
        "images summed before they are multiplied",
        _from(dw=_summed),
        "In your dw, inputs of one image meet the gradients of others.",
        "Is a sum of products the product of the sums?",
        "Look for sums over the batch in the line of dw: first multiply, then add up.",
    ),
    *Mistake(
        "entry by entry in place of the product",
        _changed(dw=lambda dw, dy, x, w: x * dy),
        "What `*` does to two arrays is not a matrix product; it fails where their shapes differ.",
        "Which axis of x (N, D) and dy (N, M) is summed over?",
        "Look for `*` where `@` is meant.",
    ).forms(
        _changed(dx=lambda dx, dy, x, w: dy * w),
        _changed(dw=lambda dw, dy, x, w: x.T * dy),
        _changed(dx=lambda dx, dy, x, w: dy * w.T),
    ),
    Mistake(
        "first image only in dw",
        _from(dw=_one(0)),
        "Your dw comes from the first image alone.",
        "Which images does a weight see?",
        "Look at the first index of x and dy in the line of dw.",
    ),
    Mistake(
        "last image only in dw",
        _from(dw=_one(-1)),
        "Your dw comes from the last image alone: the others were overwritten.",
        "What becomes of the first image's contribution when the second is stored?",
        "Look for `=` where `+=` is meant, in the loop over the images.",
    ),
    Mistake(
        "dw holds w",
        _changed(dw=lambda dw, dy, x, w: dw + w),
        "Your dw is the gradient and w together.",
        "Is it the gradient that is wanted here, or the weights after a step?",
        "Look for w in the line of dw: it has no part in it.",
    ),
    Mistake(
        "db averaged over the batch",
        _changed(db=_mean),
        "Your db is a mean over the images; expected their sum.",
        "How often is the bias of an output added, over all images?",
        "Look at the line of db.",
    ),
    *Mistake(
        "mean over the batch",
        _changed(dw=_mean, db=_mean),
        "What should be summed over the images of the batch is averaged.",
        "dy is the gradient of the loss already: who divided by N, the loss or this layer?",
        "Look for `/ N`, or for `mean` over the first axis.",
    ).forms(_changed(dw=_mean), _changed(dx=_mean, dw=_mean, db=_mean), _changed(dx=_mean)),
    *Mistake(
        "db not summed",
        _changed(db=lambda db, dy, *rest: dy),
        "Your db has a row for each image.",
        "Does each image have a bias of its own?",
        "Look at the line of db: b (M,) is added to each image.",
    ).forms(_changed(db=lambda db, dy, *rest: dy[0])),
    Mistake(
        "db summed over the outputs",
        _changed(db=lambda db, dy, *rest: dy.sum(axis=1)),
        "Your db has a number for each image: the outputs were summed.",
        "Which axis of dy (N, M) counts the biases?",
        "Look at the line of db: which axis does `sum` run over?",
    ),
    Mistake(
        "db summed over everything",
        _changed(db=lambda db, dy, *rest: dy.sum()),
        "Your db is one number for all outputs.",
        "How many biases do M outputs have?",
        "Look at the line of db: which axis does `sum` run over?",
    ),
    Mistake(
        "db keeps an axis of 1",
        _changed(db=lambda db, *args: np.asarray(db)[None]),
        "Your db is (1, M): the summed axis is still there.",
        "Which shape has b?",
        "Look for `keepdims` in the line of db.",
    ),
    Mistake(
        "db counts the images",
        _changed(db=lambda db, dy, *rest: np.full(dy.shape[1], len(dy))),
        "Your db is the number of images, whatever dy is.",
        "What reaches the bias from each output: a 1, or that output's gradient?",
        "Look for dy in the line of db.",
    ),
    *Mistake(
        "order of the results",
        _order(1, 2, 0),
        "The three arrays that you return stand in another order.",
        "In which order are the three expected: dx, dw, db?",
        "Look at the line with `return`.",
    ).forms(_order(1, 0, 2), _order(2, 1, 0), _order(0, 2, 1), _order(2, 0, 1)),
    Mistake(
        "dw in place of w in dx",
        _from(dx=lambda dy, x, w: (dy, x, x.T @ dy)),
        "Your dx multiplies dy with the gradient of w, not with w.",
        "By how much does the output change when x grows: by w, or by dw?",
        "Look for `dw` in the line that makes dx.",
    ),
    Mistake(
        "a ReLU's mask in dx",
        _changed(dx=lambda dx, dy, x, w: dx * (x > 0)),
        "Your dx is 0 where x is not positive.",
        "Is there a ReLU in this layer?",
        "Look for `x > 0`: it belongs to the layer before.",
    ),
)
