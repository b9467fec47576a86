import numpy as np
import pytest

from cnnnotes import nn
from cnnnotes.explorers import feature_space
from cnnnotes.explorers.n09_feature_space import features

LABELS = np.arange(12) % 3
IMAGES = np.random.default_rng(2).random((12, 8, 9, 1)).astype(np.float32)


def model(seed):
    layers = [nn.Conv2D(3, 3, activation="relu"), nn.MaxPooling2D(2), nn.Dropout(0.5)]
    layers += [nn.Flatten(), nn.Dense(3, activation="softmax")]
    return nn.Sequential([nn.Input((8, 9, 1)), *layers], seed=seed)


MODELS = [model(seed) for seed in range(3)]


def test_every_layer_and_epoch_is_seen_along_its_principal_axes():
    space = feature_space(MODELS, IMAGES, LABELS)
    for epoch, network in enumerate(MODELS):
        for layer, (name, h) in enumerate(features(network, IMAGES).items()):
            space.epoch.value, space.layer.value = epoch, layer
            state, centred = space.state, h - h.mean(axis=0)
            assert (state["layer"], state["epoch"], state["numbers"]) == (name, epoch, h.shape[1])
            u, s, _ = np.linalg.svd(centred, full_matrices=False)
            np.testing.assert_allclose(np.abs(state["points"]), np.abs(u * s)[:, :2], atol=1e-4)
            assert state["shown"] == pytest.approx((s[:2] ** 2).sum() / (s**2).sum(), abs=1e-5)
            means = np.array([h[c == LABELS].mean(axis=0) for c in LABELS])
            share = ((means - h.mean(axis=0)) ** 2).sum() / (centred**2).sum()
            assert state["between"] == pytest.approx(share, abs=1e-5)
            assert name in space.alt
            assert f"{100 * share:.0f} %" in space.text


def test_layers_that_make_no_new_numbers_are_left_out():
    sizes = {name: h.shape for name, h in features(MODELS[0], IMAGES).items()}
    names = {"pixels": 72, "convolution 1": 6 * 7 * 3, "pooling 1": 3 * 3 * 3, "scores": 3}
    assert sizes == {name: (12, numbers) for name, numbers in names.items()}
    np.testing.assert_array_equal(features(MODELS[0], IMAGES)["scores"], MODELS[0].scores(IMAGES))


def test_an_axis_keeps_its_direction_from_epoch_to_epoch():
    space = feature_space([MODELS[0], MODELS[0], MODELS[1]], IMAGES, LABELS)
    points = []
    for epoch in range(3):
        space.epoch.value = epoch
        points.append(space.state["points"])
    np.testing.assert_array_equal(points[0], points[1])
    assert ((points[1] * points[2]).sum(axis=0) >= 0).all()


def test_one_model_needs_no_epochs():
    space = feature_space(MODELS[0], IMAGES, LABELS)
    assert space.epoch.max == 0
    space.layer.value = 3
    assert space.state["layer"] == "scores"


def test_points_that_are_all_the_same_have_a_plane_too():
    space = feature_space(MODELS[0], 0 * IMAGES, LABELS)
    assert space.state["shown"] == space.state["between"] == 0


def test_labels_must_fit():
    with pytest.raises(ValueError, match="labels: got shape"):
        feature_space(MODELS, IMAGES, LABELS[:3])
