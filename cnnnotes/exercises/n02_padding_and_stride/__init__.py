"""Notebook 02: what padding, stride and dilation do to the size and to the view."""

from cnnnotes.exercises.n02_padding_and_stride.conv_strided import CONV_STRIDED
from cnnnotes.exercises.n02_padding_and_stride.output_size import OUTPUT_SIZE
from cnnnotes.exercises.n02_padding_and_stride.pad2d import PAD2D
from cnnnotes.exercises.n02_padding_and_stride.questions import (
    PREDICT_FIELD,
    PREDICT_SHAPE,
    PREDICT_STACK,
)
from cnnnotes.exercises.n02_padding_and_stride.receptive_field import RECEPTIVE_FIELD
from cnnnotes.exercises.n02_padding_and_stride.same_padding import SAME_PADDING

EXERCISES = (OUTPUT_SIZE, PAD2D, CONV_STRIDED, SAME_PADDING, RECEPTIVE_FIELD)
QUESTIONS = (PREDICT_SHAPE, PREDICT_STACK, PREDICT_FIELD)
