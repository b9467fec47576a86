"""Notebook 05: the smallest convolutional network there is, backwards by hand."""

from cnnnotes.exercises.n05_backprop_by_hand.da_dz import DA_DZ
from cnnnotes.exercises.n05_backprop_by_hand.dl_da import DL_DA
from cnnnotes.exercises.n05_backprop_by_hand.dz_dw import DZ_DW
from cnnnotes.exercises.n05_backprop_by_hand.forward import FORWARD
from cnnnotes.exercises.n05_backprop_by_hand.grad_w1 import GRAD_W1
from cnnnotes.exercises.n05_backprop_by_hand.grad_x import GRAD_X
from cnnnotes.exercises.n05_backprop_by_hand.numerical_gradient import NUMERICAL_GRADIENT
from cnnnotes.exercises.n05_backprop_by_hand.questions import (
    PREDICT_SHAPE,
    PREDICT_STEP,
    PREDICT_WINDOW,
)
from cnnnotes.exercises.n05_backprop_by_hand.train import TRAIN

EXERCISES = (
    FORWARD,
    DZ_DW,
    DA_DZ,
    DL_DA,
    GRAD_W1,
    GRAD_X,
    NUMERICAL_GRADIENT,
    TRAIN,
)
QUESTIONS = (PREDICT_WINDOW, PREDICT_SHAPE, PREDICT_STEP)
