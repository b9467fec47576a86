"""Layers: what each does to its input, what it learns, and how the gradient comes back.

A layer keeps its weights and nothing else: `forward` returns what `backward` will need, so that
several threads can use one layer at once.
"""

from cnnnotes.nn.layers.activation import Activation
from cnnnotes.nn.layers.base import Input, Layer
from cnnnotes.nn.layers.dense import Dense, Flatten
from cnnnotes.nn.layers.regularization import BatchNormalization, Dropout, GaussianNoise
from cnnnotes.nn.layers.sliding import (
    AveragePooling2D,
    Conv2D,
    GlobalAveragePooling2D,
    MaxPooling2D,
)

__all__ = [
    "Activation",
    "AveragePooling2D",
    "BatchNormalization",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "GaussianNoise",
    "GlobalAveragePooling2D",
    "Input",
    "Layer",
    "MaxPooling2D",
]
