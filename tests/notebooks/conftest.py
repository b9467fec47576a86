"""The notebooks as they are stored, their sources, and the tool that builds them."""

from functools import cache

import nbformat
import pytest
from solved import NOTEBOOKS, SOURCES, tool


@pytest.fixture(scope="session")
def build():
    """The module `notebooks/build.py`."""
    return tool("build")


@pytest.fixture(scope="session")
def contents():
    """The module `notebooks/contents.py`."""
    return tool("contents")


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
