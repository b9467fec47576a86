"""The figures of notebook 09: they draw, and their words and places are right."""

import numpy as np
import pytest

from cnnnotes.figures import feature_planes, picture_rows, separation, unit_classes
from cnnnotes.figures.display import mimebundle
from cnnnotes.figures.layer_browser import layer_browser_figure
from cnnnotes.figures.occluder import occluder_figure
from cnnnotes.figures.planes import between, plane

RNG = np.random.default_rng(0)


def test_rows_of_pictures_draw_with_words():
    rows = {"digit": np.ones((3, 4, 4, 1)), "long\nname": RNG.normal(size=(2, 5, 6))}
    fig = picture_rows(rows, titles=[7, 8, 9], maps=["long\nname"])
    assert mimebundle(fig)[0]["image/png"]
    assert fig.alt.startswith(
        "Rows of pictures. digit: 3 of 4×4, ink 100 %, 100 %, 100 %. long name: 2 of 5×6, farthest "
    )
    assert [ax.get_title() for ax in fig.axes[:3]] == ["7", "8", "9"]
    assert [ax.get_visible() for ax in fig.axes] == [True] * 5 + [False]


def test_under_a_map_stands_its_farthest_number_with_its_sign():
    fig = picture_rows({"map": [[[1, -3]], [[2, 0]]]}, maps=["map"])
    assert [ax.get_xlabel() for ax in fig.axes] == ["−3", "2"]
    assert {image.get_clim() for ax in fig.axes for image in ax.images} == {(-3, 3), (-2, 2)}


@pytest.mark.parametrize("row", [np.ones((4, 4)), np.ones((1, 4, 4, 3)), np.ones((0, 4, 4))])
def test_rows_that_are_no_pictures_are_refused(row):
    with pytest.raises(ValueError, match="rows: digit has shape"):
        picture_rows({"digit": row})


@pytest.mark.parametrize("shape", [(6, 9), (9, 3), (5, 2)])
def test_a_plane_is_that_of_the_first_two_singular_vectors(shape):
    h = RNG.normal(size=shape) + 5
    u, s, _ = np.linalg.svd(h - h.mean(axis=0), full_matrices=False)
    points, shown = plane(h)
    np.testing.assert_allclose(np.abs(points), np.abs(u * s)[:, :2], atol=1e-9)
    assert shown == pytest.approx((s[:2] ** 2).sum() / (s**2).sum())


def test_between_is_0_for_equal_means_and_1_for_classes_that_are_points():
    assert between(np.array([[1.0], [-1.0], [2.0], [-2.0]]), [0, 0, 1, 1]) == 0
    assert between(np.array([[1.0], [1.0], [5.0]]), [3, 3, 8]) == 1


def test_planes_and_their_lines_draw_with_words():
    layers = {"pixels": RNG.normal(size=(6, 4)), "scores": np.eye(6)}
    fig = feature_planes({"start": layers, "end": layers}, [0, 1, 2, 0, 1, 2])
    assert mimebundle(fig)[0]["image/png"]
    assert "end: scores, 40 %" in fig.alt
    lines = separation(["pixels", "scores"], {"start": [0.2, 0.41], "end": [0.2, 0.4]})
    names = [text.get_text() for text in lines.axes[0].texts]
    heights = [text.xyann[1] for text in lines.axes[0].texts]
    assert names == ["end", "start"]
    assert heights[1] - heights[0] >= 0.059
    assert mimebundle(lines)[0]["image/png"]


def test_names_that_would_cover_each_other_make_room_around_their_lines():
    ends = {"start": [0.4], "1": [0.76], "2": [0.77], "3": [0.78]}
    names = separation(["scores"], ends).axes[0].texts
    heights = [name.xyann[1] for name in names]
    assert [name.get_text() for name in names] == list(ends)
    assert heights == pytest.approx([0.4, 0.71, 0.77, 0.83], abs=1e-3)
    assert [name.xy[1] for name in names] == [end for (end,) in ends.values()]


def test_units_that_never_answer_are_left_out():
    fig = unit_classes([[4, 1, 0, 1], [1, 3, 0, 1]])
    assert fig.axes[0].images[0].get_array().shape == (2, 3)
    assert "2 of them answer 1 class, 1 of them answer 2 classes" in fig.alt


def test_the_frames_stand_around_what_they_name():
    fig, draw = layer_browser_figure()
    maps = np.zeros((2, 3, 5))
    maps[1, 2, 4] = 1
    names = dict.fromkeys(("image", "filter", "map", "all"), "")
    seen = slice(0, 5), slice(2, 4)
    draw(np.eye(10), RNG.normal(size=(3, 3, 2)), maps, chosen=4, names=names, seen=seen)
    image, _, own, sheet = fig.axes
    boxes = [ax.patches[0].get_bbox().bounds for ax in (image, own, sheet)]
    assert boxes[0] == pytest.approx((0.2, 0, 0.2, 0.5))
    assert boxes[1] == pytest.approx((2 / 3, 1 / 2, 1 / 3, 1 / 2))
    # Five maps of 2×3 with gaps of one: four across, the fifth begins the second row.
    assert boxes[2] == pytest.approx((0, 3 / 5, 2 * 3 / 15, 2 / 5))


def test_a_filter_of_one_channel_stands_in_the_middle():
    fig, draw = layer_browser_figure()
    names = dict.fromkeys(("image", "filter", "map", "all"), "")
    seen = slice(0, 3), slice(0, 3)
    for channels, extent in ((1, (0.5, 1.5, 1, 0)), (2, (0, 2, 1, 0))):
        filters = RNG.normal(size=(3, 3, channels))
        draw(np.eye(3), filters, np.ones((1, 1, 1)), chosen=0, names=names, seen=seen)
        [image] = fig.axes[1].images
        assert tuple(image.get_extent()) == extent
        assert image.get_array().shape == (3, 7 if channels > 1 else 3)
        assert fig.axes[1].get_xlim() == (0, 2)


def test_a_fall_is_drawn_at_the_middle_of_its_patch():
    fig, move = occluder_figure((4, 5), 2)
    half = np.array([0.5, 0.5])
    digit, falls = np.eye(4, 5), np.zeros((3, 4))
    fig.alt = move(digit, digit, (1, 2, 2), before=half, hidden=half, label=1, falls=falls)
    assert fig.axes[1].images[0].get_extent() == [0, 4, 3, 0]
    assert "The probability of 1 falls from 0.5 to 0.5" in fig.alt
