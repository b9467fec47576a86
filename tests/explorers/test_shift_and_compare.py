import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes import datasets, nn
from cnnnotes.explorers import shift_and_compare
from cnnnotes.explorers.n00_digit_naming import shifted
from cnnnotes.explorers.n04_shift_and_compare import change

MOVES = st.integers(-8, 8)


@pytest.fixture(scope="module")
def compare():
    return shift_and_compare()


@settings(max_examples=15, deadline=None)
@given(right=MOVES, down=MOVES)
def test_its_numbers_are_those_of_the_network(compare, right, down):
    compare.right.value, compare.down.value = right, down
    state = compare.state
    network = nn.load(datasets.embedded_path("convnet.npz"))
    image = datasets.load_digits()[1][0][2]
    still, moved = (network.activations(i[None]) for i in (image, shifted(image, down, right)))
    expected = [change(b, a) for a, b in zip(still, moved, strict=True)]
    names = [
        "image",
        "convolution 1",
        "pooling 1",
        "convolution 2",
        "pooling 2",
        "convolution 3",
        "output",
    ]
    assert list(state["changed"]) == names
    assert list(state["changed"].values())[1:] == pytest.approx(
        [*expected[:5], expected[6]], abs=1e-5
    )
    assert f"moved {right} right and {down} down" in compare.alt
    assert state["output"] == pytest.approx(moved[-1][0], abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(right=MOVES, down=MOVES)
def test_maps_move_along_with_whole_numbers_of_their_pixels(compare, right, down):
    compare.right.value, compare.down.value = right, down
    back = compare.state["moved_back"]
    for name, pixels in (
        ("convolution 1", 1),
        ("pooling 1", 2),
        ("convolution 2", 2),
        ("convolution 3", 4),
    ):
        whole = right % pixels == 0 and down % pixels == 0
        assert back[name] == (pytest.approx(0, abs=1e-5) if whole else None), name
    assert back["output"] is None


def test_a_move_is_told_in_each_layers_pixels(compare):
    compare.right.value, compare.down.value = -3, 0
    assert compare.text.startswith(
        "image, convolution 1: −3 right, 0 down; pooling 1, convolution 2: −3/2 right, 0 down; "
        "pooling 2, convolution 3: −3/4 right, 0 down\n"
    )


def test_the_learners_own_model_and_image():
    """Other layers, channels and strides, no flat output, an image that is not square."""
    layers = [
        nn.Input((9, 12, 3)),
        nn.Conv2D(2, 3, strides=(1, 3), activation="tanh"),
        nn.Dropout(0.5),
        nn.AveragePooling2D(2, strides=1),
    ]
    image = np.random.default_rng(0).normal(size=(9, 12, 3))
    image.flags.writeable = False
    compare = shift_and_compare(nn.Sequential(layers, seed=0), image)
    assert list(compare.state["changed"]) == ["image", "convolution 1", "pooling 1"]
    compare.right.value, compare.down.value = 3, 1
    assert max(compare.state["moved_back"].values()) == pytest.approx(0, abs=1e-5)
    compare.right.value = 1
    assert compare.state["moved_back"]["convolution 1"] is None
    assert "output" not in compare.state


def test_a_deep_network_is_shown_in_part():
    layers = [nn.Input((4, 4, 1)), *(nn.Conv2D(1, 1) for _ in range(12)), nn.Flatten(), nn.Dense(3)]
    compare = shift_and_compare(nn.Sequential(layers, seed=0), np.ones((4, 4, 1)))
    assert len(compare.state["changed"]) == 1 + 8 + 1


def test_an_image_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="x must have shape"):
        shift_and_compare(image=np.zeros((5, 5, 1)))
