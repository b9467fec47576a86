"""What can be seen from behind the wall: Python, NumPy, the runner, and the libraries they need."""

import io
import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

import cnnnotes.runner
from cnnnotes import datasets

RUNNER = Path(cnnnotes.runner.__file__).parent
PACKAGE = RUNNER.parent
PACKAGES = Path(np.__file__).parent.parent
PYTHON = str(Path(getattr(sys, "_base_executable", sys.executable)).resolve())
INSIDE = "/course"  # where the runner's folder lies, behind the wall
COURSE = "/course/more"  # where the course's layers and data lie, for answers that train a network
LINKED = ("/bin", "/lib", "/lib32", "/lib64")  # to their namesakes in /usr, on most machines

# The libraries that Python and NumPy have mapped once the standard library's extension modules are
# loaded, but for those that an answer has no use for: screens, databases, cryptography.
MAPPED = """
import contextlib, importlib, json, os, sysconfig, numpy
LEFT_OUT = ("test", "tkinter", "curses", "readline", "ssl", "sqlite", "dbm", "nis", "crypt")
folder = os.path.join(sysconfig.get_path("stdlib"), "lib-dynload")
for name in os.listdir(folder) if os.path.isdir(folder) else ():
    if not any(part in name for part in LEFT_OUT):
        with contextlib.suppress(Exception):
            importlib.import_module(name.partition(".")[0])
with open("/proc/self/maps") as file:
    mapped = {line.split(None, 5)[-1].strip() for line in file if ".so" in line}
print(json.dumps(sorted(mapped)))
"""


def mounts() -> Iterator[str]:
    """Yield bwrap's options for what is bound: read-only, each to where it lies outside."""
    stdlib = Path(sysconfig.get_path("stdlib")).resolve()
    others = [stdlib / name for name in ("site-packages", "dist-packages")]
    others = [folder for folder in others if folder.is_dir()]
    for link in filter(os.path.islink, LINKED):
        yield from ("--symlink", os.readlink(link), link)
    yield from _bound(PYTHON)
    yield from _bound(stdlib)
    for folder in others:  # whatever else is installed is left out
        yield from ("--tmpfs", str(folder))
    numpy = [PACKAGES / "numpy", *PACKAGES.glob("numpy.libs")]
    for path in numpy:
        yield from _bound(path)
    for folder in others:
        yield from ("--remount-ro", str(folder))
    for library in sorted(_libraries()):
        if not any(library.is_relative_to(folder) for folder in (stdlib, *numpy)):
            yield from _bound(library)
    yield from _bound(RUNNER, f"{INSIDE}/runner")


def course_mounts(digits: str) -> Iterator[str]:
    """Yield bwrap's options for what it takes to train a network.

    `digits` is the number of an open file with the digits that may be seen.
    """
    data = f"{COURSE}/cnnnotes/data"
    yield from ("--perms", "0444", "--ro-bind-data", digits, f"{data}/digits.npz")
    yield from _bound(datasets.embedded_path("convnet.npz"), f"{data}/convnet.npz")
    folders = (PACKAGE / name for name in ("ops", "nn", "datasets"))
    for path in (*sorted(PACKAGE.glob("*.py")), *folders):
        yield from _bound(path, f"{COURSE}/cnnnotes/{path.name}")
    for name in ("tqdm", "threadpoolctl"):
        if (spec := find_spec(name)) and spec.origin:
            path = Path(spec.origin)
            path = path.parent if path.name == "__init__.py" else path
            yield from _bound(path, f"{COURSE}/{path.name}")


@cache
def digits() -> bytes:
    """Return the course's digits as a file in which the last ones to train on stand for the test's.

    What a network is judged by is drawn from the others, and never goes behind the wall.
    """
    with np.load(datasets.embedded_path("digits.npz")) as stored:
        train = {name: stored[name] for name in ("x_train", "y_train")}
        held_out = len(stored["y_test"])
    test = {name.replace("train", "test"): array[-held_out:] for name, array in train.items()}
    file = io.BytesIO()
    np.savez_compressed(file, **train, **test)
    return file.getvalue()


def _bound(path, to=None):
    return "--ro-bind", str(path), str(to or path)


def _libraries():
    """Return the shared libraries that Python and NumPy need, under each name that leads there."""
    command = [sys.executable, "-c", MAPPED]
    mapped = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    found = {Path(name) for name in mapped if Path(name).is_file()}
    folders = {path.parent for path in found} | {Path("/lib64"), Path("/usr/lib64"), Path("/lib")}
    real = {path.resolve() for path in found}
    for folder in filter(Path.is_dir, folders):
        links = (p for p in folder.resolve().iterdir() if ".so." in p.name and p.is_symlink())
        found |= {p for p in links if p.resolve() in real}
    return {path.parent.resolve() / path.name for path in found}
