"""Where data lies, in a clone and in an installed wheel, and what damage does."""

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from cnnnotes import resources
from cnnnotes.datasets import DataError, embedded_path, load_digits

CLONE = Path(__file__).parents[2]
DIGITS = CLONE / "data" / "digits.npz"


def test_a_clone_uses_its_own_data_folder(monkeypatch):
    monkeypatch.delenv("CNNNOTES_DATA", raising=False)
    assert resources.data_folder() == CLONE / "data"
    assert embedded_path("digits.npz") == DIGITS


def test_an_installed_package_uses_its_own_files_and_the_users_cache(tmp_path):
    package = tmp_path / "site" / "cnnnotes"
    shutil.copytree(CLONE / "cnnnotes" / "datasets", package / "datasets")
    (package / "__init__.py").touch()
    for name in ("resources.py", "browser.py"):
        shutil.copy(CLONE / "cnnnotes" / name, package)
    (package / "data").mkdir()
    shutil.copy(DIGITS, package / "data")
    code = (
        "from cnnnotes import resources; from cnnnotes.datasets import embedded_path, load_digits;"
        "load_digits(); print(embedded_path('digits.npz')); print(resources.data_folder())"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "CNNNOTES_DATA": ""}
    shown = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, check=True, capture_output=True
    )
    found, cache = map(Path, shown.stdout.decode().splitlines())
    assert found == package / "data" / "digits.npz"
    assert cache.is_absolute()
    assert tmp_path not in cache.parents


def test_a_relative_folder_is_made_absolute(monkeypatch):
    monkeypatch.setenv("CNNNOTES_DATA", "somewhere")
    assert resources.data_folder() == Path.cwd() / "somewhere"


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(ValueError, match=r"convnet.npz or digits.npz, .* got 'digit.npz'"):
        embedded_path("digit.npz")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A clone whose data folder is empty."""
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "cnnnotes")
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def test_a_missing_file_is_named(course):
    with pytest.raises(DataError, match=r"data.digits\.npz is missing\.\n.*install cnnnotes again"):
        load_digits()


@pytest.mark.parametrize("size", [0, 100, 20_000, -1])
def test_a_cut_file_is_named(size, course):
    (course / "digits.npz").write_bytes(DIGITS.read_bytes()[:size])
    with pytest.raises(DataError, match=r"digits\.npz is damaged or truncated \([\d,]+ bytes\)"):
        load_digits()


def test_a_changed_byte_is_refused_or_harmless(course):
    whole, expected = DIGITS.read_bytes(), load_whole()
    rng = np.random.default_rng(0)
    ends = [*range(200), *range(len(whole) - 400, len(whole))]
    for position in rng.choice(ends, 40).tolist() + rng.integers(0, len(whole), 20).tolist():
        content = bytearray(whole)
        content[position] ^= int(rng.integers(1, 256))
        (course / "digits.npz").write_bytes(content)
        with suppress(DataError), np.load(embedded_path("digits.npz")) as stored:
            for name, array in expected.items():
                np.testing.assert_array_equal(stored[name], array)


def load_whole():
    with np.load(DIGITS) as stored:
        return dict(stored)


def test_the_readme_holds_the_files_hash():
    digest = hashlib.sha256(DIGITS.read_bytes()).hexdigest()
    assert digest in (CLONE / "data" / "README.md").read_text(encoding="utf-8")


def test_importing_datasets_loads_no_downloader():
    code = (
        "import sys, cnnnotes.datasets; assert not {'pooch', 'requests', 'tqdm'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
