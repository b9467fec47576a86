"""From a learner's notebook to the code that defines an answer, whatever became of its cells.

An answer is found by its name. What it needs is cut out by its syntax: imports, constants, helpers,
earlier answers, and the statements that fill what it uses. Everything else, such as explorers,
trainings and checks, is left out.
"""

import ast
import builtins
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .filling import changed_by_function, filled, is_quiet
from .notebook import Cell
from .statements import Statement, statements_of

MAX_STATEMENTS = 20_000
_GIVEN = frozenset((*dir(builtins), "display", "get_ipython", "__name__", "In", "Out"))


@dataclass(frozen=True)
class Answer:
    """The code that defines `name`.

    Each piece of `code` is headed by where it stood, `# cell 3, line 2`. `definitions` counts how
    often the notebook defines the name; the last one counts. `troubles` says in words what is
    wrong around it: cells that are no Python, names that no cell defines.
    """

    name: str
    code: str = ""
    definitions: int = 0
    troubles: tuple[str, ...] = ()


class Source:
    r"""The statements of a notebook's code `cells`, to find answers in.

    >>> source = Source([Cell("scale = 2"), Cell("def twice(x):\n    return scale * x")])
    >>> print(source.find("twice").code)
    # cell 1, line 1
    scale = 2
    # cell 2, line 1
    def twice(x):
        return scale * x
    """

    def __init__(self, cells: Sequence[Cell]):
        self.statements: list[Statement] = []
        self._broken: list[tuple[str, str]] = []  # a trouble, and the cell that has it
        for number, cell in enumerate(cells, start=1):
            if len(self.statements) > MAX_STATEMENTS:
                self._broken.append((f"cells from {number} on were not read: too much code", ""))
                break
            found, trouble = statements_of(cell.source, number)
            self.statements += found
            if trouble:
                self._broken.append((trouble, cell.source))
        self._imports = {k: v for one in self.statements for k, v in one.imports.items()}
        self._makers, self._touching = _places(self.statements, self._imports)

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong with cells that are no Python, in words."""
        return tuple(trouble for trouble, _ in self._broken)

    @property
    def names(self) -> frozenset[str]:
        """All names that some statement gives a value."""
        return frozenset(self._makers)

    def find(self, name: str, exercise_id: str = "", *, value: bool = False) -> Answer:
        """Cut out what defines `name`: the last function of this name, or a variable's value.

        A notebook may use a variable again; so of a `value` counts what it is at the last
        `check` of its exercise, where there is one.
        """
        makers = [i for i in self._makers.get(name, ()) if self.statements[i].firmly]
        makers = makers or self._makers.get(name, [])
        troubles = [one for one, cell in self._broken if re.search(rf"\b{re.escape(name)}\b", cell)]
        checks = self._checks(exercise_id)
        if checks:
            troubles += self._undefined_at(checks[-1])
        if not makers:
            if (given := self._given(checks)) not in (None, name) and self._makers.get(given):
                found = self.find(given, value=value)  # it has another name here
                return replace(found, name=name, code=f"{found.code}\n{name} = {given}")
            return Answer(name, troubles=tuple(troubles))
        end = len(self.statements)
        if checks and (makers[0] if value else makers[-1]) < checks[-1]:
            end = checks[-1]
        chosen, undefined, wanted = self._needed(name, end)
        troubles += [f"NameError: `{one}` is defined in no cell" for one in sorted(undefined)]
        pieces = (self.statements[i] for i in sorted(chosen))
        code = "\n".join(f"# cell {i.cell}, line {i.line}\n{i.importing(wanted)}" for i in pieces)
        return Answer(name, code, len(makers), tuple(dict.fromkeys(troubles)))

    def checked(self) -> frozenset[str]:
        """The exercises that the notebook checks, by their ids."""
        return frozenset(
            found for one in self.statements if (found := _checked_in(one)) is not None
        )

    def _checks(self, exercise_id):
        return [
            i
            for i, one in enumerate(self.statements)
            if exercise_id and _checked_in(one) == exercise_id
        ]

    def _given(self, checks):
        """Return the name of what the last of some checks is given, or None."""
        args = self.statements[checks[-1]].node.value.args if checks else ()
        return args[1].id if len(args) > 1 and isinstance(args[1], ast.Name) else None

    def _undefined_at(self, i):
        """Say which names a check uses that nothing above it defines."""
        check, stars = self.statements[i], any(one.is_star for one in self.statements[:i])
        above = {name for name, places in self._makers.items() if places[0] < i}
        missing = () if stars else sorted(check.now - above - _GIVEN)
        return [f"cell {check.cell}: NameError: name '{one}' is not defined" for one in missing]

    def _needed(self, name, end):
        """Walk backwards from `end` over the statements that give `name` the value it has there."""
        chosen = {i for i, one in enumerate(self.statements) if one.is_star and i < end}
        has_star, undefined, seen, todo = bool(chosen), set(), set(), [(name, end)]
        todo += [(used, i) for i in chosen for used in self.statements[i].now]
        while todo:
            wanted = name, before = todo.pop()
            if wanted in seen:
                continue
            seen.add(wanted)
            places = self._touching.get(name, [])
            above = places[: bisect_left(places, before)]
            if not any(i in above for i in self._makers.get(name, ())):
                above = places  # a cell further down was run first
            if not self._makers.get(name) and name not in _GIVEN and not has_star:
                undefined.add(name)
            for i in reversed(above):
                one = self.statements[i]
                chosen.add(i)
                todo += [(used, i) for used in one.now]
                todo += [(used, at) for used in one.later for at in {before, end}]
                if one.firmly and name in one.makes:
                    break
        return chosen, undefined, {name for name, _ in seen}


def _places(statements, imports):
    """Where each name gets a value, and where it gets or changes one; in order."""
    makers, touching = {}, {}
    setters, functions = {}, {}
    for one in statements:
        if one.is_function and one.sets:
            setters[one.node.name] = one.sets
        if one.is_function:
            functions[one.node.name] = changed_by_function(one.node, imports, functions)
    for i, one in enumerate(statements):
        calls = set() if one.is_function else one.now
        made = one.makes | {name for f in calls & set(setters) for name in setters[f]}
        for name in made:
            makers.setdefault(name, []).append(i)
        quiet = any(is_quiet(imports.get(name, "")) for name in one.now)
        fills = set() if quiet else set(filled(one.node, imports, functions))
        fills = {name for name in fills if name not in imports or _seeds(one)}
        for name in made | fills:
            touching.setdefault(name, []).append(i)
    return makers, touching


def _seeds(one):
    """Whether a statement on a module sets it up, such as `np.random.seed(0)`."""
    value = getattr(one.node, "value", None)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        return value.func.attr == "seed"
    return isinstance(one.node, ast.Assign)


def _checked_in(one):
    """The id of the exercise that a statement checks, or None."""
    call = one.node.value if isinstance(one.node, ast.Expr) else None
    if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
        head = call.func.attr if isinstance(call.func, ast.Attribute) else None
        head = call.func.id if isinstance(call.func, ast.Name) else head
        if head == "check" and isinstance(call.args[0].value, str):
            return call.args[0].value
    return None
