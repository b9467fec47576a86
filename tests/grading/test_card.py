"""The card: readable as HTML and as plain text, the same at every run, safe to embed."""

import re
from functools import cache
from html.parser import HTMLParser

import numpy as np
import pytest

from cnnnotes.exercises import get
from cnnnotes.grading import Card, check, judge
from cnnnotes.grading.grids import grids

SLIDE2D = get("01_slide2d")
VOID = {"br", "hr", "img", "input", "meta", "link"}


def _raises(x, k):
    print("<script>alert('printed')</script>")
    raise ValueError("<script>alert('raised')</script>")


def _stub(x, k):
    raise NotImplementedError


def _first_mistake(exercise_id):
    exercise = get(exercise_id)
    return exercise.mistakes[0].of(exercise.reference)


ANSWERS = {
    "passed": ("01_slide2d", SLIDE2D.reference),
    "named": ("01_slide2d", _first_mistake("01_slide2d")),
    "value": ("01_slide2d", lambda x, k: SLIDE2D.reference(x, k) + 1),
    "shape": ("01_slide2d", lambda x, k: x[None, None]),
    "raised": ("01_slide2d", _raises),
    "nothing": ("01_slide2d", lambda x, k: None),
    "stub": ("01_slide2d", _stub),
    "numbers": ("01_n_params", lambda *sizes: 0),
    "filters": ("01_conv_channels", _first_mistake("01_conv_channels")),
    "batch": ("00_to_batch", _first_mistake("00_to_batch")),
    "prediction": ("01_predict_size", (1, 2, 3)),
    "right prediction": ("01_predict_size", (28, 28, 10)),
}


@cache
def judged(name):
    return judge(*ANSWERS[name])


@pytest.fixture
def verdict(request):
    return judged(request.param)


each = pytest.mark.parametrize("verdict", ANSWERS, indirect=True)


class Balanced(HTMLParser):
    """Collects the text, and holds that every element is closed in its turn."""

    def __init__(self):
        super().__init__()
        self.open, self.text, self.tags = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)


def read_html(verdict, hint=1):
    page = Balanced()
    page.feed(Card(verdict, hint)._repr_html_())
    assert not page.open
    return page


def _letters(text):
    return re.sub(r"[\s`]", "", text)


@each
@pytest.mark.parametrize("hint", [1, 2, 3, 9])
def test_html_and_text_say_the_same(verdict, hint):
    page, text = read_html(verdict, hint), repr(Card(verdict, hint))
    html = _letters("".join(page.text))
    for line in [
        verdict.hint,
        verdict.mistake and verdict.mistake.removeprefix("two"),
        verdict.why,
        *(part.name for part in verdict.parts),
    ]:
        if line and verdict.state != "not attempted":
            assert line in text
            assert _letters(line) in html


@each
def test_nothing_but_the_answer_decides_the_text(verdict):
    text = repr(Card(verdict))
    assert "0x" not in text
    assert __file__ not in text
    assert "np.float64" not in text


def test_what_the_answer_says_is_never_markup():
    assert "script" not in read_html(judged("raised")).tags
    assert "alert('raised')" in repr(Card(judged("raised")))
    assert "it printed: <script>" in repr(Card(judged("raised")))


def test_hints_come_one_at_a_time():
    verdict = judged("named")
    for hint in (1, 2, 3):
        text = repr(Card(verdict, hint))
        assert [step in text for step in verdict.hints] == [level <= hint for level in (1, 2, 3)]
        next_one = f'check("01_slide2d", slide2d, hint={hint + 1})'
        assert next_one in text  # the solution comes after the third
        assert Card(verdict, hint)._repr_html_().count("<details open>") == hint - 1
    assert read_html(verdict).tags.count("details") == 2


def test_a_stub_is_told_how_to_begin():
    text = repr(Card(judged("stub")))
    assert text.splitlines()[0] == "01_slide2d: not attempted yet, 0 of 6 points"
    assert "raise NotImplementedError" in text
    assert "✗" not in text


def test_the_picture_holds_input_expected_yours_and_difference():
    text = repr(Card(judged("value")))
    assert [line for line in text.splitlines() if line.endswith(":")] == [
        *("x[0:2, 0:2]:", "k:", "expected:", "yours:", "yours − expected:")
    ]
    assert text.count("[1]") == 4  # off by one at all four places


def test_differing_elements_are_told_by_more_than_colour():
    html = Card(judged("named"))._repr_html_()
    assert html.count('<td class="differs"><strong>') == 8


def test_grids_of_large_arrays_are_cut_around_the_place():
    array = np.arange(30 * 40.0).reshape(30, 40)
    (grid,) = grids("yours", array, at=(20, 39))
    assert (20 in grid.rows, 39 in grid.columns) == (True, True)
    assert (len(grid.rows), len(grid.columns)) == (8, 10)
    assert grid.cells[grid.rows.index(20)][grid.columns.index(39)] == "839"


def test_grids_of_more_axes_are_planes():
    titles = [grid.title for grid in grids("x", np.zeros((1, 4, 5, 2)))]
    assert titles == ["x[0, :, :, 0]", "x[0, :, :, 1]"]
    (grid,) = grids("w", np.zeros((2, 3, 4, 5)), at=(1, 2, 3, 4), like="w")
    assert grid.title == "w[:, :, 3, 4]"
    titles = [grid.title for grid in grids("yours", np.zeros((2, 4, 5)), like="maps")]
    assert titles == ["yours[0, :, :]"]  # one image can be followed
    assert [grid.title for grid in grids("empty", np.zeros((0, 3)))] == ["empty"]


@pytest.mark.parametrize("hint", [0, -1, "2", None])
def test_a_hint_is_asked_for_by_its_number(hint):
    with pytest.raises(ValueError, match="hint: got"):
        check("01_predict_size", (28, 28, 10), hint=hint)


def test_lists_and_pairs_among_the_arguments_are_written_out():
    told = repr(Card(judge("02_receptive_field", lambda layers: 0)))
    assert re.search(r"input that fails: layers = \[\(\d, \d\)\]\.", told)
    assert "stride = (1, 1), padding = " in repr(Card(judge("02_conv_strided", lambda *args: 0)))


def test_check_shows_the_card(capsys):
    assert check("01_predict_size", (28, 28, 10)) is None
    assert capsys.readouterr().out.startswith("01_predict_size: passed, 1 of 1 point\n")


def test_what_stands_between_backquotes_is_code_in_a_name_too():
    def strides_for_kernels(n, k, s):
        total = -n % s
        return total // 2, total - total // 2

    card = judge("02_same_padding", strides_for_kernels)
    html = Card(card)._repr_html_()
    assert "Recognized: <code>s</code> in place of <code>k</code>." in html
    assert "`" not in html.partition("</style>")[2]


def test_bytes_are_judged_without_a_warning():
    def in_bytes(x, rebuilt):
        return ((x - rebuilt) ** 2).mean(axis=(1, 2, 3))

    assert judge("09_reconstruction_error", in_bytes).mistake == "bytes that cannot be negative"
