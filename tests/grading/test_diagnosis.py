"""Naming what went wrong: relations, two mistakes at once, and silence where nothing fits."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from cnnnotes.exercises import Exercise, Mistake, Part, get
from cnnnotes.exercises.spoiling import composed, finished, knobs
from cnnnotes.grading import diagnosis, judge
from cnnnotes.grading.judging import judge_records
from cnnnotes.runner.call import call
from cnnnotes.runner.record import Record

slide2d = get("01_slide2d").reference
conv_channels = get("01_conv_channels").reference


def run(exercise, answer):
    return judge_records(exercise, [call(answer, c.args) for c in exercise.cases_from(0)])


def table(x):
    """x (N, H, W) → (N, H, W): three times x, plus one."""
    return 3.0 * x + 1


TABLE = Exercise(
    id="99_table",
    title="A table for each image",
    reference=table,
    parts=(Part("all", 1),),
    cases=lambda rng: (
        ("all", (rng.normal(size=(n, 4, 5)) - 0.2 * np.arange(5),)) for n in (2, 3, 4)
    ),
    mistakes=(
        Mistake("plus one forgotten", lambda right, x: right(x) - 1, "a.", "b?", "c."),
        Mistake("times two", lambda right, x: right(2 * x / 3), "d.", "e?", "f."),
        Mistake("upside down", lambda right, x: right(x[:, ::-1]), "g.", "h?", "i."),
        Mistake("x itself", finished(lambda x: x), "j.", "k?", "l."),
    ),
    hints=("q?", "l."),
)


def _written(y, *where):
    out = np.zeros_like(y)
    out[where] = y[where]
    return out


RELATIONS = {
    "sign turned": lambda y: -y,
    "doubled": lambda y: 2 * y,
    "in percent": lambda y: 100 * y,
    "logarithm to base 2": lambda y: y / np.log(2),
    "times 7": lambda y: 7 * y,
    "2.5 too large": lambda y: y + 2.5,
    "divided by N": lambda y: y / len(y),
    "absolute value taken": np.abs,
    "cut off below 0": lambda y: np.maximum(y, 0),
    "fractions cut off": lambda y: y.astype(int),
    "rounded to integers": np.round,
    "too few digits": lambda y: y.astype(np.float16),
    "nothing but zeros": np.zeros_like,
    "squared": np.square,
    "images in reverse": lambda y: y[::-1],
    "columns in reverse": lambda y: y[:, :, ::-1],
    "images and rows swapped": lambda y: y.swapaxes(0, 1),
    "only the first image written": lambda y: _written(y, slice(1)),
    "last row not written": lambda y: _written(y, slice(None), slice(-1)),
    "last column missing": lambda y: y[:, :, :-1],
    "every second column missing": lambda y: y[:, :, ::2],
    "only the first image": lambda y: y[:1],
    "every image is the first one": lambda y: np.repeat(y[:1], len(y), axis=0),
    "every row is the last one": lambda y: np.repeat(y[:, -1:], 4, axis=1),
    "moved by one row": lambda y: np.roll(y, 1, axis=1),
    "carried on from column to column": lambda y: y.cumsum(axis=2),
    "summed to one number": np.sum,
    "averaged to one number": np.mean,
}


@pytest.mark.parametrize(("name", "spoil"), RELATIONS.items(), ids=RELATIONS)
def test_what_can_happen_to_any_result_is_told(name, spoil):
    verdict = run(TABLE, lambda x: spoil(table(x)))
    assert verdict.mistakes == (name,)
    assert "`out`" in verdict.hint
    assert len(verdict.hints) == 3


def test_what_can_happen_to_any_result_is_told_on_top_of_a_known_mistake():
    verdict = run(TABLE, lambda x: -table(x[:, ::-1]))
    assert verdict.mistakes == ("upside down", "sign turned")
    assert verdict.hints[0] == ("g. And: Every number of `out` is the right one times -1.")
    assert verdict.hints[1].startswith("Mend this first: h? Then: ")


def test_two_known_mistakes_are_told_in_the_order_in_which_to_mend_them():
    verdict = run(TABLE, lambda x: 2 * x)
    assert verdict.mistake == "two things at once: times two, and plus one forgotten"
    assert verdict.hints[0] == "d. And: a."


def test_of_two_explanations_that_say_different_things_what_they_share_is_told():
    """Below -4 they differ, and no case that was judged goes there."""

    def line(x):
        """x (N,) → (N,): three times x, plus one."""
        return 3.0 * x + 1

    def cases(rng):
        lowest = -9 if rng.bit_generator.seed_seq.entropy else -3
        yield from (("all", (np.arange(lowest, n, 0.5),)) for n in (7, 9))

    exercise = replace(
        TABLE,
        id="99_line",
        reference=line,
        cases=cases,
        mistakes=(
            TABLE.mistakes[0],
            Mistake("at most 4", lambda right, x: right(np.minimum(x, 4)), "d.", "e?", "f."),
            Mistake("from -4 to 4", lambda right, x: right(np.clip(x, -4, 4)), "g.", "h?", "i."),
        ),
    )
    verdict = run(exercise, lambda x: 3.0 * np.minimum(x, 4))
    assert verdict.mistakes == ("plus one forgotten",)
    assert verdict.hint == "a. That does not explain all that is wrong."


def test_ones_and_zeros_are_no_sign_of_numbers_that_were_cut_off():
    verdict = run(TABLE, lambda x: (table(x) > 0) * 1.0)
    assert "cut off" not in str(verdict.mistakes)


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda x, w, b: conv_channels(x, np.abs(w), b), "`w` without its signs"),
        (lambda x, w, b: conv_channels(x, w, np.roll(b, 1)), "`b` with its numbers one later"),
        (lambda x, w, b: conv_channels(x[1:], w, b), "`x` without its first row"),
    ],
)
def test_what_became_of_an_argument_is_told(answer, name):
    verdict = judge("01_conv_channels", answer)
    assert verdict.mistakes == (name,)
    assert verdict.hints[0] == f"Your result is what is right for another {name[:3]}: {name}."


def test_where_a_name_leaves_something_open_it_is_said():
    def forward(x, w1, w2):
        z1, a1, a2 = get("05_forward").reference(x, w1[::-1], w2)
        return z1, a1, np.cos(a2)

    verdict = judge("05_forward", forward)
    assert verdict.mistakes == ("kernel flipped",)
    assert verdict.hints[0].endswith("That does not explain all that is wrong in `a2`.")


def test_of_several_results_that_which_is_not_given_back_is_told():
    verdict = judge("05_forward", lambda *args: get("05_forward").reference(*args)[::2])
    assert verdict.mistakes == ("`a1` not given back",)


def test_the_axes_of_a_gradient_are_those_of_its_argument():
    def conv2d_backward(*args):
        dx, dw, db = get("06_conv2d_backward").reference(*args)
        return dx, dw[:, :, ::-1], db

    assert judge("06_conv2d_backward", conv2d_backward).mistakes == ("channels in reverse",)


def test_a_loop_that_does_not_end_gets_hints_of_its_own():
    records = [Record("timed out", text="10", line=2, code="while True:")]
    verdict = judge_records(TABLE, records)
    assert "Does this loop end? Line 2" in verdict.hints[0]
    assert "what would end it?" in verdict.hints[1]


def test_one_known_mistake_comes_before_anything_else():
    assert run(TABLE, lambda x: 3.0 * x).mistakes == ("plus one forgotten",)
    assert run(TABLE, lambda x: x).mistakes == ("x itself",)


def test_a_name_that_contradicts_one_case_is_not_told():
    def mostly(x):
        return -table(x) if len(x) < 4 else table(x) + x**3

    verdict = run(TABLE, mostly)
    assert (verdict.mistakes, verdict.hints[1:]) == ((), ("q?", "l."))

    def sometimes(x):
        return -table(x) if len(x) < 4 else table(x)

    assert run(TABLE, sometimes).mistakes == ()


def test_a_changed_input_is_told_beside_wrong_values():
    def answer(x):
        x *= 2
        return -table(x / 2)

    assert run(TABLE, answer).mistakes == ("sign turned", "changes its input in place")


def test_nothing_returned_is_told_with_whether_it_is_so_always():
    assert run(TABLE, lambda x: None).mistakes == ("nothing returned",)
    some = run(TABLE, lambda x: table(x) if len(x) > 2 else None)
    assert some.mistakes == ("nothing returned on one path",)


ERRORS = {
    "a whole array in a yes-or-no question": lambda x: x if x > 0 else 0,
    "a name that is not defined": lambda x: W * x,  # noqa: F821
    "shapes that do not fit": lambda x: x + np.ones((7, 7)),
    "an index past the end": lambda x: x[:, 9],
    "more indices than axes": lambda x: x[0, 0, 0, 0],
    "an attribute that is not there": lambda x: x.length,
    "something called that is not a function": lambda x: x.size(),
    "a fraction where an integer is needed": lambda x: np.zeros(x.shape[1] / 2),
}


@pytest.mark.parametrize(("name", "answer"), ERRORS.items(), ids=ERRORS)
def test_errors_that_beginners_meet_are_told(name, answer):
    verdict = run(TABLE, answer)
    assert verdict.mistakes == (name,)
    assert verdict.hint.startswith("It raised ")


def test_where_nothing_fits_it_is_told_where_it_fails_and_where_not():
    def square_only(x, k):
        wrong = slide2d(x, k)
        wrong.flat[1:] += np.arange(1, wrong.size) if k.shape[0] != k.shape[1] else 0
        return wrong

    hint = judge("01_slide2d", square_only).hint
    assert hint.endswith("It is right where KH is KW, and wrong where KH is not KW.")

    def last_row(x, k):
        wrong = slide2d(x, k)
        wrong[-1] += np.arange(1, wrong.shape[1] + 1) ** 2
        return wrong

    assert judge("01_slide2d", last_row).hint.endswith("Only the last row of `out` is wrong.")


def test_the_formula_asked_for_is_told_with_the_last_hint_alone():
    verdict = judge("01_n_params", lambda kw, kh, kd, c_out: kw * kh * kd * c_out**2 + 3)
    assert "·" not in verdict.hint + verdict.hints[1]
    assert "Written out, it is (" in verdict.hints[2]


def test_points_for_vectorized_code_are_not_judged_as_long_as_values_are_wrong():
    verdict = judge("01_im2col", lambda x, kh, kw: np.zeros((4, 4)))
    (last,) = (part for part in verdict.parts if part.name == "no loop over pixels")
    assert not last.judged
    assert judge("01_im2col", get("01_im2col").reference).parts[-1].judged


@pytest.mark.parametrize("letter", ["a", "A", " a ", "a)", "(a)", '"a"', "A."])
def test_a_letter_may_stand_in_brackets_and_quotes(letter):
    assert judge("01_predict_flip", letter).passed
    assert "letter" in judge("01_predict_flip", "because of a").hint


def test_mistakes_compose():
    both = composed(lambda right, x: right(x) + 1, lambda right, x: right(2 * x))
    assert partial(both, abs)(-3) == 7
    assert composed(finished(abs), lambda right, x: right(x)) is None
    assert composed(lambda right, x: -right(x), finished(lambda x: x + 1))(abs, 3) == -4


def test_two_changes_of_one_loop_compose_unless_they_change_the_same():
    def loop(x, by=1, plus=0):
        return by * x + plus

    assert composed(knobs(loop, by=2), knobs(loop, plus=3))(None, 5) == 13
    assert composed(knobs(loop, by=2), knobs(loop, by=3)) is None
    assert composed(knobs(loop, by=2), finished(loop)) is None


def test_one_small_change_to_the_right_code_is_told_by_what_it_does():
    changed = run(TABLE, lambda x: 3 * (x + 1))
    assert changed.mistake == "brackets in another place where `x` comes in"
    assert "3" not in " ".join(changed.hints)  # nor any other piece of the solution
    assert run(TABLE, lambda x: 3 * x - 1).mistake == "one sign turned where `x` comes in"
    n_params = judge("01_n_params", lambda kw, kh, kd, c: kw * kh * (kd + 1) * c)
    assert n_params.mistake.startswith("brackets in another place where `kw`")


def test_what_a_neighbouring_exercise_asks_for_is_told():
    grad_w1 = get("05_grad_w1").reference
    assert judge("05_grad_x", grad_w1).mistake == "what `grad_w1` is to give"


def test_a_change_to_two_arguments_of_one_shape_is_one_mistake():
    verdict = judge(
        "09_reconstruction_error",
        lambda x, rebuilt: ((x[..., 0] * 1.0 - rebuilt[..., 0]) ** 2).mean(axis=(1, 2)),
    )
    assert verdict.mistake == "`x` and `rebuilt` with their first channel alone"


def test_an_end_that_is_left_as_it_came_is_told():
    def center(x):
        x = np.array(x, float)
        x[:, :-1] -= x[:, :-1].mean(axis=0)
        return x

    assert judge("00_center", center).mistake == "last column left as it is in `x`"


@pytest.mark.parametrize("number", [np.nan, -np.inf])
@pytest.mark.parametrize("exercise_id", ["00_center", "01_slide2d", "05_dl_da", "08_l2_grad"])
def test_nothing_but_nan_or_infinity_tells_of_no_cause(exercise_id, number, monkeypatch):
    monkeypatch.setattr(diagnosis, "SECONDS", 5)  # a fast machine would come upon some pair
    right = get(exercise_id).reference

    def filled(*args):
        results = right(*args)
        if isinstance(results, tuple):
            return tuple(np.full_like(one, number) for one in results)
        return np.full_like(results, number)

    verdict = judge(exercise_id, filled)
    assert verdict.mistakes == ()
    assert f"is {number}" in verdict.hint


def test_nan_is_told_where_an_exercise_knows_it():
    verdict = judge("08_dropout", lambda x, rate, rng, training: np.full_like(x, np.nan))
    assert verdict.mistakes == ("not numbers",)


def test_of_several_mistakes_that_fit_an_output_the_one_that_spoils_no_other_is_told():
    def batch_norm(x, gamma, beta, mean, var, training):
        out, mean, new = get("08_batch_norm").reference(x, gamma, beta, mean, var, training)
        return out, mean, new if training else 0.9 * var + 0.1 * x.var(axis=(0, 1, 2))

    verdict = judge("08_batch_norm", batch_norm)
    assert verdict.mistake == "running averages updated after training too"
