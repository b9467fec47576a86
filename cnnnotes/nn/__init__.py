"""Layers, models and training, with Keras' names, on nothing but `cnnnotes.ops`."""

from cnnnotes.nn import models, optimizers
from cnnnotes.nn.callbacks import Callback, History
from cnnnotes.nn.files import load
from cnnnotes.nn.layers import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Input,
    Layer,
    MaxPooling2D,
)
from cnnnotes.nn.model import Sequential
from cnnnotes.nn.optimizers import SGD, Adam, OneCycle, RMSprop

__all__ = [
    "SGD",
    "Activation",
    "Adam",
    "AveragePooling2D",
    "BatchNormalization",
    "Callback",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
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
]
