"""What a browser lacks, where Python is WebAssembly (Pyodide), and what is done instead.

There are no threads, no processes, no signals and no BLAS, and no network but the page's own site.
All that the package does about it begins here. `CNNNOTES_BROWSER_RULES=1` in the environment makes
any Python keep the same rules, which is how they are tested without a browser.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

HERE = sys.platform == "emscripten" or "CNNNOTES_BROWSER_RULES" in os.environ

# What a browser says in the place of MNIST; notebooks 07 to 10 show it.
NO_DOWNLOAD = "a browser has only what its site brings, and MNIST is not part of it"
SHORT = "What takes long on a laptop is done in a short form in a browser."


def prepare() -> None:
    """Make the short form of long trainings the default, as `CNNNOTES_QUICK=1` does elsewhere."""
    if HERE:
        os.environ.setdefault("CNNNOTES_QUICK", "1")


def give_way(seconds: float = 0.0) -> bool:
    """Let others go on for so many seconds: threads, or in a browser what waits for its turn.

    Returns False where nobody could: in a browser without stack switching (JSPI), and while it
    handles a button's press.

    >>> give_way()
    True
    """
    if not HERE:
        time.sleep(seconds)
        return True
    if not _can_wait():
        return False
    import asyncio

    from pyodide.ffi import run_sync

    run_sync(asyncio.sleep(seconds))
    return True


def _can_wait() -> bool:
    try:
        from pyodide.ffi import can_run_sync
    except ImportError:  # the rules of a browser without one
        return False
    return can_run_sync()


class Background:
    """Work that goes on beside a notebook's cells: in a thread, or in a browser in turns with them.

    In a browser `work` should `give_way` often: a button's press is heard then.

    >>> done = []
    >>> background = Background(lambda: done.append("work"))
    >>> background.start()
    >>> while background.is_alive() and background.wait(0.01):
    ...     pass
    >>> done
    ['work']
    """

    def __init__(self, work: Callable[[], Any]):
        self._work, self._begun, self._alive = work, False, False
        # A daemon: nobody who closes a notebook waits for it.
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin; where there are neither threads nor a loop of events, do it all at once."""
        self._alive = True
        if not HERE:
            self._thread.start()
            return
        import asyncio

        try:
            self._task = asyncio.get_running_loop().create_task(self._in_turn())
        except RuntimeError:
            self._run()

    def is_alive(self) -> bool:
        """Whether it was started and has not yet ended."""
        return self._alive

    def wait(self, seconds: float) -> bool:
        """Let it go on for so many seconds; False where it cannot, in a button's press for one."""
        if not HERE:
            self._thread.join(seconds)
        elif not give_way(seconds):
            if self._begun:
                return False
            self._run()  # a browser without stack switching: its turn would never come
        return True

    async def _in_turn(self) -> None:
        self._run()

    def _run(self) -> None:
        if self._begun:
            return
        self._begun = True
        try:
            self._work()
        finally:
            self._alive = False
