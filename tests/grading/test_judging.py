"""The judge: a verdict for every answer, the gravest fault first, on the smallest input."""

import functools
import sys
from dataclasses import replace

import numpy as np
import pytest

from cnnnotes.exercises import Exercise, Mistake, Part, Property, fixture, get
from cnnnotes.exercises.spoiling import finished
from cnnnotes.grading import judge
from cnnnotes.grading.judging import judge_records
from cnnnotes.runner.call import call

slide2d = get("01_slide2d").reference
same_padding = get("02_same_padding").reference


def run(exercise, answer):
    cases = exercise.cases_from(0)
    return judge_records(exercise, [call(answer, c.args, c.count_lines) for c in cases])


def _generator(x, k):
    yield x


async def _coroutine(x, k):
    return x


def _mutates_then_raises(x, k):
    x[:] = 0
    raise ValueError("<b>no</b>")


def _prints_a_megabyte(x, k):
    print("x" * 2**20)


def _filled_with(value):
    return lambda x, k: np.full_like(slide2d(x, k), value)


def _first_number_off_by(amount):
    def answer(x, k):
        out = slide2d(x, k)
        out[0, 0] += amount
        return out

    return answer


class _Callable:
    def __call__(self, x, k):
        return self


ODD_ANSWERS = {
    "None": None,
    "a string": "slide2d",
    "a number": 5,
    "an array": np.ones((2, 2)),
    "the type": np.ndarray,
    "an exception": ValueError,
    "too few arguments": lambda x: x,
    "too many arguments": lambda x, k, s: x,
    "no arguments": lambda: 0,
    "a callable object": _Callable(),
    "a partial": functools.partial(slide2d, 1),
    "built in": len,
    "a generator": _generator,
    "a coroutine": _coroutine,
    "prints": _prints_a_megabyte,
    "mutates and raises": _mutates_then_raises,
    "exits": lambda x, k: sys.exit(1),
    "recurses": lambda x, k: ODD_ANSWERS["recurses"](x, k),
    "returns None": lambda x, k: None,
    "returns text": lambda x, k: "33",
    "returns objects": lambda x, k: np.array([object()] * 4).reshape(2, 2),
    "returns a dict": lambda x, k: {"out": x},
    "returns a ragged list": lambda x, k: [[1, 2], [3]],
    "returns a function": lambda x, k: slide2d,
    "returns a tuple": lambda x, k: (slide2d(x, k), slide2d(x, k)),
    "returns NaN": _filled_with(np.nan),
    "returns infinity": _filled_with(-np.inf),
    "returns a number": lambda x, k: 3.5,
    "returns nothing at all": lambda x, k: [],
    "returns a huge array": lambda x, k: np.zeros((50_000, 50_000)),
    "returns a huge view": lambda x, k: np.broadcast_to(x[0, 0], (10**8, 10**8)),
    "returns complex": lambda x, k: slide2d(x, k) * (1 + 1j),
    "returns booleans": lambda x, k: slide2d(x, k) > 0,
    "returns dates": lambda x, k: np.zeros((2, 2), "datetime64[s]"),
    "returns its arguments": lambda *args: args,
}


@pytest.mark.parametrize("answer", ODD_ANSWERS.values(), ids=ODD_ANSWERS)
@pytest.mark.parametrize("exercise_id", ["01_slide2d", "01_n_params", "01_predict_size"])
def test_every_answer_gets_a_verdict(exercise_id, answer):
    verdict = judge(exercise_id, answer)
    assert (verdict.passed, verdict.points) == (False, 0)
    assert verdict.hint
    assert "0x0" not in verdict.hint


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("too few arguments", "could not be called as `slide2d(x, k)`"),
        ("a number", 'without brackets: `check("01_slide2d", slide2d)`'),
        ("returns None", "Your function gives back None."),
        ("a generator", "`yield` makes a generator"),
        ("exits", "asked Python to exit in line"),
        ("recurses", "calls itself again and again"),
        ("returns a huge array", "shape (50000, 50000)"),
        ("returns a tuple", "2 arrays of shapes (2, 2), (2, 2)"),
        ("returns NaN", "out[0, 0] is nan"),
        ("returns text", "type str; expected an array of shape (2, 2)"),
        ("returns a ragged list", "arrays of shapes (2,), (1,)"),
        ("returns a number", "`out` has shape (); expected (2, 2)"),
        ("mutates and raises", "raised ValueError in line"),
    ],
)
def test_odd_answers_are_told_what_they_did(answer, says):
    assert says in judge("01_slide2d", ODD_ANSWERS[answer]).hint


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [
        (
            lambda x, k: slide2d(x, k)[None],
            "shape",
            "`out` holds the right numbers, and has one axis more, of length 1.",
        ),
        (
            lambda x, k: slide2d(x, k).ravel(),
            "shape",
            "the right numbers in their order, in a single line.",
        ),
        (lambda x, k: slide2d(x, k) + 0j, "dtype", "values are right, but they are complex"),
        (_first_number_off_by(1), "value", "out[0, 0] should be"),
        (_first_number_off_by(1e-3), "value", "out[0, 0] should be"),
    ],
)
def test_the_gravest_fault_is_told_first(answer, kind, says):
    verdict = judge("01_slide2d", answer)
    assert verdict.failure.problem.kind == kind
    assert says in verdict.hint
    assert (verdict.mistake is None) == (kind != "shape")


