"""Files handed in, on disk or in an archive: found and read, never unpacked, never trusted."""

import hashlib
import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path, PurePosixPath

MAX_FILE = 2**31  # bytes of a file on disk, which is mapped and not loaded
MAX_MEMBER = 128 * 2**20  # bytes of a file in an archive, unpacked in memory
MAX_INNER = 64 * 2**20  # bytes of an archive inside an archive
MAX_TOTAL = 16 * 2**30  # bytes of everything in an archive
MAX_FILES = 100_000
MAX_LIST = 64 * 2**20  # bytes of an archive's own list of its files
LISTED = b"PK\1\2"  # what each file in that list begins with
SUSPICIOUS = 500  # a file that unpacks to so many times its size is a bomb, if it is large
LARGE = 8 * 2**20

REPORT = {"index.html", "run.json", "work"}  # what holds these is an earlier report
SKIPPED = {"__MACOSX", ".ipynb_checkpoints", ".git", "__pycache__"}


@dataclass(frozen=True)
class File:
    """A file that was handed in.

    Args:
        parts: the path from the top, as it is shown, folder by folder.
        changed: when it was last changed, in seconds since 1970.
        number: orders what an archive holds.
        refused: why it is not to be read, if it is not.
        note: a sentence for the report.
        disk: where it lies, if it lies on disk.
        archive: what holds it, if an archive does …
        member: … and where in it.
    """

    parts: tuple[str, ...]
    changed: float
    number: int
    refused: str = ""
    note: str = ""
    disk: Path | None = None
    archive: "Archive | None" = None
    member: zipfile.ZipInfo | None = None

    @property
    def path(self) -> str:
        """The path from the top, with slashes."""
        return "/".join(self.parts)

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.parts[-1]

    def read(self, limit: int = MAX_MEMBER) -> bytes:
        """Return the content. Raises `ValueError`, in a sentence, where it cannot be had."""
        if self.refused:
            raise ValueError(self.refused)
        try:
            if not (self.archive and self.member):
                return self.disk.read_bytes() if self.disk else b""
            with self.archive.opened() as opened, opened.open(self.member) as stream:
                data = stream.read(limit + 1)
        except MemoryError:
            raise ValueError("It is too large to be read.") from None
        except (OSError, RuntimeError, ValueError, NotImplementedError, EOFError) as error:
            raise ValueError(f"It cannot be read: {_reason(error)}.") from error
        except Exception as error:  # zlib.error, BadZipFile, lzma's: an archive fails in many ways
            raise ValueError(f"It is damaged in its archive: {_reason(error)}.") from error
        if len(data) > limit:
            raise ValueError(f"It unpacks to more than {limit >> 20} MB, and is not read.")
        return data

    def digest(self) -> bytes:
        """Return what tells this content from any other. Raises `ValueError` as `read` does."""
        if self.disk and not self.refused and self.member is None:
            with suppress(OSError), self.disk.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").digest()
        return hashlib.sha256(self.read()).digest()


@dataclass(frozen=True)
class Archive:
    """A zip file on disk, or one inside it, held in memory.

    Args:
        disk: the zip file on disk.
        inside: the bytes of a zip file inside it, or empty.
    """

    disk: Path
    inside: bytes = b""

    def opened(self) -> zipfile.ZipFile:
        """Open it for reading."""
        return zipfile.ZipFile(BytesIO(self.inside) if self.inside else self.disk)


