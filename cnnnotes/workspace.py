"""A learner's own copies of the notebooks: made once, without outputs, never written over."""

import errno
import json
import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

from cnnnotes import resources
from cnnnotes.whole_files import whole_file

Notebook = dict[str, Any]  # as its file's JSON says it


def course_notebooks() -> Path:
    """Return the folder with the course's own notebooks."""
    folder = resources.course_folder("notebooks")
    if not any(folder.glob("*.ipynb")):
        raise FileNotFoundError(
            f"the course's notebooks are not in {folder}: install cnnnotes again"
        )
    return folder


def copy_notebooks(work: Path) -> list[str]:
    """Copy each notebook into `work` the first time; bring newer ones beside the old.

    Returns a line for each thing that a learner should know. What stands in `work` is never
    changed: a newer `01-x.ipynb` becomes `01-x (0.2.0).ipynb`. What is newer is told by what the
    course's notebook says, not by its version alone.
    """
    try:
        (work / "answers").mkdir(parents=True, exist_ok=True)  # what was passed is kept there
    except (FileExistsError, NotADirectoryError):
        raise ValueError(f"{work} is a file; name a folder for your notebooks") from None
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
    if not os.access(work / "answers", os.W_OK) or not os.access(work, os.W_OK):
        raise ValueError(f"{work} cannot be written to; name a folder of your own")
    new, newer, lost = [], [], []
    for original in sorted(course_notebooks().glob("*.ipynb")):
        own, notebook = work / original.name, json.loads(original.read_text("utf-8"))
        version, edition = notebook["metadata"]["cnnnotes"]["version"], edition_of(notebook)
        had = [copied_from(path) for path in copies(original, work)]
        if not own.exists():
            _write(notebook, edition, own)
            new.append(own.name)
        elif None in had:
            lost.append(own.name)
        elif not any(_same(one, version, edition) for one in had if one):
            beside = _free(own, version)
            _write(notebook, edition, beside)
            newer.append(beside.name)
    if not _in_clone(work):
        _copy_source(work / "source")
    told = [f"{len(new)} notebook{'s' * (len(new) > 1)} copied to {work}"] if new else []
    if newer:
        told.append(f"A newer course: beside your own notebooks there are now {', '.join(newer)}")
    told += [f"{n} no longer says which course it is from; move it to get a new copy" for n in lost]
    return told


def first_notebook(work: Path) -> Path:
    """Return the copy to open: of the first notebook the one that the course has now."""
    original = min(course_notebooks().glob("*.ipynb"))
    edition = edition_of(json.loads(original.read_text("utf-8")))
    current = [
        p for p in copies(original, work) if (copied_from(p) or {}).get("edition") == edition
    ]
    return current[-1] if current else work / original.name


def copies(original: Path, work: Path) -> list[Path]:
    """Return all copies of a notebook: `01-x.ipynb`, `01-x (0.2.0).ipynb`, …, the oldest first."""
    stem = original.stem
    beside = [path for path in work.glob("*.ipynb") if path.stem.startswith(f"{stem} (")]
    own = [path for path in [work / original.name] if path.exists()]
    return own + sorted(beside, key=lambda path: path.stat().st_mtime)


def edition_of(notebook: Notebook) -> str:
    """Return a short hash of what a notebook says: its cells, without what they printed.

    >>> edition_of({"cells": [{"cell_type": "code", "source": ["x = 1"], "outputs": ["1"]}]})
    'b8516f94'
    """
    # Outside of a clone a copy's links lead to the source beside it (`_write`): that is no change.
    texts = ("".join(cell["source"]).replace("](source/", "](../") for cell in notebook["cells"])
    said = [[cell["cell_type"], t] for cell, t in zip(notebook["cells"], texts, strict=True)]
    return sha256(json.dumps(said).encode()).hexdigest()[:8]


def copied_from(copy: Path) -> dict[str, str] | None:
    """Return the `version` and `edition` that a copy was made from; None if it does not say."""
    try:
        origin = json.loads(copy.read_text("utf-8"))["metadata"]["cnnnotes"]
        return {"version": origin["version"], **origin}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_untouched(copy: Path) -> bool:
    """Tell whether a copy still says what the course's notebook said, so that nothing is lost."""
    origin = copied_from(copy)
    if origin is None:
        return False
    return edition_of(json.loads(copy.read_text("utf-8"))) == origin.get("edition")


def _same(copy: dict[str, str], version: str, edition: str) -> bool:
    return copy["edition"] == edition if "edition" in copy else copy["version"] == version


def _in_clone(work: Path) -> bool:
    """Whether `work` lies where the notebooks' links `../cnnnotes/…` lead to the package."""
    return work.resolve().parent == resources.clone()


def _free(own: Path, version: str) -> Path:
    """Return the first of `01-x (0.2.0).ipynb`, `01-x (0.2.0, 2).ipynb`, … that does not exist."""
    names = [f"{own.stem} ({version}).ipynb"]
    names += [f"{own.stem} ({version}, {n}).ipynb" for n in range(2, 100)]
    return next(path for name in names if not (path := own.with_name(name)).exists())


def _write(notebook: Notebook, edition: str, copy: Path) -> None:
    notebook["metadata"]["cnnnotes"]["edition"] = edition
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":  # what it shows would answer what one is to predict
            cell["outputs"], cell["execution_count"] = [], None
    if not _in_clone(copy.parent):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = "".join(cell["source"]).replace("](../", "](source/")
    with whole_file(copy) as stream:
        stream.write(f"{json.dumps(notebook, indent=1, ensure_ascii=False)}\n".encode())


def _copy_source(folder: Path) -> None:
    """Lay the files that the notebooks link to into `folder`: to read, changed by nobody's work."""
    shutil.rmtree(folder, ignore_errors=True)
    only_code = shutil.ignore_patterns("__pycache__", "data", "notebooks")
    shutil.copytree(resources.PACKAGE, folder / "cnnnotes", ignore=only_code)
    (folder / "data").mkdir()
    shutil.copy(resources.course_folder("data") / "README.md", folder / "data")
