"""Notebook 00: shapes as a habit."""

from cnnnotes.exercises.n00_start_here.center import CENTER
from cnnnotes.exercises.n00_start_here.one_hot import ONE_HOT
from cnnnotes.exercises.n00_start_here.questions import PREDICT_BATCH, PREDICT_NUMBERS
from cnnnotes.exercises.n00_start_here.to_batch import TO_BATCH

EXERCISES = (CENTER, TO_BATCH, ONE_HOT)
QUESTIONS = (PREDICT_BATCH, PREDICT_NUMBERS)