def test_the_arithmetic_of_the_first_wrong_element_is_written_out():
    def answer(x, k):
        out = slide2d(x, k)
        out[0, 1] += 1
        return out

    verdict = judge("01_slide2d", answer)
    x, right = verdict.failure.case.args[0], verdict.failure.expected[0]
    said = verdict.hint.removeprefix("out[0, 1] should be ").split(", yours is ")
    terms, result = said[0].split(" = ")
    assert eval(terms.replace("·", "*")) == int(result) == right[0, 1]
    assert said[1].startswith(f"{right[0, 1] + 1:g}.")
    assert f"{x[0, 1]:g}·" in terms


def test_the_smallest_failing_input_is_shown():
    def answer(x, k):
        return slide2d(x, k) + (x.size > 12)

    cases = (case.args for case in get("01_slide2d").cases_from(0))
    failing = [x.size + k.size for x, k in cases if x.size > 12]
    shown = judge("01_slide2d", answer).failure.case.args
    assert sum(arg.size for arg in shown) == min(failing) < max(failing)


def test_parts_that_work_are_paid():
    def square_only(x, k):
        return slide2d(x, k) if k.shape[0] == k.shape[1] else None

    verdict = judge("01_slide2d", square_only)
    assert (verdict.state, verdict.points, verdict.out_of) == ("partly right", 4, 6)
    assert [part.points for part in verdict.parts] == [2, 1, 0, 1]


def test_two_mistakes_at_once_are_both_named():
    right = get("01_conv_channels").reference

    def flipped_without_bias(x, w, b):
        return right(x, w[::-1, ::-1], 0 * b)

    verdict = judge("01_conv_channels", flipped_without_bias)
    assert (verdict.points, verdict.mistakes) == (0, ("kernels turned by 180°", "bias forgotten"))
    assert verdict.mistake == "two things at once: kernels turned by 180°, and bias forgotten"
    assert verdict.hint.startswith("Your output is the input slid under")

    def two_halves(dy, x, w, stride, padding):
        dx, dw, db = get("06_conv2d_backward").reference(dy, x, w, stride, padding)
        return dx[:, ::-1], dw, db / len(dy)

    verdict = judge("06_conv2d_backward", two_halves)
    assert verdict.points == 2
    assert verdict.mistakes == ("db averaged over the batch", "rows in reverse")


def test_a_right_result_from_a_changed_input_is_told():
    def answer(x, k):
        out = slide2d(x, k)
        x[:] = 0
        return out

    verdict = judge("01_slide2d", answer)
    assert verdict.mistakes == ("changes its input in place",)
    assert verdict.hint.startswith("The array `x` that is given to your function is changed")


def test_the_same_answer_gets_the_same_verdict():
    answer = _first_number_off_by(1)
    first, again, other = (judge("01_slide2d", answer, seed=seed) for seed in (4, 4, 5))
    assert first.hints == again.hints != other.hints


def test_records_that_never_came_count_as_wrong():
    exercise = get("01_slide2d")
    cases = exercise.cases_from(0)
    records = [call(exercise.reference, case.args) for case in cases[:3]]
    verdict = judge_records(exercise, records)
    assert (verdict.state, verdict.points) == ("partly right", 2)
    assert "the process had ended" in verdict.hint
    assert judge_records(exercise, []).points == 0


