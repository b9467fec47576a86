"""Notebook 09: what the network looks at, and what it has learned to see."""

from cnnnotes.exercises.n09_look_inside.occlusion_map import OCCLUSION_MAP
from cnnnotes.exercises.n09_look_inside.pca2 import PCA2
from cnnnotes.exercises.n09_look_inside.questions import (
    PREDICT_CERTAIN,
    PREDICT_MAP,
    PREDICT_PLANE,
)
from cnnnotes.exercises.n09_look_inside.reconstruction_error import RECONSTRUCTION_ERROR
from cnnnotes.exercises.n09_look_inside.saliency import SALIENCY

EXERCISES = (OCCLUSION_MAP, SALIENCY, PCA2, RECONSTRUCTION_ERROR)
QUESTIONS = (PREDICT_MAP, PREDICT_CERTAIN, PREDICT_PLANE)
