import pytest


@pytest.fixture(autouse=True, scope="package")
def small_pictures():
    """Half the resolution: what is tested is whether a picture is right, not how fine it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cnnnotes.figures.style.DPI", 72)
        yield
