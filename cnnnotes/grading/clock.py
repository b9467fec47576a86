"""How long the judge looks for what explains an answer."""

import time


class Clock:
    """Some `seconds` of the processor, from now on.

    Its time is slow to read in some places. The clock on the wall, which is never behind it, says
    how long it need not be read.
    """

    def __init__(self, seconds: float):
        self._end = time.process_time() + seconds
        self._not_before = time.perf_counter() + seconds

    def is_over(self) -> bool:
        """Tell whether the time is over."""
        return time.perf_counter() >= self._not_before and self._left() <= 0

    def leave(self, seconds: float) -> None:
        """Leave so much of the time at most."""
        self._end -= max(self._left() - seconds, 0)
        self._left()

    def more(self, seconds: float) -> "Clock":
        """Return a clock that goes on for longer."""
        return Clock(max(self._left(), 0) + seconds)

    def _left(self):
        left = self._end - time.process_time()
        self._not_before = time.perf_counter() + left
        return left
