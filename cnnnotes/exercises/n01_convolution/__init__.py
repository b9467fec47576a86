"""Notebook 01: a window slides over the input; first 1-D, then 2-D, then channels."""

from cnnnotes.exercises.n01_convolution.conv_channels import CONV_CHANNELS
from cnnnotes.exercises.n01_convolution.convolve import CONVOLVE
from cnnnotes.exercises.n01_convolution.im2col import IM2COL
from cnnnotes.exercises.n01_convolution.n_params import N_PARAMS
from cnnnotes.exercises.n01_convolution.questions import (
    PREDICT_FLIP,
    PREDICT_PARAMS,
    PREDICT_SIZE,
)
from cnnnotes.exercises.n01_convolution.slide1d import SLIDE1D
from cnnnotes.exercises.n01_convolution.slide2d import SLIDE2D

EXERCISES = (SLIDE1D, SLIDE2D, CONVOLVE, CONV_CHANNELS, N_PARAMS, IM2COL)
QUESTIONS = (PREDICT_FLIP, PREDICT_SIZE, PREDICT_PARAMS)
