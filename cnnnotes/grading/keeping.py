"""The name under which scripts for version 0.1 import the answer store."""

from cnnnotes.grading.answer_store import load as recall
from cnnnotes.grading.answer_store import save as keep

__all__ = ["keep", "recall"]
