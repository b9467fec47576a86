"""Compute the frames of all explorers: `python site/frames.py FOLDER [NN …]`.

A notebook whose code, and all that it had imported, is as it was is not computed again.
"""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from hashlib import sha256
from io import StringIO
from pathlib import Path

import nbformat
from explorers_of import explorers_of, program
from moving import write

ROOT = Path(__file__).resolve().parents[1]


def frames(folder: Path, numbers: list[str]) -> None:
    """Write the frames of the notebooks of these numbers, or of all, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"), reverse=True)  # the longest first
    chosen = [one for one in notebooks if not numbers or one.name[:2] in numbers]
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        for said in pool.map(_frames, chosen, [folder] * len(chosen)):
            print(said, flush=True)


def _frames(notebook, folder):
    code, stamp = program(nbformat.read(notebook, 4)), folder / f"{notebook.stem}.stamp"
    if stamp.exists():
        made_of, *files = stamp.read_text().splitlines()
        if made_of == _hash(code, files):
            return f"{notebook.stem}: its frames are as they were"
    for old in folder.glob(f"{notebook.stem}[-.]*"):
        old.unlink()
    began = time.process_time()
    with redirect_stdout(StringIO()):  # what its cells say is not about the site
        made = explorers_of(code)
        for place, (name, explorer) in made.items():
            write(explorer, name, folder / f"{notebook.stem}-{place}")
    files = _imported()
    stamp.write_text("\n".join([_hash(code, files), *files]))
    size = sum(path.stat().st_size for path in folder.glob(f"{notebook.stem}-*"))
    took = f"{time.process_time() - began:.0f} s of a processor"
    return f"{notebook.stem}: {len(made)} explorers, {size / 1e6:.1f} MB of frames, {took}"


def _imported():
    """Return what of the project this process has read: modules, and the course's own data."""
    modules = [Path(one.__file__) for one in sys.modules.values() if getattr(one, "__file__", None)]
    own = [one for one in modules if {ROOT / "cnnnotes", ROOT / "site"} & {*one.parents}]
    return sorted(one.relative_to(ROOT).as_posix() for one in [*own, *ROOT.glob("data/*.npz")])


def _hash(code, files):
    parts = [code, os.environ.get("CNNNOTES_QUICK", "")]
    contents = [(ROOT / one).read_bytes() for one in files if (ROOT / one).exists()]
    return sha256(b"\0".join([*(part.encode() for part in parts), *contents])).hexdigest()


if __name__ == "__main__":
    frames(Path(sys.argv[1]), sys.argv[2:])
