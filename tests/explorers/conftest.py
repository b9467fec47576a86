import gc

import pytest
from ipywidgets.widgets.widget import _instances


@pytest.fixture(scope="session")
def widgets():
    """A function that counts the widgets that are not freed."""

    def count():
        gc.collect()
        return len(_instances)

    return count
