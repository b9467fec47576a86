"""Every exercise: right answers pass, stubs wait, each known mistake is caught and named."""

import re
from functools import partial
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from spoilt import ALONG_AXES, BY_SHARE, SPOILT, each
from table import MAY_PASS, RIGHT, SEEDS, WRONG

from cnnnotes import exercises
from cnnnotes.exercises import all_exercises, all_questions, get
from cnnnotes.exercises.written_tests import WrittenTest
from cnnnotes.grading import judge
from cnnnotes.grading.comparing import arrays
from cnnnotes.grading.judging import DEFAULT_SEED, cases_of, judged_cases
from cnnnotes.grading.predicting import predicted
from cnnnotes.runner.call import call

EXERCISES, QUESTIONS = all_exercises(), all_questions()
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
FUNCTIONS = [one for one in EXERCISES if not isinstance(one, WrittenTest)]
each_function = pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.id)
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)


def judged_until_wrong(exercise, records):
    """Judge records, no further than to the first that is wrong: there are thousands."""
    judged = []
    for one in judged_cases(exercise, records):
        judged.append(one)
        if one.problem:
            break
    return judged


def spoilt(exercise, spoil, records):
    """Yield records, spoilt: each array of several, or the one that there is."""
    for record in records:
        values = record.items if len(exercise.returns) > 1 else record.value
        yield call(each(spoil), (values,))


@each_exercise
@pytest.mark.parametrize("seed", SEEDS)
def test_right_answers_pass(exercise, seed):
    styles = RIGHT[exercise.id]
    assert len(styles) >= 2
    for answer in (exercise.reference, *styles):
        verdict = judge(exercise.id, answer, seed=seed)
        assert (verdict.passed, verdict.points) == (True, exercise.points), (answer, verdict.hint)
        assert verdict.mistake is None
        assert verdict.hint is None


@each_exercise
def test_an_untouched_stub_is_not_attempted(exercise):
    def stub(*args):
        """Say what is asked for."""
        raise NotImplementedError

    verdict = judge(exercise.id, stub)
    assert (verdict.state, verdict.points, verdict.mistake) == ("not attempted", 0, None)


@each_exercise
def test_each_mistake_is_named_as_itself(exercise):
    """On one seed: `make exercises` asks for several."""
    for mistake in exercise.mistakes:
        verdict = judge(exercise.id, mistake.of(exercise.reference))
        assert not verdict.passed, mistake.name
        assert verdict.mistake == mistake.name
        assert verdict.hints == mistake.hints


@each_exercise
def test_mistakes_are_named_in_the_styles_that_people_write(exercise):
    named = {answer.__name__: judge(exercise.id, answer).mistake for answer in WRONG[exercise.id]}
    assert named == {answer.__name__: mistake for answer, mistake in WRONG[exercise.id].items()}


def _noise(rng, value):
    return value + rng.normal(0, 0.1, np.shape(value))


def _one_element(rng, value):
    value = np.array(value, float)
    value.flat[rng.integers(value.size) if value.size else []] += 1
    return value


def _shift(rng, value):
    return np.roll(value, 1, axis=-1) + 1e-2 if np.ndim(value) else value + 1


def _transpose(rng, value):
    return np.transpose(value) if np.ndim(value) > 1 else -1.0 * np.asarray(value)


def _scale(rng, value):
    return np.asarray(value) * 1.01 + 0.01


@each_function
def test_random_wrong_answers_are_caught(exercise):
    """Each mimic, and the reference itself, spoilt; but a mimic may be spoilt back to right."""
    rng, right = np.random.default_rng(0), list(judged_cases(exercise, of_reference(exercise)))
    mimicked = ([predicted(exercise, m, one) for one in right] for m in exercise.mistakes)
    for records in ([one.record for one in right], *mimicked):
        if any(record.kind != "value" for record in records):
            continue  # spoilt or not, it is caught
        for spoil in (_noise, _one_element, _shift, _transpose, _scale):
            if exercise.id in BY_SHARE and spoil is _one_element:
                continue  # one wrong label is right enough
            judged = judged_until_wrong(exercise, spoilt(exercise, partial(spoil, rng), records))
            for one in () if judged[-1].problem else judged:
                for value, wanted in zip(arrays(exercise, one.record), one.expected, strict=True):
                    np.testing.assert_allclose(value, wanted, rtol=1e-3, atol=1e-6)


