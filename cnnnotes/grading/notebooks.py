"""A learner's own notebook, run as it is saved, in a process of its own."""

import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cnnnotes.exercises import Exercise, Question, all_exercises, all_questions
from cnnnotes.grading.keeping import Kept, recall


@dataclass(frozen=True)
class Report:
    """What a notebook's checks said. `trouble` is why it did not run to its end, if it did not."""

    saved: datetime
    results: tuple[tuple[Exercise | Question, Kept], ...]
    trouble: str = ""

    @property
    def points(self) -> int:
        """The points earned."""
        return sum(kept.points for _, kept in self.results)

    @property
    def out_of(self) -> int:
        """The points that can be earned in this notebook."""
        return sum(item.points for item, _ in self.results)

    @property
    def passed(self) -> bool:
        """Whether everything was right, and the notebook ran to its end."""
        return not self.trouble and all(kept.passed for _, kept in self.results)


def check_notebook(path: str | Path, timeout: int = 300) -> Report:
    """Run a notebook from the top and gather what its checks say; nothing is written to it.

    Long training is short (`CNNNOTES_QUICK`). A cell that raises does not end it, one that takes
    more than `timeout` seconds is interrupted. Raises `ValueError` for a file that is no notebook,
    and for one without any exercise of the course.
    """
    import nbformat
    from nbclient import NotebookClient

    path = Path(path)
    try:
        notebook = nbformat.reads(path.read_text("utf-8"), as_version=4)
    except OSError:
        raise
    except Exception as error:  # nbformat raises many kinds
        raise ValueError(f"{path} is no notebook, or is damaged: {error}") from error
    asked = [item for item in (*all_exercises(), *all_questions()) if _asks(notebook, path, item)]
    if not asked:
        raise ValueError(f"{path} has no exercise of the course in it")
    saved, trouble = datetime.fromtimestamp(path.stat().st_mtime), ""
    client = NotebookClient(
        notebook,
        timeout=timeout,
        interrupt_on_timeout=True,
        allow_errors=True,
        resources={"metadata": {"path": str(path.parent.resolve())}},
        extra_arguments=["--log-level=ERROR"],
    )
    with tempfile.TemporaryDirectory() as answers:
        here = {"CNNNOTES_ANSWERS": answers, "CNNNOTES_QUICK": "1"}
        try:
            client.execute(env=os.environ | here)
        except Exception as error:  # the kernel died, or would not stop
            trouble = str(error).strip().splitlines()[0]
        return Report(
            saved, tuple((item, recall(item.id, Path(answers))) for item in asked), trouble
        )


def _asks(notebook, path, item):
    """Tell whether an exercise belongs to a notebook: by the number in front, or by its check."""
    named = f'"{item.id}"'
    cells = (cell.source.replace("'", '"') for cell in notebook.cells)
    return path.name[:2] == item.id[:2] or any(named in cell for cell in cells)
