"""What does not end is ended, and the kernel lives on."""

import os
import signal
import sys
import threading
import time

import numpy as np
import pytest

from cnnnotes.grading import judge
from cnnnotes.runner.call import call, call_all

SOON = 0.2


def _passes():
    while True:
        pass


def _sleeps():
    for _ in iter(int, 1):
        time.sleep(9)


def _swallows_once():
    try:
        while True:
            pass
    except BaseException:
        time.sleep(9)


def _swallows():
    while True:
        try:  # noqa: SIM105
            time.sleep(9)
        except BaseException:
            pass


def _swallows_in_a_helper():
    def helper():
        try:
            time.sleep(9)
        finally:
            return 1  # noqa: B012

    while True:
        helper()


def _loops_in_numpy():
    while True:
        total = 0
        for i in range(9):
            total += np.sum(np.ones(9)) * i


class _Endless:
    def __array__(self, *_, **__):
        while True:
            pass


ENDLESS = [_passes, _sleeps, _swallows_once, _swallows, _swallows_in_a_helper]
ENDLESS += [_loops_in_numpy, _Endless]
signals = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs POSIX' signals")


@signals
@pytest.mark.parametrize("answer", ENDLESS)
@pytest.mark.parametrize("count_lines", [False, True])
def test_an_answer_without_end_is_ended(answer, count_lines):
    alarm, tracer = signal.getsignal(signal.SIGALRM), sys.gettrace()
    record = call(answer, (), count_lines, SOON)
    assert (record.kind, record.text) == ("timed out", "0.2")
    assert (signal.getsignal(signal.SIGALRM), sys.gettrace()) == (alarm, tracer)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@signals
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (_passes, "while True:"),
        (_sleeps, "for _ in iter(int, 1):"),
        (_swallows, "while True:"),
        (_loops_in_numpy, "while True:"),
    ],
)
def test_the_loop_is_named(answer, code):
    record = call(answer, (), False, SOON)
    assert record.code == code
    assert record.line == answer.__code__.co_firstlineno + 1


def test_without_timers_a_thread_rings(monkeypatch):
    """As on Windows."""
    monkeypatch.delattr(signal, "setitimer")
    monkeypatch.delattr(signal, "SIGALRM")
    for answer in (_passes, _swallows, lambda: time.sleep(9)):
        assert call(answer, (), False, SOON).kind == "timed out"
    assert call(lambda: 3, (), False, 60).value == 3
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@signals
def test_who_waits_for_the_processor_is_given_time():
    def waits():
        time.sleep(2 * SOON)
        return 3

    assert call(waits, (), False, SOON).kind == "timed out"
    assert call(waits, (), False, SOON, patience=100).value == 3
    assert call(_passes, (), False, SOON, patience=100).kind == "timed out"


def test_what_ends_in_time_is_left_alone():
    assert call(lambda: 3, (), False, 60).value == 3
    assert call(lambda: 1 / 0, (), False, 60).type == "ZeroDivisionError"


def test_after_a_call_without_end_no_other_is_made():
    made = []

    def answer(n):
        made.append(n)
        while n == 1:
            pass
        return n

    cases = [((n,), False) for n in range(4)]
    assert [record.kind for record in call_all(answer, cases, SOON)] == ["value", "timed out"]
    assert made == [0, 1]


@signals
@pytest.mark.parametrize("answer", [_passes, _swallows])
def test_the_stop_button_stops_also_who_swallows_it(answer):
    threading.Timer(SOON, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        call(answer, (), False, 60)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@signals
def test_the_verdict_asks_whether_the_loop_ends(monkeypatch):
    monkeypatch.setattr("cnnnotes.grading.SECONDS", SOON)
    verdict = judge("01_n_params", lambda *args: _passes())
    assert (verdict.points, verdict.mistake) == (0, None)
    assert "Does this loop end? Line" in verdict.hint
    assert "`while True:`" in verdict.hint