def of_reference(exercise):
    return [call(exercise.reference, case.args) for case in cases_of(exercise, DEFAULT_SEED)]


def _of_several_axes(name, records):
    """Tell whether a spoil that moves numbers about can change any of the right values."""
    fewest = {"transposed": 2}.get(name, 1)
    rights = (right for record in records for right in record.items or (record.value,))
    return name not in ALONG_AXES or any(right.ndim >= fewest for right in rights)


@each_function
def test_spoilt_references_are_caught_or_it_is_said_why_not(exercise):
    if exercise.id in BY_SHARE:
        pytest.skip("a few wrong labels are right enough")
    excused = {name for names in MAY_PASS.get(exercise.id, {}).values() for name in names}
    records = of_reference(exercise)
    passed = {
        name
        for name, spoil in SPOILT.items()
        if not judged_until_wrong(exercise, spoilt(exercise, spoil, records))[-1].problem
        and _of_several_axes(name, records)
    }
    assert passed == excused


@each_exercise
def test_the_same_seed_gives_the_same_cases(exercise):
    def flat(seed):
        args = [arg for case in exercise.cases_from(seed) for arg in case.args]
        return [arg.tobytes() if isinstance(arg, np.ndarray) else arg for arg in args]

    first = flat(3)
    assert flat(3) == first
    assert flat(4) != first


@each_exercise
def test_what_an_exercise_says_is_complete(exercise):
    assert re.fullmatch(r"\d\d_[a-z0-9_]+", exercise.id)
    assert exercise.name == exercise.id[3:]
    assert "→" in exercise.shapes
    assert {case.part for case in exercise.cases_from(0)} == {part.name for part in exercise.parts}
    assert exercise.points > 1
    for mistake in exercise.mistakes:
        assert all(step.endswith((".", "?", ".)")) for step in mistake.hints), mistake.name


@pytest.mark.parametrize("package", sorted(Path(exercises.__file__).parent.glob("n*_*")))
def test_an_exercise_is_two_modules_and_each_has_its_place(package):
    names = {file.stem for file in package.glob("[!_]*.py")} - {"questions"}
    listed = import_module(f"cnnnotes.exercises.{package.name}").EXERCISES
    functions = [name for name in listed if not name.startswith("testing_")]
    assert names == {*listed, *(f"{name}_mistakes" for name in functions)}
    for name in functions:
        exercise = get(f"{package.name[1:3]}_{name}")
        module = import_module(f"cnnnotes.exercises.{package.name}.{name}_mistakes")
        assert exercise.mistakes == module.MISTAKES


@each_question
def test_predictions(question):
    right = judge(question.id, question.answer)
    assert (right.passed, right.points, right.mistake) == (True, question.points, None)
    assert right.why == question.why
    assert judge(question.id, ...).state == "not attempted"
    for mistake in question.mistakes:
        verdict = judge(question.id, mistake.mimic)
        assert (verdict.passed, verdict.mistake) == (False, mistake.name)
        assert question.why not in verdict.hints


@pytest.mark.parametrize("form", [list, np.array, lambda shape: [float(n) for n in shape]])
def test_a_shape_may_be_written_as_list_or_array(form):
    assert judge("01_predict_size", form((28, 28, 10))).passed


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((28, 28), "a shape of 3 numbers"),
        ("28", "a shape of 3 numbers"),
        ((1, 2, 3), "(1, 2, 3) is not it"),
        (object(), "a shape of 3 numbers"),
    ],
)
def test_a_prediction_of_the_wrong_form_is_told(answer, says):
    assert says in judge("01_predict_size", answer).hint


def test_a_choice_is_a_letter_in_either_case():
    assert judge("01_predict_flip", " A ").passed
    assert judge("01_predict_flip", 1).hint == 'Expected one letter, such as "a".'


def test_an_unknown_id_is_told_with_near_names():
    with pytest.raises(ValueError, match=r"exercise_id: got '01_slide3d'.*01_slide2d"):
        get("01_slide3d")
    with pytest.raises(ValueError, match="got a function"):
        judge(lambda x: x, "01_slide2d")


@each_exercise
def test_the_solution_stands_on_nothing_but_the_answers_before_it(exercise):
    mine = {"np": np}
    for earlier in EXERCISES[: EXERCISES.index(exercise) + 1]:
        if earlier.id[:2] == exercise.id[:2]:
            exec(earlier.solution_source, mine)
    verdict = judge(exercise.id, mine[exercise.name])
    assert verdict.passed, verdict.hint
