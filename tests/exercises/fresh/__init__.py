"""Answers that the judge has never seen: written from the notebooks' stubs alone, then frozen.

They measure whether the judge names mistakes that nobody listed. So nothing here is ever changed
to suit the judge, and no mistake is listed because of what stands here.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fresh:
    """A wrong answer to an exercise, and what is wrong in it; `second` if two things are."""

    id: str
    answer: Callable
    wrong: str
    second: str = ""
