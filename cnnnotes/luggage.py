"""A learner's work in one file, which goes from a browser to a laptop and back."""

import json
import os
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from cnnnotes.grading import answer_store
from cnnnotes.workspace import is_untouched

LUGGAGE = "cnnnotes-work.zip"
MOST = 50_000_000  # bytes of one file inside


def pack(file: str | os.PathLike[str] = LUGGAGE) -> str:
    """Put the notebooks that lie here, and the answers beside them, into one file.

    Returns a sentence that says what to do with it. Notebooks are packed as they were last saved.
    """
    path, content = Path(file), BytesIO()
    notebooks = sorted(Path().glob("*.ipynb"))
    answers = sorted(Path(answer_store.FOLDER).glob("*.json"))
    with ZipFile(content, "w", ZIP_DEFLATED) as luggage:
        for one in (*notebooks, *answers):
            luggage.writestr(one.as_posix(), one.read_bytes())
    part = path.with_name(f"part-{path.name}")
    part.write_bytes(content.getvalue())  # at once: a browser's files are slow
    part.replace(path)
    return (
        f"{len(notebooks)} notebooks and {len(answers)} answers are in {path.name}. Download it, "
        "lay it beside the notebooks on the other side, and run `unpack()` in one of them there."
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
    own = Path(name)
    if own.exists():
        if _cells(own.read_text("utf-8")) == _cells(text):
            return []
        if not is_untouched(own):
            own = own.with_stem(f"{own.stem} (unpacked)")
    own.write_text(text, "utf-8")
    return [own.name]


def _cells(text):
    try:
        return json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        return text
