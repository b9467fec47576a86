import signal
from pathlib import Path

from hypothesis import settings

# The same examples every time, however slow the machine: a failure can be had again.
settings.register_profile(
    "cnnnotes", derandomize=True, deadline=None, database=None, max_examples=50
)
settings.load_profile("cnnnotes")

# `make test &` starts us with Ctrl-C ignored, and that would be inherited by what the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
# The longest files first, or one core ends the run alone; `make times` says which they are.
LONGEST = [
    "tests/browser/test_notebooks.py",
    "tests/notebooks/test_solved.py",
    "tests/explorers/test_explorer.py",
    "tests/exercises/test_exercises.py",
    "notebooks",
    "tests/browser",
    "tests/explorers",
]


def pytest_collection_modifyitems(items):
    """Order the tests: long files first, and all that an exercise is asked in one go.

    What is right for an exercise's cases is computed once and kept for a few of them.
    """
    items.sort(key=lambda item: (_place(item.path), _exercise(item)))


def _place(path):
    name = path.relative_to(ROOT).as_posix()
    return next((i for i, start in enumerate(LONGEST) if name.startswith(start)), len(LONGEST))


def _exercise(item):
    parameters = getattr(item, "callspec", None)
    exercise = parameters and parameters.params.get("exercise")
    return (exercise.id, parameters.params.get("seed", 0)) if exercise else ("", 0)
