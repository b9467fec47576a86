"""Notebook 08: keep it honest."""

from cnnnotes.exercises.n08_regularization.augment import AUGMENT
from cnnnotes.exercises.n08_regularization.batch_norm import BATCH_NORM
from cnnnotes.exercises.n08_regularization.dropout import DROPOUT
from cnnnotes.exercises.n08_regularization.l1_grad import L1_GRAD
from cnnnotes.exercises.n08_regularization.l2_grad import L2_GRAD
from cnnnotes.exercises.n08_regularization.questions import (
    PREDICT_FLIP,
    PREDICT_NORM_PARAMS,
    PREDICT_PENALTY,
)
from cnnnotes.exercises.n08_regularization.stop_at import STOP_AT

EXERCISES = (DROPOUT, BATCH_NORM, L1_GRAD, L2_GRAD, STOP_AT, AUGMENT)
QUESTIONS = (PREDICT_PENALTY, PREDICT_NORM_PARAMS, PREDICT_FLIP)
