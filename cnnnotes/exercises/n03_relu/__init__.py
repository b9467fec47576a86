"""Notebook 03: convolutions in a row are one convolution, until something bends between them."""

from cnnnotes.exercises.n03_relu.dead_fraction import DEAD_FRACTION
from cnnnotes.exercises.n03_relu.he_std import HE_STD
from cnnnotes.exercises.n03_relu.merge_kernels import MERGE_KERNELS
from cnnnotes.exercises.n03_relu.questions import (
    PREDICT_DEAD,
    PREDICT_MERGED,
    PREDICT_RING,
    PREDICT_VANISHING,
)
from cnnnotes.exercises.n03_relu.relu import RELU
from cnnnotes.exercises.n03_relu.relu_backward import RELU_BACKWARD

EXERCISES = (MERGE_KERNELS, RELU, RELU_BACKWARD, DEAD_FRACTION, HE_STD)
QUESTIONS = (PREDICT_MERGED, PREDICT_RING, PREDICT_VANISHING, PREDICT_DEAD)
