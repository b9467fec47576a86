import numpy as np
import pytest
from matplotlib import rc_context, rcParams

from cnnnotes.figures import confusion_matrix, digit_grid, feature_maps, training_curves
from cnnnotes.figures.grid import NumberGrid
from cnnnotes.figures.style import DIVERGING, SEQUENTIAL, new_figure

GREY = np.array([0.299, 0.587, 0.114])


def contrast(one, other):
    """Return the contrast ratio of two colours as WCAG defines it."""

    def luminance(rgb):
        rgb = np.asarray(rgb)
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722] + 0.05

    low, high = sorted((luminance(one), luminance(other)))
    return high / low


def test_colours_grow_darker_away_from_zero():
    steps = np.linspace(0, 1, 101)
    for cmap, values in ((SEQUENTIAL, steps), (DIVERGING, 0.5 + steps / 2)):
        assert (np.diff(cmap(values)[:, :3] @ GREY) < 0).all()
    assert (np.diff(DIVERGING(0.5 - steps / 2)[:, :3] @ GREY) < 0).all()
    assert DIVERGING(0.5)[:3] == pytest.approx((1, 1, 1), abs=0.02)


def test_numbers_can_be_read_on_every_colour():
    values = np.linspace(-9, 9, 14 * 14).reshape(14, 14)
    grid = NumberGrid(new_figure().subplots(), values)
    colours = grid.image.cmap(grid.image.norm(values))[..., :3].reshape(-1, 3)
    for text, colour in zip(grid.texts, colours, strict=True):
        assert contrast([float(text.get_color() == "#FFFFFF")] * 3, colour) > 3


def test_a_grid_changes_its_numbers_and_keeps_its_artists():
    grid = NumberGrid(new_figure().subplots(), np.zeros((2, 3)))
    artists = list(grid.artists)
    grid.update([[1, -2, 0], [0.5, -0.001, 9]])
    labels = [text.get_text() for text in grid.texts]
    assert labels == ["1.00", "−2.00", "0", "0.50", "0", "9.00"]
    assert grid.artists == artists


def test_a_large_grid_has_no_numbers():
    assert NumberGrid(new_figure().subplots(), np.zeros((15, 2))).texts == []


def test_house_style_leaves_the_users_own_alone():
    with rc_context({"figure.facecolor": "black", "font.size": 5}):
        fig = training_curves({"loss": [1.0]})
        assert rcParams["font.size"] == 5
    assert fig.get_facecolor() == (1, 1, 1, 1)


def test_training_curves_show_what_was_measured():
    history = {"loss": [2, 1], "accuracy": [0.5, 0.75], "val_loss": [3, 2]}
    fig = training_curves(history)
    lines = [list(line.get_ydata()) for ax in fig.axes for line in ax.lines]
    assert lines == [[2, 1], [3, 2], [0.5, 0.75]]
    assert "Validation loss 3 to 2." in fig.alt


@pytest.mark.parametrize("history", [{}, {"accuracy": [1]}, {"loss": []}])
def test_training_curves_need_a_loss(history):
    with pytest.raises(ValueError, match="history"):
        training_curves(history)


def test_training_curves_need_one_number_an_epoch():
    with pytest.raises(ValueError, match="'val_loss': 1"):
        training_curves({"loss": [2, 1], "val_loss": [3]})


def test_a_confusion_matrix_names_the_most_frequent_mistake():
    matrix = np.diag([50, 60, 70])
    matrix[2, 0] = 4
    fig = confusion_matrix(matrix, classes=["cat", "dog", "owl"])
    assert fig.alt.endswith("Most often, 4 of class owl were taken for cat.")
    labels = [text.get_text() for text in fig.axes[0].texts]
    assert labels == ["50", "", "", "", "60", "", "4", "", "70"]


@pytest.mark.parametrize("matrix", [[[1, 2]], [1, 2], [], [[1, -1], [0, 1]]])
def test_a_confusion_matrix_is_square_and_counts(matrix):
    with pytest.raises(ValueError, match="matrix: got shape"):
        confusion_matrix(matrix)


def test_a_confusion_matrix_of_nothing_and_of_many_classes_is_drawn():
    assert "0.0 % right" in confusion_matrix(np.zeros((2, 2), int)).alt
    assert confusion_matrix(np.eye(20, dtype=int)).alt.endswith("100.0 % right.")


def test_misread_digits_are_marked_by_more_than_colour():
    fig = digit_grid(np.zeros((3, 4, 4, 1)), labels=[1, 2, 3], predictions=[1, 7, 3])
    titles = [(ax.get_title(), ax.title.get_fontweight()) for ax in fig.axes if ax.get_visible()]
    assert titles == [("1", "normal"), ("2 → 7", "bold"), ("3", "normal")]
    assert fig.alt == "Images of 1, 2 read as 7, 3."


def test_digits_may_stand_alone_or_with_what_was_read():
    assert digit_grid(np.zeros((9, 2, 2))).alt == "9 images."
    fig = digit_grid(np.zeros((1, 2, 2)), predictions=[5])
    assert fig.alt == "Images read as 5."
    assert fig.axes[0].spines["top"].get_linewidth() < 1  # a heavy frame says that it is wrong


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"images": np.zeros((4, 4))}, "images"),
        ({"images": np.zeros((1, 4, 4, 3))}, "images"),
        ({"images": np.zeros((2, 4, 4)), "labels": [1]}, "labels"),
        ({"images": np.zeros((2, 4, 4)), "predictions": [[1, 2]]}, "predictions"),
    ],
)
def test_digits_that_do_not_fit_are_refused(arguments, name):
    with pytest.raises(ValueError, match=f"{name}: got"):
        digit_grid(**arguments)


def test_feature_maps_share_one_scale():
    maps = np.zeros((3, 4, 10))
    maps[0, 0] = np.arange(10) - 2
    fig = feature_maps(maps)
    limits = {image.get_clim() for ax in fig.axes for image in ax.images}
    assert limits == {(-7, 7)}
    assert fig.alt == "feature maps: 10 of 3×4, values from −2 to 7."


def test_feature_maps_of_a_batch_are_refused():
    with pytest.raises(ValueError, match=r"maps: got shape \(1, 3, 3, 2\)"):
        feature_maps(np.zeros((1, 3, 3, 2)))