def test_a_loop_costs_the_points_of_the_vectorized_part_alone():
    def im2col(x, kh, kw):
        h, w = x.shape[0] - kh + 1, x.shape[1] - kw + 1
        rows = []
        for i in range(h):
            for j in range(w):
                rows.append(x[i : i + kh, j : j + kw].ravel())
        return np.array(rows)

    verdict = judge("01_im2col", im2col)
    assert (verdict.points, verdict.mistake) == (4, "a loop where one step does")
    assert verdict.hints[2].endswith(
        ("`for j in range(w):`.", "`rows.append(x[i : i + kh, j : j + kw].ravel())`.")
    )


def test_a_loop_over_the_rows_alone_is_a_loop_too():
    def im2col(x, kh, kw):
        def row(i):
            windows = np.lib.stride_tricks.sliding_window_view(x[i : i + kh], kw, axis=1)
            return windows.transpose(1, 0, 3, 2).reshape(-1, kh * kw * x.shape[2])

        return np.concatenate([row(i) for i in range(x.shape[0] - kh + 1)])

    assert judge("01_im2col", im2col).mistake == "a loop where one step does"


def drop(x, rate, rng):
    """x (N,) → (N,): numbers dropped at `rate`, the others scaled up."""
    return np.where(rng.random(x.shape) < rate, 0, x / (1 - rate))


DROP = Exercise(
    id="99_drop",
    title="Drop some numbers",
    reference=drop,
    parts=(Part("half", 1), Part("a fifth", 1)),
    cases=lambda rng: (
        (name, (np.ones(1000), rate, fixture("rng", int(rng.integers(100)))))
        for name, rate in (("half", 0.5), ("a fifth", 0.2))
    ),
    mistakes=(
        Mistake(
            "not rescaled",
            lambda right, x, rate, rng: right(x, rate, rng) * (1 - rate),
            "a.",
            "b?",
            "c.",
        ),
    ),
    properties=(
        Property(
            "share dropped",
            lambda out, x, rate, rng: abs((out == 0).mean() - rate) < 0.1,
            "Another share than `rate` is dropped.",
        ),
        Property(
            "mean kept",
            lambda out, x, rate, rng: abs(out.mean() - x.mean()) < 0.1,
            "The mean is not kept.",
        ),
    ),
    hints=("", ""),
)


def test_where_many_answers_are_right_properties_decide():
    assert run(DROP, drop).passed
    assert run(DROP, lambda x, rate, rng: drop(x, rate, np.random.default_rng(1))).passed
    assert run(DROP, lambda x, rate, rng: drop(x, rate, rng)[::-1]).passed


def test_a_mimic_that_breaks_the_same_properties_names_the_mistake():
    verdict = run(DROP, lambda x, rate, rng: np.where(rng.random(len(x)) > rate, x, 0))
    assert (verdict.mistake, verdict.hint) == ("not rescaled", "a.")


def test_else_the_broken_property_is_told():
    verdict = run(DROP, lambda x, rate, rng: x)
    assert (verdict.mistake, verdict.hint) == (
        "share dropped",
        "Another share than `rate` is dropped.",
    )
    assert run(DROP, lambda x, rate, rng: np.ones((2, 3, 4))).mistake == "share dropped"


def rotate(x):
    """x (N,) → (N,): the last element first."""
    return np.roll(x, 1)


ROTATE = Exercise(
    id="99_rotate",
    title="The last element first",
    reference=rotate,
    parts=(Part("all", 1),),
    cases=lambda rng: (("all", (rng.permutation(n),)) for n in (20, 30)),
    mistakes=(
        Mistake("not rotated", finished(lambda x: x), "a.", "b?", "c."),
        Mistake(
            "a random order",
            finished(np.random.default_rng().permutation),
            "d.",
            "e?",
            "f.",
            shows=lambda out, x: (np.sort(out) == np.sort(x)).all(),
        ),
    ),
    hints=("", ""),
)


def test_a_mistake_whose_values_are_random_is_told_by_what_they_show():
    shuffle = ROTATE.mistakes[1].of(rotate)
    assert run(ROTATE, shuffle).mistake == "a random order"
    assert run(ROTATE, lambda x: x).mistake == "not rotated"
    assert run(ROTATE, lambda x: shuffle(x) + 1).mistake is None
    assert run(ROTATE, lambda x: "text").mistake is None
    assert run(ROTATE, rotate).passed


def split(x):
    """x (N,) → its first and its last element."""
    return x[:1] * 2, x[1:]


