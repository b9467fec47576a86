"""Grading a class: submissions in, one result each out, with a wall around every learner's code."""
