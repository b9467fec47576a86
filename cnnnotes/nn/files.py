"""A description and arrays as one file: NumPy's .npz, with JSON inside and no pickle."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from cnnnotes.whole_files import whole_file


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
