"""Notebook 04: pooling, and what it forgets about where things are."""

from cnnnotes.exercises.n04_pooling.avg_pool import AVG_POOL
from cnnnotes.exercises.n04_pooling.blur_pool import BLUR_POOL
from cnnnotes.exercises.n04_pooling.max_pool import MAX_POOL
from cnnnotes.exercises.n04_pooling.questions import (
    PREDICT_MERGE,
    PREDICT_NO_POOLING,
    PREDICT_SHIFT,
    PREDICT_WEIGHTS,
)
from cnnnotes.exercises.n04_pooling.shift_error import SHIFT_ERROR
from cnnnotes.exercises.n04_pooling.survives import SURVIVES

EXERCISES = (MAX_POOL, AVG_POOL, SURVIVES, SHIFT_ERROR, BLUR_POOL)
QUESTIONS = (PREDICT_WEIGHTS, PREDICT_SHIFT, PREDICT_MERGE, PREDICT_NO_POOLING)
