# ruff: noqa
"""Notebook 08, as learners write it: set k, written from the stubs alone."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("08")


@wrong("l2_grad", "the 2 is forgotten")
def l2_grad(w, b, dw, db, strength):
    return dw + strength * w, db


@wrong("l2_grad", "biases are penalized too")
def l2_grad(w, b, dw, db, strength):
    return dw + 2 * strength * w, db + 2 * strength * b


@wrong("l2_grad", "the penalty is subtracted")
def l2_grad(w, b, dw, db, strength):
    return dw - 2 * strength * w, db


@wrong("l2_grad", "the sum of all weights in place of each weight")
def l2_grad(w, b, dw, db, strength):
    return dw + 2 * strength * np.sum(w), db


@right("l2_grad")  # twice added
def l2_grad(w, b, dw, db, strength):
    pull = strength * w
    return dw + pull + pull, db.copy()


@wrong("l1_grad", "the sign is left out: the same for all weights")
def l1_grad(w, b, dw, db, strength):
    return dw + strength, db


@wrong("l1_grad", "the absolute value, not its slope")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * np.abs(w), db


@wrong("l1_grad", "weights of 0 are pushed up: where(w >= 0)")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * np.where(w >= 0, 1, -1), db


@wrong("l1_grad", "the sign of dw is used, not of w", "biases are penalized too")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * np.sign(dw), db + strength * np.sign(b)


@right("l1_grad")  # comparisons subtracted
def l1_grad(w, b, dw, db, strength):
    return dw + strength * ((w > 0).astype(float) - (w < 0)), db
