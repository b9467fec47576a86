"""Numbers → where the bars of a chart stand; the templates draw them as SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_BINS = 10


@dataclass(frozen=True)
class Bin:
    """A bar of a histogram.

    Args:
        low: the smallest total that it counts.
        high: the largest.
        count: how many have such a total.
        height: its height, as a share of the highest bar's.
    """

    low: int
    high: int
    count: int
    height: float

    @property
    def label(self) -> str:
        """The totals that it counts."""
        return f"{self.low}" if self.low == self.high else f"{self.low}–{self.high}"


def histogram(totals: Sequence[int], out_of: int) -> list[Bin]:
    """Count totals from 0 to `out_of` in at most 10 bins of one width; full marks are in the last.

    >>> [(one.label, one.count) for one in histogram([0, 9, 20], 20)][-2:]
    [('15–17', 0), ('18–20', 1)]
    """
    width = -(-(out_of + 1) // MOST_BINS)
    lows = range(out_of - width + 1, -width, -width)  # from the top: full marks share a full bin
    counts = [(max(low, 0), sum(low <= one < low + width for one in totals)) for low in lows]
    most = max(1, *(count for _, count in counts))
    highs = [low + width - 1 for low in lows]
    bins = [Bin(low, high, n, n / most) for (low, n), high in zip(counts, highs, strict=True)]
    return bins[::-1]


@dataclass(frozen=True)
class Share:
    """A piece of a bar that shows parts of a whole.

    Args:
        name: what it counts.
        count: how many they are.
        start: where it begins, in hundredths of the bar.
        length: how long it is, in the same.
    """

    name: str
    count: int
    start: float
    length: float


def shares(counts: Mapping[str, int]) -> list[Share]:
    """Lay counts end to end along a bar.

    >>> [(one.name, one.start, one.length) for one in shares({"yes": 1, "no": 3})]
    [('yes', 0.0, 25.0), ('no', 25.0, 75.0)]
    """
    whole, start, found = sum(counts.values()) or 1, 0.0, []
    for name, count in counts.items():
        length = round(100 * count / whole, 2)
        found.append(Share(name, count, start, length))
        start = round(start + length, 2)
    return found
