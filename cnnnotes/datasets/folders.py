"""Where data lies: what is bundled with the course, and what it downloads."""

import os
from pathlib import Path
from typing import TypeAlias
from zipfile import ZipFile

import numpy as np

PACKAGE = Path(__file__).resolve().parents[1]
EMBEDDED = ("convnet.npz", "digits.npz")

Split: TypeAlias = tuple[np.ndarray, np.ndarray]  # images and their classes
Splits: TypeAlias = tuple[Split, Split]  # to train on, and to test on


class DataError(OSError):
    """A data set cannot be had; the first line says why, the others what to do."""


def _course_folder() -> Path:
    """Folder of the embedded files: inside an installed package, beside it in a clone."""
    installed = PACKAGE / "data"
    return installed if installed.is_dir() else PACKAGE.parent / "data"


def data_folder() -> Path:
    """Folder of downloads: `$CNNNOTES_DATA`, or a clone's `data`, or the user's cache.

    >>> data_folder().is_absolute()
    True
    """
    if chosen := os.environ.get("CNNNOTES_DATA"):
        return Path(chosen).expanduser().absolute()
    course = _course_folder()
    if course.parent != PACKAGE:
        return course
    import pooch

    return Path(pooch.os_cache("cnnnotes"))


def embedded_path(name: str) -> Path:
    """Path of a file that comes with the course, `digits.npz` or `convnet.npz`, found whole.

    A missing or damaged file is a `DataError`, another name a `ValueError`.

    >>> embedded_path("digits.npz").name
    'digits.npz'
    """
    if name not in EMBEDDED:
        raise ValueError(f"name must be {' or '.join(EMBEDDED)}, which are bundled, got {name!r}")
    path = _course_folder() / name
    cure = "It is part of cnnnotes: install cnnnotes again, or restore it in your clone with git."
    if not path.is_file():
        raise DataError(f"{path} is missing.\n{cure}")
    try:
        with ZipFile(path) as archive:
            whole = archive.testzip() is None
    except Exception:  # zipfile meets damage with a dozen kinds of error
        whole = False
    if not whole:
        raise DataError(f"{path} is damaged or truncated ({path.stat().st_size:,} bytes).\n{cure}")
    return path
