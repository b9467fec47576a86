"""Compile the modules in the archives of /archives/given for this very Python, into /archives/made.

A browser would compile each module anew at every visit, which takes longer than all else. Where an
archive's name begins with `cnnnotes` the source stays beside: learners and exercises read it.
"""

import os
import warnings
from importlib._bootstrap_external import _code_to_hash_pyc
from zipfile import ZIP_DEFLATED, ZipFile

warnings.simplefilter("ignore")
UNCHECKED = b"\0" * 8  # the hash of a source that nobody compares


def compiled(name, text):
    return _code_to_hash_pyc(compile(text, name, "exec", dont_inherit=True), UNCHECKED, False)


for archive in sorted(os.listdir("/archives/given")):
    part = f"/archives/made/{archive}.part"
    with (
        ZipFile(f"/archives/given/{archive}") as given,
        ZipFile(part, "w", ZIP_DEFLATED, compresslevel=9) as made,
    ):
        for name in given.namelist():
            content = given.read(name)
            if not name.endswith(".py") or ".data/" in name:
                made.writestr(name, content)
            elif archive.startswith("cnnnotes"):
                made.writestr(name, content)
                folder, _, module = name.rpartition("/")
                cached = f"{folder}/__pycache__/{module[:-3]}.cpython-314.pyc"
                made.writestr(cached, compiled(name, content))
            else:
                made.writestr(f"{name}c", compiled(name, content))
    os.replace(part, f"/archives/made/{archive}")
