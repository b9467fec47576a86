"""Calling an answer: whatever it is and does, a record of plain data comes back."""

import asyncio
import gc
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cnnnotes import runner
from cnnnotes.exercises import fixture, get
from cnnnotes.grading.judging import judge_records
from cnnnotes.runner import fixtures
from cnnnotes.runner.call import call
from cnnnotes.runner.record import Record, read

X = np.arange(6.0).reshape(2, 3)


OTHER_PROCESS = """
import sys, numpy as np
sys.path.append(sys.argv[1])
from alone.call import call
assert not any(name.startswith("cnnnotes") for name in sys.modules)
def slide2d(x, k):
    windows = np.lib.stride_tricks.sliding_window_view(x, k.shape)
    return (windows * k[::-1, ::-1]).sum((2, 3))
with np.load(sys.argv[2]) as given:
    cases = [(given[f"x{i}"], given[f"k{i}"]) for i in range(len(given) // 2)]
records = [call(slide2d, args) for args in cases]
np.savez(sys.argv[3], **{f"r{i}": record.value for i, record in enumerate(records)})
"""


def test_an_answer_called_in_another_process_is_judged_by_the_same_lines(tmp_path):
    exercise, seed = get("01_slide2d"), 5
    arrays = {}
    for i, case in enumerate(exercise.cases_from(seed)):
        arrays[f"x{i}"], arrays[f"k{i}"] = case.args
    np.savez(tmp_path / "in.npz", **arrays)
    (tmp_path / "alone").mkdir()
    for module in Path(runner.__file__).parent.glob("*.py"):
        shutil.copy(module, tmp_path / "alone")
    paths = [tmp_path, tmp_path / "in.npz", tmp_path / "out.npz"]
    command = [sys.executable, "-I", "-c", OTHER_PROCESS, *map(str, paths)]
    subprocess.run(command, check=True, cwd=tmp_path)
    with np.load(tmp_path / "out.npz", allow_pickle=False) as came:
        records = [Record("value", came[f"r{i}"]) for i in range(len(came))]
    assert judge_records(exercise, records, seed).mistake == "kernel turned by 180°"


def test_the_answer_gets_copies_and_changes_are_told():
    def in_place(x, n, k):
        k[0] += 1
        x.resize((3, 2))
        return x

    x, k = X.copy(), np.ones(2)
    assert call(in_place, (x, 2, k)).mutated == (0, 2)
    assert (x == X).all()
    assert (k == 1).all()
    assert call(lambda pairs: pairs[0].append(1), ([[1], [2]],)).mutated == (0,)
    assert call(lambda x: x[::-1] * 2, (x,)).mutated == ()


def test_what_came_is_a_copy():
    kept = np.ones(3)
    record = call(lambda: kept, ())
    kept[:] = 0
    assert (record.value == 1).all()


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (3, "value"),
        (np.float32(3), "value"),
        ([[1, 2], [3, 4]], "value"),
        (np.eye(2).view(np.matrix), "value"),
        ([np.ones(2), np.ones((3, 3))], "value"),
        ([], "value"),
        (None, "nothing"),
        ("text", "text"),
        (np.array(["a"]), "other"),
        (np.array([object()]), "other"),
        (np.array([1, 2], object), "value"),
        (np.array([1, "a"], object), "other"),
        (np.array([10**400], object), "other"),
        ([[1, 2], [3]] * 5, "other"),
        ({1: 2}, "other"),
        (range(10**12), "other"),
        ((n for n in range(3)), "other"),
        (call, "other"),
        (..., "other"),
        (10**400, "other"),
        (np.broadcast_to(0.0, (10**6, 10**6)), "too large"),
        (np.zeros((40_000, 40_000)), "too large"),
        ([[0] * 2000] * 2000, "too large"),
    ],
)
def test_values_are_read_as_plain_data(value, kind):
    record = read(value)
    assert record.kind == kind
    assert record.value is None or record.value.dtype.kind in "biufc"


def test_an_array_without_end_is_no_value():
    endless = []
    endless.append(endless)
    assert read(endless).kind == "other"


def test_several_arrays_are_kept_apart():
    dx, dw = np.ones((2, 3)), np.zeros(4)
    record = read((dx, dw))
    assert record.value is None
    assert [item.shape for item in record.items] == [(2, 3), (4,)]


def test_an_object_that_refuses_everything_is_no_value():
    class Refuses:
        def __array__(self, *_, **__):
            raise SystemExit

        def __getattr__(self, name):
            raise RuntimeError

    assert read(Refuses()).kind == "other"
    assert call(Refuses(), ()).kind == "not callable"


