"""Is it chance? Counts become an interval, runs of several seeds a spread, a pair a verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt
from typing import Any

import numpy as np

from cnnnotes.figures import Figure, intervals

Z = 1.96  # standard deviations to both sides hold 95 % of a normal distribution
MOST_DEALS = 20_000
RARE = 0.05

Counts = tuple[int, int]
Runs = Sequence[float]


def interval(right: int, of: int) -> tuple[float, float]:
    """Return between which fractions the true one lies, in 95 of 100 cases (Wilson 1927).

    Counted were `right` of `of`, both integers. Raises `ValueError` for counts that cannot be.

    >>> low, high = interval(98, 100)
    >>> round(low, 3), round(high, 3)
    (0.93, 0.994)
    """
    if not (0 <= right <= of and of > 0):
        raise ValueError(f"right, of: got {right} of {of}; it needs 0 ≤ right ≤ of, and of > 0")
    p, pull = right / of, Z**2 / of
    middle = (p + pull / 2) / (1 + pull)
    reach = sqrt(p * (1 - p) * pull + pull**2 / 4) / (1 + pull)
    return max(0.0, middle - reach), min(1.0, middle + reach)


@dataclass(frozen=True)
class Verdict:
    """Whether a difference is more than chance makes, and the words that say so.

    Args:
        survives: whether it is more.
        words: the sentence.
    """

    survives: bool
    words: str

    def __repr__(self):
        return self.words


def compare(first: Counts | Runs, second: Counts | Runs) -> Verdict:
    """Tell whether two results differ by more than chance makes.

    Each is a tuple `(right, of)`, counted on as many images, or a list of results, one for each
    seed. Counts: an interval for the difference of the fractions (Newcombe 1998, method 10). Runs:
    in how many of all ways to deal them into two groups the means differ as much (Fisher 1935).

    >>> compare((330, 359), (298, 359))
    92 % and 83 %: the difference is 4 to 14 points. It survives.
    >>> compare((330, 359), (334, 359))
    92 % and 93 %: the difference is -5 to 3 points. It may be chance.
    >>> compare([0.72, 0.8, 0.84], [0.29, 0.4, 0.48])
    79 % and 39 % (means): dealt at random, 2 of 20 ways differ as much. It may be chance: so few
    runs cannot say more.
    """
    if isinstance(first, tuple) != isinstance(second, tuple):
        raise ValueError("first, second: got counts and runs; it needs two of a kind")
    if isinstance(first, tuple):
        return _counted(first, second)
    return _dealt(np.asarray(first, float), np.asarray(second, float))


def _counted(first, second):
    (a, n), (b, m) = first, second
    (low_a, high_a), (low_b, high_b) = interval(a, n), interval(b, m)
    p, q = a / n, b / m
    low = p - q - sqrt((p - low_a) ** 2 + (high_b - q) ** 2)
    high = p - q + sqrt((high_a - p) ** 2 + (q - low_b) ** 2)
    survives = low > 0 or high < 0
    digits = 0 if high - low > 0.02 else 1
    words = (
        f"{_percent(p, 2 * digits)} and {_percent(q, 2 * digits)}: the difference is "
        f"{100 * low:.{digits}f} to {100 * high:.{digits}f} points. "
    )
    return Verdict(survives, words + ("It survives." if survives else "It may be chance."))


def _dealt(first, second):
    if min(first.size, second.size) < 1:
        raise ValueError("first, second: got no runs; it needs one for each seed")
    every = np.concatenate([first, second])
    ways = comb(every.size, first.size)
    exact = ways <= MOST_DEALS
    if exact:
        deals = combinations(range(every.size), first.size)
    else:
        rng = np.random.default_rng(0)
        deals = (rng.permutation(every.size)[: first.size] for _ in range(MOST_DEALS))
    sums = np.array([every[list(deal)].sum() for deal in deals])
    means = sums / first.size - (every.sum() - sums) / second.size
    seen = first.mean() - second.mean()
    as_much = int((np.abs(means) >= abs(seen) - 1e-12).sum())
    survives = as_much <= RARE * len(sums)
    rarest = as_much <= 2 and RARE * ways < 2  # no result of so few runs would be rarer
    open_ = " It may be chance" + (": so few runs cannot say more." if rarest else ".")
    digits = 1 if abs(seen) < 0.02 else 0
    words = (
        f"{_percent(first.mean(), digits)} and {_percent(second.mean(), digits)} (means): dealt at "
        f"random, {as_much:,} of {len(sums):,} ways differ as much."
    )
    return Verdict(survives, words + (" It survives." if survives else open_))


def _percent(share, digits=0):
    return f"{100 * share:.{digits}f} %"


def picture(results: Mapping[str, Counts | Runs], what: str = "accuracy") -> Figure:
    """Return a figure of results by name: counts with their interval, runs with their spread.

    >>> picture({"3×3": (298, 359), "5×5": (330, 359)}).alt
    'Each accuracy with what chance leaves open. 3×3: 83 %, 79 to 87 %. 5×5: 92 %, 89 to 94 %.'
    """
    return intervals({name: _spread(result) for name, result in results.items()}, what)


def _spread(result):
    """The middle of a result, its ends, and the single runs."""
    if isinstance(result, tuple):
        right, of = result
        return right / of, *interval(right, of), ()
    return float(np.median(result)), float(min(result)), float(max(result)), tuple(result)


def claim(words: str, first: Any = ..., second: Any = ...) -> None:
    """Print a claim of your own, and whether its numbers carry it, as `compare` tells.

    >>> claim("5×5 beats 3×3", (330, 359), (298, 359))
    Your claim: 5×5 beats 3×3
    92 % and 83 %: the difference is 4 to 14 points. It survives.
    >>> claim("…")
    Put your claim in place of the dots, then the two results that test it: two tuples (right, of),
    or two lists, a number for each seed.
    """
    if first is ... or second is ...:
        print(
            "Put your claim in place of the dots, then the two results that test it: two tuples "
            "(right, of),\nor two lists, a number for each seed."
        )
        return
    print(f"Your claim: {words}\n{compare(first, second)}")
