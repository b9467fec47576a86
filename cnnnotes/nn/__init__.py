"""Layers, models and training, with Keras' names, on nothing but `cnnnotes.ops`."""

from cnnnotes.nn import models, optimizers, regularizers
from cnnnotes.nn.callbacks import Callback, EarlyStopping, History
from cnnnotes.nn.layers import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GaussianNoise,
    GlobalAveragePooling2D,
    Input,
    Layer,
    MaxPooling2D,
)
from cnnnotes.nn.loading import load
from cnnnotes.nn.model import Sequential
from cnnnotes.nn.optimizers import SGD, Adam, OneCycle, RMSprop
from cnnnotes.nn.regularizers import L1, L2

__all__ = [
    "L1",
    "L2",
    "SGD",
    "Activation",
    "Adam",
    "AveragePooling2D",
    "BatchNormalization",
    "Callback",
    "Conv2D",
    "Dense",
    "Dropout",
    "EarlyStopping",
    "Flatten",
    "GaussianNoise",
    "GlobalAveragePooling2D",
    "History",
    "Input",
    "Layer",
    "MaxPooling2D",
    "OneCycle",
    "RMSprop",
    "Sequential",
    "load",
    "models",
    "optimizers",
    "regularizers",
]
