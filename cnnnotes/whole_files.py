"""Files that appear whole or not at all, and that nobody loses by it."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4


def check_writable(path: str | os.PathLike[str]) -> Path:
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
def whole_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
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
