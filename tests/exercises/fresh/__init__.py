"""Answers written from the notebooks' stubs alone, and frozen before the judge met them.

They measure whether the judge names mistakes that nobody listed. So nothing here is ever changed
to suit the judge. Each set was measured once before anything was learned from it; kinds of mistakes
that it showed were taught afterwards, so that only these figures tell of unseen ones:

| set | one mistake | caught | named | two mistakes | caught | some name | both |
|---|--:|--:|--:|--:|--:|--:|--:|
| `g` | 274 | 274 | 250, of them 3 falsely | 65 | 65 | 64 | 57 |
| `h` | 283 | 283 | 266 | 58 | 58 | 56 | 49 |
| `i` | 231 | 231 | 213, of them 4 falsely | 59 | 59 | 52 | 45, of them 1 falsely |
| `j` | 102 | 102 | 87, of them 1 falsely | 30 | 30 | 29 | 25, of them 1 falsely |
| `k` | 136 | 136 | 134 | 19 | 19 | 19 | 18, and 1 falsely |
| `l` | 119 | 119 | 115, of them 1 falsely | 39 | 39 | 37 | 34 |
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


def gathering(notebook: str) -> tuple[list, list, Callable, Callable]:
    """Return FRESH and RIGHT of a notebook's answers, and the decorators that fill them."""
    fresh: list[Fresh] = []
    rights: list[tuple[str, Callable]] = []

    def wrong(name, what, second=""):
        return lambda answer: fresh.append(Fresh(f"{notebook}_{name}", answer, what, second))

    def right(name):
        return lambda answer: rights.append((f"{notebook}_{name}", answer))

    return fresh, rights, wrong, right
