"""Notebook 10: where a network fails, and one of its failures repaired."""

from cnnnotes.exercises.n10_break_it.accuracy_by_shift import ACCURACY_BY_SHIFT
from cnnnotes.exercises.n10_break_it.permute_pixels import PERMUTE_PIXELS
from cnnnotes.exercises.n10_break_it.prepare_drawing import PREPARE_DRAWING
from cnnnotes.exercises.n10_break_it.questions import PREDICT_PERMUTED, PREDICT_SHIFTED
from cnnnotes.exercises.n10_break_it.repair import REPAIR

EXERCISES = (ACCURACY_BY_SHIFT, PERMUTE_PIXELS, PREPARE_DRAWING, REPAIR)
QUESTIONS = (PREDICT_SHIFTED, PREDICT_PERMUTED)
