import gc

import pytest
from ipywidgets.widgets.widget import _instances


@pytest.fixture(autouse=True, scope="package")
def small_pictures():
    """Half the resolution: what is tested is whether a picture is right, not how fine it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cnnnotes.figures.style.DPI", 72)
        yield


@pytest.fixture(scope="session")
def widgets():
    """A function that counts the widgets that are not freed."""

    def count():
        gc.collect()
        return len(_instances)

    return count
