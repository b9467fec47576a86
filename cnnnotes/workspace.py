"""A learner's own copies of the notebooks: made once, never written over."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent


def course_notebooks() -> Path:
    """The folder with the course's own notebooks: a clone's, or an installed wheel's."""
    in_clone = CLONE / "notebooks"
    folder = in_clone if in_clone.is_dir() else Path(str(files("cnnnotes"))) / "notebooks"
    if not any(folder.glob("*.ipynb")):
        raise FileNotFoundError(
            f"the course's notebooks are not in {folder}: install cnnnotes anew"
        )
    return folder


def copy_notebooks(work: Path) -> list[str]:
    """Copy each notebook into `work` the first time; bring newer ones beside the old.

    Returns a line for each thing that a learner should know. What stands in `work` is never
    changed: a newer `01-x.ipynb` becomes `01-x (0.2.0).ipynb`.
    """
    (work / "answers").mkdir(parents=True, exist_ok=True)  # what was passed is kept there
    new, newer = [], []
    for original in sorted(course_notebooks().glob("*.ipynb")):
        copy, version = work / original.name, course_version(original)
        if not copy.exists():
            _copy(original, copy)
            new.append(copy.name)
        elif version != course_version(copy):
            beside = work / f"{original.stem} ({version}).ipynb"
            if not beside.exists():
                _copy(original, beside)
                newer.append(beside.name)
    told = [f"{len(new)} notebooks copied to {work}"] if new else []
    if newer:
        told.append(f"A newer course: beside your own notebooks there are now {', '.join(newer)}")
    return told


def course_version(notebook: Path) -> str | None:
    """The course's version that a notebook was built from; None if it does not say (any more)."""
    try:
        return json.loads(notebook.read_text("utf-8"))["metadata"]["cnnnotes"]["version"]
    except (ValueError, KeyError, TypeError):
        return None


def _copy(original, copy):
    part = copy.with_name(copy.name + ".part")  # a copy that is cut off must not look like one
    shutil.copyfile(original, part)
    part.replace(copy)
