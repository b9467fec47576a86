"""Answers that the judge has never seen: written from the notebooks' stubs alone, then frozen.

They measure whether the judge names mistakes that nobody listed. So nothing here is ever changed
to suit the judge. The modules `f…` were measured once, and then learned from; `g…` were written
while that was done, and not looked at: what they say of the judge is what a learner will meet.
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
