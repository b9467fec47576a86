import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes import nn
from cnnnotes.explorers import architecture_bench
from cnnnotes.explorers.n07_architecture_bench import NONE

SHAPE = 11, 12, 2
LAYERS = [
    nn.Conv2D(3, 3, activation="relu"),
    nn.Conv2D(2, (1, 4), strides=2),
    nn.Conv2D(2, 4, padding="same", activation="relu"),
    nn.MaxPooling2D(2),
    nn.MaxPooling2D(3, 2),
    nn.AveragePooling2D((2, 1)),
    nn.BatchNormalization(),
    nn.GlobalAveragePooling2D(),
    nn.Flatten(),
    nn.Dropout(0.5),
    nn.Dense(4, "softmax"),
]
KINDS = {layer.in_words(): layer for layer in LAYERS}
BENCH = architecture_bench([nn.Input(SHAPE), *LAYERS])  # one for all settings
PIXELS = SHAPE[0] * SHAPE[1]


def stacked(bench, *names):
    """Put layers on the bench, and nothing on the places above them."""
    places = [name for name in bench.controls if name.startswith("layer")]
    for place in places:
        bench.controls[place].value = NONE
    for place, name in zip(places, names, strict=False):
        bench.controls[place].value = name
    return bench


def sees(model):
    """Rows and columns that reach the middle of the last output: pixel after pixel is made NaN."""
    x = np.zeros((PIXELS, *SHAPE[:2], 2))
    x.reshape(PIXELS, PIXELS, 2)[np.diag_indices(PIXELS)] = np.nan
    y = model.activations(x)[-1]
    middle = y[:, y.shape[1] // 2, y.shape[2] // 2] if y.ndim == 4 else y
    rows, columns = np.nonzero(np.isnan(middle).any(axis=-1).reshape(SHAPE[:2]))
    return np.ptp(rows) + 1, np.ptp(columns) + 1


@settings(max_examples=12)
@given(st.lists(st.sampled_from([*KINDS]), min_size=1, max_size=4), st.integers(1, 4))
def test_what_it_shows_is_what_the_network_has(names, look_at):
    stacked(BENCH, *names).look_at.value = look_at
    layers = [type(KINDS[name])(**KINDS[name].config) for name in names]
    try:
        model = nn.Sequential([nn.Input(SHAPE), *layers])
    except ValueError as does_not_fit:
        said = str(does_not_fit)
    else:
        said = None
    if said:
        assert BENCH.text.endswith(said)
        assert BENCH.state == {}
        return
    assert BENCH.state["parameters"] == model.count_params() == BENCH.model().count_params()
    assert BENCH.state["shapes"] == model.shapes
    assert BENCH.state["seen"] == sees(model)
    assert f"In all {model.count_params():,} parameters" in BENCH.alt
    assert BENCH.text.startswith(f"layer {look_at}")


@pytest.mark.parametrize("name", ["convnet", "strided", "no_pooling", "dense"])
def test_its_arithmetic_is_right(name):
    model = getattr(nn.models, name)()
    bench = architecture_bench(model)
    assert bench.state["parameters"] == model.count_params()
    products = 0
    for place, (layer, shape) in enumerate(zip(model.layers, model.shapes, strict=True), 1):
        bench.look_at.value = place
        said = bench.text.replace("−", "-").replace("·", "*").replace(",", "").splitlines()[0]
        for part in said.partition(": ")[2].split("; "):
            if " = " not in part:
                assert part == "no parameters"
                continue
            terms, value = re.sub(r" \d+ left over", "", part).split(" = ")
            what, terms = re.fullmatch(r"([a-z ]*)(.*)", terms).groups()
            value = int(value.removesuffix(" numbers in a row"))
            assert eval(terms.replace("⌊", "int(").replace("⌋", ")")) == value
            if what.startswith("rows"):
                assert shape[:2] == (value, value)
            if what.startswith("parameters"):
                assert value == sum(w.size for w in layer.weights.values())
            if what.startswith("products"):
                products += value
    assert bench.state["products"] == products


def test_what_is_left_over_is_said():
    bench = architecture_bench()
    bench.look_at.value = 4
    assert "rows and columns ⌊(11 − 2)/2⌋ + 1 = 5, 1 left over" in bench.text


def test_a_layer_that_does_not_fit_is_named_and_the_network_stays_as_it_was():
    bench = architecture_bench()
    bench.layer_6.value = NONE
    assert bench.text.startswith("layer 7, dense, 10 outputs, softmax: Dense needs rows")
    assert bench.text in bench.alt
    assert bench.state == {}
    bench.layer_6.value = "global average"
    assert bench.state["parameters"] == 104_202 - 9 * 128 * 10 + 128 * 10


def test_what_is_on_the_bench_can_be_trained():
    names = "conv 3×3, 8 filters", "flatten", "dense, 10 outputs, softmax"
    model = stacked(architecture_bench([]), *names).model(seed=1)
    model.compile(nn.Adam(0.001))
    model.fit(np.zeros((8, 28, 28, 1)), np.arange(8), verbose=0)
    assert model.predict(np.zeros((2, 28, 28, 1))).shape == (2, 10)


def test_large_layers_are_counted_without_being_made():
    same = "conv 3×3, 64 filters, pad same"
    bench = stacked(architecture_bench([]), same, same, "flatten", "dense, 64 outputs")
    assert bench.state["parameters"] > 28 * 28 * 64 * 64
    assert bench.state["seen"] == (28, 28)


def test_an_empty_bench_says_what_is_missing():
    bench = architecture_bench([])
    assert bench.text == (
        "layer 3: none\nIt ends in maps. To name ten digits, it must end in a row of ten numbers."
    )
    assert bench.state["shapes"] == []


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ([nn.Dropout(0.5) for _ in range(13)], "layers: got 13; there is room for 12"),
        ([nn.Input((9,)), nn.Dense(2)], r"layers: got inputs of \(9,\); the bench needs \(H, W"),
    ],
)
def test_what_does_not_fit_is_refused(layers, message):
    with pytest.raises(ValueError, match=message):
        architecture_bench(layers)