class _ListReader(BufferedReader):
    """An archive whose list of files is read: a line of it takes far more memory than disk."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_LIST:
            raise ValueError(f"its list of files takes more than {MAX_LIST >> 20} MB")
        data = super().read(size)
        if data.count(LISTED) > MAX_FILES:  # the number that it states may be a lie
            raise ValueError(f"it holds more than {MAX_FILES:,} files")
        return data


def files_in(source: Path, report: Path | None = None) -> Iterator[File]:
    """Yield every file of a folder or a zip file, archives inside it opened once, in a fixed order.

    Links are followed only where they stay inside. The folder of the `report` may lie inside, and
    is left out. Raises `ValueError` for what is neither a folder nor a zip file.
    """
    source = Path(source)
    if source.is_dir():
        found = _on_disk(source, report)
    elif source.is_file() and zipfile.is_zipfile(source):
        found = _in_archive(Archive(source))
    elif source.exists():
        raise ValueError(f"{source} is neither a folder nor a zip file")
    else:
        raise ValueError(f"{source} is not there: expected a folder of submissions, or a zip file")
    for file in found:
        yield from _opened(file)


def shown(name: str) -> str:
    r"""Return a file's name as it can be printed and written anywhere.

    >>> print(shown("Zoë" + chr(10)))
    Zoë\n
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def _on_disk(top, report):
    inside, count = top.resolve(), 0
    left_out = report.resolve() if report else None
    if left_out == inside:
        raise ValueError(f"{top} holds the submissions: choose another folder for the report")
    for folder, folders, names in os.walk(top):
        here = Path(folder)
        kept = (name for name in sorted(folders) if not _is_report(here / name, left_out))
        folders[:] = [name for name in kept if name not in SKIPPED]
        if not folders and not names and here != top:
            yield File(_parts(here, top), 0.0, count, "There is no file in it.", disk=here)
        links = [name for name in folders if (here / name).is_symlink()]  # os.walk stays outside
        for name in sorted([*names, *links]):
            path, count = here / name, count + 1
            if count > MAX_FILES:
                raise ValueError(f"{top} holds more than {MAX_FILES:,} files")
            refused, changed = _refused(path, inside)
            yield File(_parts(path, top), changed, count, refused, disk=path)


def _is_report(folder, this):
    return folder.resolve() == this or all(os.path.exists(folder / name) for name in REPORT)


def _parts(path, top):
    return tuple(map(shown, path.relative_to(top).parts))


def _refused(path, inside):
    """Say why a path on disk is not to be read, if it is not, and when it was changed."""
    try:
        if path.is_symlink():
            if not path.resolve(strict=True).is_relative_to(inside):
                return "It is a link that leads out of the submissions, and is not followed.", 0.0
            if path.is_dir():
                return "It is a link to a folder, and is not followed.", 0.0
        found = path.stat()
    except (OSError, RuntimeError) as error:
        return f"It cannot be read: {_reason(error)}.", 0.0
    if not stat.S_ISREG(found.st_mode):
        return "It is no ordinary file, and is not read.", found.st_mtime
    if found.st_size > MAX_FILE:
        return f"It is larger than {MAX_FILE >> 20} MB, and is not read.", found.st_mtime
    return "", found.st_mtime


def _in_archive(archive):
    try:
        raw = BytesIO(archive.inside) if archive.inside else FileIO(archive.disk)
        with _ListReader(raw) as file, zipfile.ZipFile(file) as opened:
            members = [one for one in opened.infolist() if not one.is_dir()]
    except Exception as error:
        raise ValueError(f"{archive.disk.name} cannot be read as a zip file: {error}") from error
    total = 0
    for number, member in enumerate(members):
        whole = PurePosixPath(member.filename.replace("\\", "/"))
        parts = tuple(shown(part) for part in whole.parts if part not in ("..", "/"))
        if not parts or SKIPPED.intersection(parts):
            continue
        total += member.file_size
        refused = _bomb(member, total)
        note = "" if len(parts) == len(whole.parts) else "Its name led out of the archive."
        try:
            changed = datetime(*member.date_time).timestamp()
        except (ValueError, OverflowError):
            changed = 0.0
        yield File(parts, changed, number, refused, note, None, archive, member)


def _bomb(member, total):
    if stat.S_ISLNK(member.external_attr >> 16):
        return "It is a link inside an archive, and is not followed."
    if member.flag_bits & 1:
        return "It is locked with a password, and cannot be read."
    if member.file_size > LARGE and member.file_size > SUSPICIOUS * member.compress_size:
        times = member.file_size // max(member.compress_size, 1)
        return f"It unpacks to {times:,} times its size, as a zip bomb does, and is not read."
    if member.file_size > MAX_MEMBER:
        return f"It unpacks to more than {MAX_MEMBER >> 20} MB, and is not read."
    if total > MAX_TOTAL:
        return f"Its archive unpacks to more than {MAX_TOTAL >> 30} GB, and is read no further."
    return ""


def _opened(file):
    """Yield a file itself, or what is in it where it is an archive."""
    if not file.name.lower().endswith(".zip") or file.refused:
        yield file
        return
    try:
        inner = Archive(file.disk) if file.disk else Archive(Path(file.name), file.read(MAX_INNER))
        found = list(_in_archive(inner))
    except ValueError as error:
        yield File(file.parts, file.changed, file.number, str(error), disk=file.disk)
        return
    for one in found:
        yield replace(one, parts=(*file.parts, *one.parts))


def _reason(error):
    """Return an error's reason without the paths of this machine."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
