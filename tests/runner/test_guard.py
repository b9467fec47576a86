"""What could reach the meter of lines is found in the code, by whatever way it is asked for."""

import pytest

from cnnnotes.runner.guard import reaches


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import sys", "sys"),
        ("import os.path", "os.path"),
        ("from numpy import testing", "testing"),
        ("from random import _os as harmless", "_os"),
        ("from functools import __builtins__ as harmless", "__builtins__"),
        ("import random\nrandom._os.write", "_os"),
        ("import typing\ntyping.types.FunctionType", "types"),
        ("import operator\nask = operator.attrgetter('__globals__')", "attrgetter"),
        ("match f:\n    case object(__globals__=found):\n        pass", "__globals__"),
        ("f.__globals__", "__globals__"),
        ("self.__class__", "__class__"),
        ("generator.gi_frame", "gi_frame"),
        ("__builtins__", "__builtins__"),
        ("getattr(f, name)", "getattr"),
        ("def f(:", "no Python"),
    ],
)
def test_what_reaches_is_named(code, found):
    assert found in reaches(code)


@pytest.mark.parametrize(
    "code",
    [
        "import numpy as np\nfrom numpy.lib.stride_tricks import sliding_window_view as view",
        "from numpy import random\nfrom typing import Any\nimport itertools, math",
        "def f(x, _n=3):\n    *_, h, w = x.shape\n    f_in, co_w, _a = h, w, 1\n    return f_in",
        "class Net:\n    def __init__(self):\n        self._w = 1",
        "def f(x):\n    return np.lib.stride_tricks.as_strided(x).reshape(-1)",
    ],
)
def test_what_is_harmless_is_not(code):
    assert reaches(code) == ()
