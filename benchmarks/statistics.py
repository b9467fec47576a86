"""From slices to numbers: medians, ratios paired by round, and exponents of growth."""

import numpy as np

from benchmarks.clock import Slice

ENOUGH = 3  # quiet pairs that a ratio by the clock needs


def ratios(ours: list[Slice], theirs: list[Slice]) -> dict[str, float | int | None]:
    """How many times as fast as `theirs` `ours` is, by the median of rounds.

    `quiet`: by the clock, over the rounds in which both slices were quiet, None if these are too
    few; `wall`: by the clock, over all rounds; `cpu`: by CPU time, over all rounds.

    >>> one, two = Slice(1.0, 1.0, 0.0, 0.0), Slice(2.0, 1.5, 0.0, 0.0)
    >>> ratios([one] * 5, [two] * 5)
    {'quiet': 2.0, 'wall': 2.0, 'cpu': 1.5, 'quiet_rounds': 5, 'rounds': 5}
    """
    pairs = list(zip(ours, theirs, strict=True))
    quiet = [t.wall / o.wall for o, t in pairs if o.quiet and t.quiet]
    return {
        "quiet": float(np.median(quiet)) if len(quiet) >= ENOUGH else None,
        "wall": float(np.median([t.wall / o.wall for o, t in pairs])),
        "cpu": float(np.median([t.cpu / o.cpu for o, t in pairs])),
        "quiet_rounds": len(quiet),
        "rounds": len(pairs),
    }


def summary(slices: list[Slice]) -> dict[str, float | None]:
    """Medians of a contender's slices, in seconds for each call; the quiet ones' where enough."""
    quiet = [s for s in slices if s.quiet]
    chosen = quiet if len(quiet) >= ENOUGH else slices
    return {
        "wall": float(np.median([s.wall for s in chosen])),
        "cpu": float(np.median([s.cpu for s in slices])),
        "delay": _known(np.median([s.delay for s in slices])),
        "others": _known(np.median([s.others for s in slices])),
    }


def _known(number) -> float | None:
    return None if np.isnan(number) else float(number)


def exponent(sizes, costs) -> float:
    """The p for which costs ∝ sizesᵖ fits best: least squares on logarithms.

    >>> round(exponent([1, 2, 4, 8], [3, 12, 48, 192]), 6)
    2.0
    """
    slope, _ = np.polyfit(np.log(sizes), np.log(costs), 1)
    return float(slope)
