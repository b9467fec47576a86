"""An answer is found, whatever became of the notebook around it."""

import ast
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnnotes.runner.notebook import Cell
from cnnnotes.runner.source import Source
from cnnnotes.runner.statements import loop_variables
from cnnnotes.runner.work import load


def find(name, *cells, **options):
    return Source([*map(Cell, cells)]).find(name, **options)


def pieces(answer):
    return [line for line in answer.code.splitlines() if not line.startswith("# cell ")]


def run(answer):
    main = sys.modules["__main__"]
    names, troubles = load(answer.code)
    sys.modules["__main__"] = main
    assert not troubles
    return names[answer.name]


def test_it_comes_with_imports_constants_helpers_and_earlier_answers_alone():
    answer = find(
        "answer",
        "import numpy as np, os\nfrom cnnnotes.explorers import window_walk",
        "SCALE = 3\nunused = window_walk()",
        "def helper(x):\n    return np.sum(x) * SCALE",
        "window_walk(SCALE)\nprint(helper)",
        "def earlier(x): return helper(x)",
        "def answer(x, scale=SCALE):\n    return [earlier(x) for _ in range(scale)]",
        "check('answer', answer)",
    )
    assert pieces(answer) == [
        "import numpy as np",
        "SCALE = 3",
        "def helper(x):",
        "    return np.sum(x) * SCALE",
        "def earlier(x): return helper(x)",
        "def answer(x, scale=SCALE):",
        "    return [earlier(x) for _ in range(scale)]",
    ]
    assert run(answer)([1, 2]) == [9, 9, 9]


FILLS = {
    "an item": ("w = [1, 2]\nw[0] = 5", 7),
    "an attribute": ("class W(list): pass\nw = W([1, 2])\nw.more = 0\nw.append(4)", 7),
    "a method": ("w = []\nw.append(7)", 7),
    "a method in a loop": ("w = []\nfor i in range(3):\n    w.append(i)", 3),
    "plus is": ("w = [3]\nw += [4]", 7),
    "a value of itself": ("w = [1]\nw = w + [6]", 7),
    "a function that fills": ("w = []\ndef fill(v): v.append(7)\nfill(w)", 7),
    "a function that fills, kept": ("w = []\ndef fill(v): v.append(7)\nrun = fill(w)", 7),
    "a function that returns": ("w = []\ndef fill(v): return v.append(7)\nfill(w)", 7),
    "a function inside": ("w = []\ndef fill(v): v.append(7)\nruns = [fill(w)]", 7),
    "a function by name": ("w = []\ndef fill(n, v): v.append(n)\nfill(v=w, n=7)", 7),
    "a function by star": ("w = []\ndef fill(n, v): v.append(n)\nfill(*[7], w)", 7),
    "a function of functions": ("w = []\ndef a(v): v.append(7)\ndef b(v): a(v)\nb(w)", 7),
    "a library's function": ("import numpy as np\nw = np.zeros(2)\nnp.put(w, 1, 7)", 7),
    "a global": ("w = []\ndef fill():\n    global w\n    w = [7]\nfill()", 7),
    "a pair": ("v, w = 1, [7]", 7),
    "a walrus": ("print(w := [7])", 7),
    "an if": ("w = [1]\nif w:\n    w = [7]", 7),
    "a try": ("try:\n    w = [7]\nexcept Exception:\n    pass", 7),
    "a with": ("import io\nwith io.StringIO() as f:\n    w = [7]", 7),
    "a decorator": ("import functools\n@functools.cache\ndef g(): return [7]\nw = g()", 7),
    "a class": ("class K:\n    base = [3, 4]\nw = K.base", 7),
    "a star": ("from math import *\nw = [floor(7.5)]", 7),
    "after a semicolon": ("a = 3; w = [a, 4]", 7),
    "in several lines": ("w = [\n    3,\n    4,\n]", 7),
    "with umlauts": ("ä = 'ö'; w = [len(ä), 6]", 7),
    "defined further down": ("def f(): return sum(w)\ndef answer(): return f()\nw = [7]", 7),
}


@pytest.mark.parametrize("name", FILLS)
@pytest.mark.parametrize("split", [False, True])
def test_what_fills_a_name_that_is_needed_is_needed(name, split):
    code, right = FILLS[name]
    cells = [code]
    if split and ";" not in code:  # cells may be split and merged
        cells = ["\n".join(lines) for lines in top_level(code)]
    assert run(find("answer", *cells, "def answer():\n    return sum(w)"))() == right


def top_level(code):
    block = []
    for line in code.split("\n"):
        if block and not line.startswith((" ", "]", "except")) and not block[-1].startswith("@"):
            yield block
            block = []
        block.append(line)
    yield block


def test_a_value_that_was_given_anew_is_not_made_twice():
    answer = find("answer", "w = slow()", "w = 3", "def answer(): return w")
    assert pieces(answer) == ["w = 3", "def answer(): return w"]