def test_a_raise_is_told_with_its_line():
    def answer(x):
        total = x.sum()
        return total / np.linalg.inv(np.zeros((2, 2)))

    record = call(answer, (X,))
    assert (record.kind, record.type, record.text) == ("raised", "LinAlgError", "Singular matrix")
    assert record.line == answer.__code__.co_firstlineno + 2  # not one of NumPy's
    assert record.code == "return total / np.linalg.inv(np.zeros((2, 2)))"


def _exits():
    sys.exit(3)


def _recurses():
    return _recurses()


def _group():
    raise BaseExceptionGroup("several", [SystemExit()])


def _cancels():
    raise asyncio.CancelledError


def _unspeakable():
    class UnspeakableError(Exception):
        def __str__(self):
            raise RuntimeError

    raise UnspeakableError


@pytest.mark.parametrize("answer", [_exits, _recurses, _group, _cancels, _unspeakable, lambda x: x])
def test_everything_that_is_raised_is_a_record(answer):
    assert call(answer, ()).kind == "raised"


def test_the_stop_button_stops():
    def answer():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call(answer, ())


def test_only_an_untouched_stub_is_not_attempted():
    def stub(x, *rest, scale=1, **options):
        """Tell what is asked."""
        raise NotImplementedError("write me")

    def begun(x):
        total = x.sum()
        raise NotImplementedError(total)

    def left_behind(x):
        raise NotImplementedError
        return x.mean()

    assert call(stub, (X,)).kind == "not attempted"
    assert call(begun, (X,)).kind == "raised"
    assert call(left_behind, (X,)).kind == "raised"
    assert call(lambda x: stub(x), (X,)).kind == "raised"  # another function's stub


def test_what_is_printed_is_kept_in_short_and_without_addresses(capsys):
    def answer():
        print(object())
        print("long " * 300_000, file=sys.stderr)
        return 1

    record = call(answer, ())
    assert record.printed.startswith("<object object at 0x…>\nlong long")
    assert len(record.printed) < 3000
    assert capsys.readouterr() == ("", "")


def test_settings_of_numpy_and_warnings_are_left_alone(recwarn):
    def answer():
        np.seterr(all="raise")
        return np.float64(1) / 0

    before = np.geterr()
    assert call(lambda: np.float64(1) / 0, ()).value == np.inf
    call(answer, ())
    assert np.geterr() == before
    assert not recwarn.list


def _while(n):
    i = 0
    while i < n:
        i += 1


def _recursion(n):
    return n and _recursion(n - 1)


@pytest.mark.parametrize(
    "loop",
    [
        _while,
        _recursion,
        lambda n: [i for i in range(n)],  # noqa: C416
        lambda n: {i: i for i in range(n)},
        lambda n: sum(i for i in range(n)),
        lambda n: list(map(lambda i: i, range(n))),  # noqa: C417
        lambda n: np.vectorize(lambda i: i)(np.arange(n)),
        lambda n: np.apply_along_axis(np.sum, 1, np.ones((n, 2))),
        lambda n: [*map(np.sum, np.ones((n, 2)))],
    ],
)
def test_every_kind_of_loop_executes_more_lines_on_more(loop):
    few, many = (call(loop, (n,), count_lines=True).lines for n in (5, 30))
    assert many >= few + 25


@pytest.mark.parametrize(
    "whole",
    [
        lambda n: np.einsum("ij,jk->ik", np.ones((n, 3)), np.ones((3, n)), optimize=True),
        lambda n: np.lib.stride_tricks.sliding_window_view(np.ones((n, n)), (2, 2)).reshape(-1, 4),
        lambda n: np.fft.irfft2(np.fft.rfft2(np.ones((n, n)))),
        lambda n: np.pad(np.ones((n, n)), 1),
        lambda n: np.tensordot(np.ones((n, 3)), np.ones((3, n)), 1),
    ],
)
def test_whole_array_steps_execute_no_more_lines_on_more(whole):
    few, many = (call(whole, (n,), count_lines=True).lines for n in (5, 30))
    assert 0 < many <= few


def test_counting_leaves_the_tracer_and_the_collector_as_they_were():
    def tracer(*_):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        call(lambda: 1 / 0, (), count_lines=True)
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)
    assert gc.isenabled()


def test_a_fixture_is_built_anew_for_each_call():
    draws = [call(lambda rng: rng.normal(), (fixture("rng", 7),)).value for _ in range(2)]
    assert draws[0] == draws[1] == np.random.default_rng(7).normal()


class _Switch:
    on = True

    @property
    def changed(self):
        return not self.on


def test_a_fixture_tells_whether_it_was_left_changed(monkeypatch):
    monkeypatch.setitem(fixtures.FIXTURES, "switch", _Switch)
    assert call(lambda switch: setattr(switch, "on", False), (fixture("switch"),)).mutated == (0,)
    assert call(lambda switch: switch.on, (fixture("switch"),)).mutated == ()
    assert call(lambda rng: rng.normal(), (fixture("rng", 7),)).mutated == ()
