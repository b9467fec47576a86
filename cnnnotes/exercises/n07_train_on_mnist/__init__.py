"""Notebook 07: count, train, measure."""

from cnnnotes.exercises.n07_train_on_mnist.classify import CLASSIFY
from cnnnotes.exercises.n07_train_on_mnist.confusion import CONFUSION
from cnnnotes.exercises.n07_train_on_mnist.count_params import COUNT_PARAMS
from cnnnotes.exercises.n07_train_on_mnist.evaluate import EVALUATE
from cnnnotes.exercises.n07_train_on_mnist.first_loss import FIRST_LOSS
from cnnnotes.exercises.n07_train_on_mnist.questions import (
    PREDICT_LARGEST,
    PREDICT_LEAD,
    PREDICT_SHUFFLED,
)
from cnnnotes.exercises.n07_train_on_mnist.train_step import TRAIN_STEP

EXERCISES = (COUNT_PARAMS, FIRST_LOSS, TRAIN_STEP, EVALUATE, CONFUSION, CLASSIFY)
QUESTIONS = (PREDICT_LARGEST, PREDICT_LEAD, PREDICT_SHUFFLED)
