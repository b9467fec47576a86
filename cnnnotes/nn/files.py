"""A description and arrays as one file: NumPy's .npz, with JSON inside and no pickle."""

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

import numpy as np


def check_writable(path: str | Path) -> Path:
    """Return the file that `path` leads to, links followed, or raise the `OSError` of writing it.

    A file that was made read-only stays as it is, whoever asks. A link is there to be written
    through: what it leads to is replaced.
    """
    given, file = Path(path), Path(path).resolve()
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if file.exists() and not file.is_file():  # a device, say, that no file may replace
        raise OSError(errno.EINVAL, "Not a regular file", str(path))
    if not file.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "No such folder to write into", str(path))
    if given.is_symlink() or not file.exists():
        return file
    if not (os.access(file, os.W_OK) and file.stat().st_mode & 0o222):  # root may write anywhere
        raise PermissionError(errno.EACCES, "The file is read-only", str(path))
    return file


@contextmanager
def whole_file(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file to write that appears at `path` whole or not at all, beside it until then."""
    file = check_writable(path)
    part = file.with_name(f"{uuid4()}.part")
    try:
        with open(part, "xb") as stream:
            yield stream
        if file.exists():
            shutil.copymode(file, part)
        part.replace(file)
    except OSError as error:
        if error.filename in (None, str(part)):  # nobody gave that name
            raise type(error)(error.errno, error.strerror or str(error), str(path)) from error
        raise
    finally:
        part.unlink(missing_ok=True)


def write(path: str | Path, description: str, arrays: dict[str, np.ndarray]) -> None:
    """Write a description in JSON, and arrays, to `path`: whole or not at all."""
    with whole_file(path) as stream:
        np.savez_compressed(stream, allow_pickle=False, model=description, **arrays)


@contextmanager
def reading(path: str | Path) -> Iterator[tuple[dict[str, Any], Any]]:
    """Give the description, and the arrays by name; whatever goes wrong is a `ValueError`."""
    with open(path, "rb") as raw:
        try:
            arrays = np.load(raw, allow_pickle=False)
            yield json.loads(arrays["model"].item()), arrays
        except LookupError as error:
            raise ValueError(_damaged(path, f"it has no {error}")) from error
        except Exception as error:  # a damaged file can raise nearly anything
            raise ValueError(_damaged(path, error)) from error


def _damaged(path: str | Path, why: object) -> str:
    return f"{path} is damaged, or no model that cnnnotes saved: {why}"