SPLIT = Exercise(
    id="99_split",
    title="Two arrays come back",
    reference=split,
    parts=(Part("all", 1),),
    cases=lambda rng: (("all", (rng.normal(size=n),)) for n in (2, 5)),
    mistakes=(Mistake("not doubled", finished(lambda x: (x[:1], x[1:])), "a.", "b?", "c."),),
    hints=("", ""),
    returns=("head", "tail"),
    arithmetic={"head": lambda at, x: f"2·{x[0]:.4g}"},
)


def test_a_pair_of_numbers_is_one_array():
    assert judge("02_same_padding", lambda n, k, s: np.array(same_padding(n, k, s))).passed
    verdict = judge("02_same_padding", lambda n, k, s: (1, 2, 3))
    assert verdict.hint == "`padding` has shape (3,); expected (2,)."


def test_several_arrays_may_come_back():
    assert run(SPLIT, lambda x: [x[:1] * 2, list(x[1:])]).passed
    assert run(SPLIT, lambda x: (x[:1], x[1:])).mistake == "not doubled"
    changed = "a number that is one too large"
    assert run(SPLIT, lambda x: (x[:1] * 3, x[1:])).mistake == changed
    assert run(SPLIT, lambda x: (x[:1] * 2, x[1:] ** 3)).hint.startswith("tail[0] should be ")
    assert run(SPLIT, lambda x: (x[:1] * 2, x)).mistake == "a number that is one too small"
    assert run(SPLIT, lambda x: (x[:1] * 2, x[:, None])).hint.startswith("`tail` has shape (2, 1)")
    assert run(SPLIT, lambda x: x).hint == "It returned 1 array; expected 2: head, tail."


def test_a_part_may_look_at_some_of_the_arrays_alone():
    parts = (Part("head", 1, returns=("head",)), Part("tail", 2, returns=("tail",)))
    cases = (
        ("head", (np.array([1.0, 2.0]),)),
        ("tail", (np.array([1.0, 3.0]),)),
        ("tail", (np.array([1.0, 2.0, 4.0]),)),
    )
    halves = replace(SPLIT, parts=parts, cases=lambda rng: iter(cases))
    assert run(halves, split).passed
    verdict = run(halves, lambda x: (x[:1], x[1:]))
    assert (verdict.points, verdict.mistake) == (2, "not doubled")
    verdict = run(halves, lambda x: (x[:1] * 2, x[1:] + 1))
    assert (verdict.points, verdict.hint) == (1, "Every number of `tail` is 1 too large.")
    assert run(halves, lambda x: x[:1] * 2).points == 0


def longer(n, m):
    """n, m, integers → True if n is larger, else False."""
    return n > m


LONGER = Exercise(
    id="99_longer",
    title="Answer yes or no",
    reference=longer,
    parts=(Part("all", 2),),
    cases=lambda rng: (("all", (n, m)) for n in range(3) for m in range(3)),
    mistakes=(
        Mistake("turned around", lambda right, n, m: not right(n, m), "a.", "b?", "c."),
        Mistake("equal counts too", finished(lambda n, m: n >= m), "a.", "b?", "c."),
    ),
    hints=("", ""),
    returns=("result",),
)


def test_a_yes_or_no_is_a_known_mistake_only_where_the_others_agree_too():
    assert run(LONGER, lambda n, m: np.sign(n - m) > 0).passed
    assert run(LONGER, lambda n, m: m <= n).mistake == "equal counts too"
    assert run(LONGER, lambda n, m: n <= m).mistake == "turned around"
    verdict = run(LONGER, lambda n, m: n == 2 > m or n == m == 1)
    assert (verdict.mistake, verdict.hint) == (None, "The result should be True, yours is False.")


def test_where_two_signs_are_right_the_canonical_form_is_compared():
    def doubled(x):
        """x (N,) → (N,): twice x, or minus that."""
        return -2 * x

    exercise = replace(
        SPLIT,
        reference=doubled,
        returns=("out",),
        arithmetic={},
        mistakes=(Mistake("not doubled", finished(lambda x: x), "a.", "b?", "c."),),
        canonical=lambda out: out * np.sign(out.flat[0]) if out.size else out,
    )
    assert run(exercise, lambda x: 2 * x).passed
    assert run(exercise, lambda x: -2 * x).passed
    assert run(exercise, lambda x: -x).mistake == "not doubled"
    assert run(exercise, lambda x: x[:0]).hint.startswith("`out` has shape (0,)")
    assert run(exercise, lambda x: None).hint == "Your function gives back None."
