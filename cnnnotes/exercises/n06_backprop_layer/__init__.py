"""Notebook 06: gradients of whole layers, the loss, and the steps that follow them."""

from cnnnotes.exercises.n06_backprop_layer.adam_step import ADAM_STEP
from cnnnotes.exercises.n06_backprop_layer.conv2d_backward import CONV2D_BACKWARD
from cnnnotes.exercises.n06_backprop_layer.grad_check import GRAD_CHECK
from cnnnotes.exercises.n06_backprop_layer.max_pool2d_backward import MAX_POOL2D_BACKWARD
from cnnnotes.exercises.n06_backprop_layer.momentum_step import MOMENTUM_STEP
from cnnnotes.exercises.n06_backprop_layer.questions import (
    PREDICT_DW,
    PREDICT_FIRST_LOSS,
    PREDICT_REACH,
    PREDICT_WINNER,
)
from cnnnotes.exercises.n06_backprop_layer.softmax_cross_entropy import SOFTMAX_CROSS_ENTROPY

EXERCISES = (
    GRAD_CHECK,
    CONV2D_BACKWARD,
    MAX_POOL2D_BACKWARD,
    SOFTMAX_CROSS_ENTROPY,
    MOMENTUM_STEP,
    ADAM_STEP,
)
QUESTIONS = (PREDICT_DW, PREDICT_REACH, PREDICT_WINNER, PREDICT_FIRST_LOSS)
