"""A learner's work in one file, which goes from a browser to a laptop and back."""

import json
import os
from io import BytesIO
from itertools import chain, count
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from cnnnotes.grading import answer_store
from cnnnotes.whole_files import whole_file
from cnnnotes.workspace import is_untouched

LUGGAGE = "cnnnotes-work.zip"
MOST = 50_000_000  # bytes of one file inside


def pack(file: str | os.PathLike[str] = LUGGAGE) -> str:
    """Put the notebooks that lie here, and the answers beside them, into one file.

    Returns a sentence that says what to do with it. Notebooks are packed as they were last saved.
    """
    content = BytesIO()
    notebooks = sorted(Path().glob("*.ipynb"))
    answers = sorted(Path(answer_store.FOLDER).glob("*.json"))
    with ZipFile(content, "w", ZIP_DEFLATED) as luggage:
        for one in (*notebooks, *answers):
            luggage.writestr(one.as_posix(), one.read_bytes())
    with whole_file(file) as stream:
        stream.write(content.getvalue())  # at once: a browser's files are slow
    return (
        f"{len(notebooks)} notebooks and {len(answers)} answers are in {Path(file).name}. "
        "Download it, lay it beside the notebooks on the other side, and run `unpack()` there."
    )


def unpack(file: str | os.PathLike[str] = LUGGAGE) -> str:
    """Bring the work of a file that `pack` made to here, where nothing of one's own is lost.

    An answer is taken if it is better than the one here. A notebook takes the place of a copy in
    which nothing was written; beside any other it is `01-x (unpacked).ipynb`. Returns a sentence
    that says what came. Raises `ValueError` for a file that is none of `pack`'s.
    """
    taken: list[str] = []
    answers = 0
    try:
        with ZipFile(BytesIO(Path(file).read_bytes())) as luggage:
            for name in luggage.namelist():
                folder, _, last = name.rpartition("/")
                if luggage.getinfo(name).file_size > MOST or Path(last).name != last:
                    continue
                if folder == answer_store.FOLDER and last.endswith(".json"):
                    answers += answer_store.take_over(luggage.read(name).decode("utf-8"))
                elif name == last and last.endswith(".ipynb"):
                    taken += _take(last, luggage.read(name).decode("utf-8"))
    except (BadZipFile, UnicodeDecodeError):
        raise ValueError(f"{file} is no file that `pack` has made, or it was cut off") from None
    came = f"{answers} answers, and {', '.join(taken) or 'no notebook'}, came from {file}."
    return f"{came} Open a notebook anew to see what came." if taken else came


def _take(name: str, text: str) -> list[str]:
    """Write a notebook where nothing of one's own lies; return its name, none if it is there."""
    own = Path(name)
    for ending in chain(("", " (unpacked)"), (f" (unpacked {n})" for n in count(2))):
        place = own.with_stem(own.stem + ending)
        if place.exists() and _cells(place.read_text("utf-8")) == _cells(text):
            return []
        if not place.exists() or is_untouched(place):
            break
    with whole_file(place) as stream:
        stream.write(text.encode())
    return [place.name]


def _cells(text):
    try:
        return json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        return text