def test_a_model_is_trained_when_the_answer_needs_it_and_no_other():
    answer = find(
        "classify",
        "from cnnnotes import nn, figures, datasets",
        "model, other = nn.Model(), nn.Model()",
        "x, y = datasets.load()",
        "def trained(model):\n    model.fit(x, y)",
        "model.compile(nn.Adam())\nhistory = model.fit(x, y, epochs=1)",
        "trained(model)\nrun = trained(model)\nfigures.training_curves(model)",
        "other.fit(x, y)",
        "def classify(images):\n    return model.predict(images)",
        "check('07_classify', classify)",
        "model = None",
        exercise_id="07_classify",
    )
    assert pieces(answer) == [
        "from cnnnotes import nn, datasets",
        "model, other = nn.Model(), nn.Model()",
        "x, y = datasets.load()",
        "def trained(model):",
        "    model.fit(x, y)",
        "model.compile(nn.Adam())",
        "history = model.fit(x, y, epochs=1)",
        "trained(model)",
        "run = trained(model)",
        "def classify(images):",
        "    return model.predict(images)",
    ]


def test_what_only_looks_at_a_name_is_left_out():
    answer = find(
        "answer",
        "w = [7]",
        "def shown(v):\n    u = sum(v)\n    return u\ndef trained(model, v): model.fit(v)",
        "a = shown(w)\nb = sorted(w)\ntrained(a, w)\nc = w.evaluate(3)",
        "def answer(): return sum(w)",
    )
    assert pieces(answer) == ["w = [7]", "def answer(): return sum(w)"]


def test_an_answer_of_another_name_is_found_by_its_check():
    answer = find("answer", "def mine(): return 7", "check('answer', mine)", exercise_id="answer")
    assert run(answer)() == 7
    both = find(
        "answer",
        "def mine(): return 7\ndef answer(): return 8",
        "check('answer', mine)",
        exercise_id="answer",
    )
    assert run(both)() == 8


def test_loop_variables_of_comprehensions_are_no_names_of_the_notebook():
    assert loop_variables(ast.parse("w = [i + k for i, j in x]; i = 3").body[0]) == {"i", "j"}
    assert loop_variables(ast.parse("for i in [i for i in x]: pass").body[0]) == set()
    answer = find("answer", "i = 7", "w = [i for i in 'ab']", "def answer(): return i")
    assert pieces(answer) == ["i = 7", "def answer(): return i"]


def test_the_last_definition_counts_and_all_are_counted():
    answer = find("f", "def f(): return 1", "def f(): return 2", "x = 3", "f = lambda: 4")
    assert (run(answer)(), answer.definitions) == (4, 3)


def test_a_prediction_counts_as_it_was_at_its_check():
    cells = ["size = 3", "check('01_size', size)", "size = 99"]
    assert run(find("size", *cells, exercise_id="01_size", value=True)) == 3
    assert run(find("size", *cells, value=True)) == 99


def test_magics_are_left_out():
    answer = find(
        "f",
        "%load_ext autoreload\n!pip install x\nfiles = !ls\n?f\nf?",
        "%%time\nw = 3",
        "%%bash\ndef f(): rm",
        "text = '''\n%not magic\n'''\ndef f():\n    %time x = 1\n    return text, w",
    )
    assert run(answer)() == ("\n%not magic\n", 3)


@pytest.mark.parametrize(
    "broken", ["def g(x)\n    return", "1 +", "print 3", "x = (", "\x00", "é = '"]
)
def test_a_cell_that_is_no_python_is_told_and_its_definitions_are_recovered(broken):
    cell = f"import math\n@staticmethod\ndef f(x):\n    return math.floor(x)\n\n{broken}\n"
    answer = find("f", "ok = 1", cell)
    assert run(answer)(2.5) == 2
    assert "cell 2" in answer.troubles[0]
    assert "import math" in answer.code
    assert "@staticmethod" in answer.code


def test_what_is_not_there_is_said():
    answer = find("f", "def f(x):\n    return np.sum(helper(x))", "def h(x):\n  return (")
    assert answer.troubles == (
        "NameError: `helper` is defined in no cell",
        "NameError: `np` is defined in no cell",
    )
    missing = find("h", "def h(x):\n  return (")
    assert (missing.code, missing.definitions) == ("", 0)
    assert missing.troubles[0].startswith("cell 1: SyntaxError in line 2, `return (`")


def test_lines_are_those_of_the_cell():
    answer = find("f", "", "x = 1\n\n\n@print\ndef f(): pass\n")
    assert answer.code.startswith("# cell 2, line 4\n@print")


@pytest.mark.parametrize(
    "cell",
    [
        "-" * 100_000 + "1",
        "(" * 10_000,
        "x" + ".y" * 100_000,
        "[" * 90 + "]" * 90,
        "#" * 300_000,
        "\ud800 = 1",
        "def f(): '\ud800'",
        "x = 1\n" * 30_000,
        "x = (\n" * 30_000,
        "if 1:\n" * 200,
    ],
    ids=range(10),
)
def test_no_cell_is_too_strange(cell):
    answer = find("f", cell, "def f(): return 1")
    assert "def f(): return 1" in answer.code


@given(st.lists(st.text("xf=()[]:.+, \n'\"#%@!1 defimport*"), max_size=3))
def test_no_text_is_too_strange(cells):
    find("f", *cells, "def f(x): return x")
