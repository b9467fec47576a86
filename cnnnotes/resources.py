"""Where the course's files lie: in a clone, in an installed wheel, or in a browser."""

import os
from pathlib import Path

from cnnnotes import browser

PACKAGE = Path(__file__).resolve().parent


def clone() -> Path | None:
    """Return the root of the clone that this package is part of; None if it is installed.

    An installed package (a browser's too) carries its data inside. What lies beside it belongs to
    others: a `site-packages/notebooks` is not ours.
    """
    return None if (PACKAGE / "data").is_dir() else PACKAGE.parent


def course_folder(name: str) -> Path:
    """Return the course's own folder `data` or `notebooks`.

    >>> sorted(path.name for path in course_folder("data").glob("*.npz"))
    ['convnet.npz', 'digits.npz']
    """
    return (clone() or PACKAGE) / name


def data_folder() -> Path:
    """Return the folder of downloads: `$CNNNOTES_DATA`, or a clone's `data`, or the user's cache.

    >>> data_folder().is_absolute()
    True
    """
    if chosen := os.environ.get("CNNNOTES_DATA"):
        return Path(chosen).expanduser().absolute()
    if root := clone():
        return root / "data"
    if browser.HERE:  # beside the notebooks: there is no cache
        return Path("data").absolute()
    import pooch

    return Path(pooch.os_cache("cnnnotes"))
