"""The files bundled with the course, found whole."""

from pathlib import Path
from typing import TypeAlias
from zipfile import ZipFile

import numpy as np

from cnnnotes import resources

EMBEDDED = ("convnet.npz", "digits.npz")

Split: TypeAlias = tuple[np.ndarray, np.ndarray]  # images and their classes
Splits: TypeAlias = tuple[Split, Split]  # to train on, and to test on


class DataError(OSError):
    """A data set cannot be had; the first line says why, the others what to do."""


def embedded_path(name: str) -> Path:
    """Path of a file that comes with the course, `digits.npz` or `convnet.npz`, found whole.

    A missing or damaged file is a `DataError`, another name a `ValueError`.

    >>> embedded_path("digits.npz").name
    'digits.npz'
    """
    if name not in EMBEDDED:
        raise ValueError(f"name must be {' or '.join(EMBEDDED)}, which are bundled, got {name!r}")
    path = resources.course_folder("data") / name
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
