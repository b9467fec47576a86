"""The notebooks as they are stored, their sources, and the tool that builds them."""

import importlib.util
from functools import cache
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SOURCES = sorted((NOTEBOOKS / "src").glob("*.py"))


@pytest.fixture(scope="session")
def build():
    """The module `notebooks/build.py`."""
    return _module("build")


@pytest.fixture(scope="session")
def contents():
    """The module `notebooks/contents.py`."""
    return _module("contents")


def _module(name):
    spec = importlib.util.spec_from_file_location(name, NOTEBOOKS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=SOURCES, ids=lambda path: path.stem)
def source(request):
    """Path of each notebook's text, in turn."""
    return request.param


@pytest.fixture
def path(source):
    """Path of the notebook that was built from it."""
    return NOTEBOOKS / f"{source.stem}.ipynb"


@pytest.fixture
def notebook(path):
    """The notebook itself; tests do not change it."""
    return _read(path)


@cache
def _read(path):
    return nbformat.read(path, as_version=4)
