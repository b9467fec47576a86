"""Which names a statement may change without giving them a new value: `w[0] = 1`, `fit(model)`."""

import ast
import builtins
from collections.abc import Container, Iterator

# What is given to these is looked at, not changed …
_LOOKERS = frozenset(("check", "display", "progress", *dir(builtins))) - {"next", "setattr"}
# … and what has one of these methods called is the same afterwards.
_LOOKING = frozenset(("predict", "evaluate", "summary", "count_params", "save"))
_QUIET = ("cnnnotes.explorers", "cnnnotes.figures", "cnnnotes.grading", "matplotlib", "IPython")

# By a function's name, its parameters in their order, each with whether a call may change it.
Functions = dict[str, dict[str, bool]]


def filled(node: ast.stmt, imports: Container[str], functions: Functions) -> Iterator[str]:
    """Yield the names whose value a statement may change, without giving them a new one.

    `w[0] = 1`, `w.append(1)`, `fill(w)`; also `np.put(w, 0, 1)`, where `np` is among `imports`.
    """
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.For | ast.Delete):
            one = [inner.target] if hasattr(inner, "target") else []
            for target in getattr(inner, "targets", one):
                if isinstance(inner, ast.AugAssign) or not isinstance(target, ast.Name):
                    yield from _roots(target)
        if isinstance(inner, ast.Call) and _called(inner) in functions:
            yield from _given_to(functions[_called(inner)], inner)
        elif isinstance(inner, ast.Expr | ast.Assign | ast.Return):
            value = inner.value
            if isinstance(value, ast.Call) and _called(value) not in functions:
                yield from _changed_by(value, isinstance(inner, ast.Expr), imports)


def changed_by_function(
    node: ast.FunctionDef | ast.AsyncFunctionDef, imports: Container[str], functions: Functions
) -> dict[str, bool]:
    """Return a function's parameters in their order, each with whether a call may change it.

    >>> node = ast.parse("def trained(model, x): return model.fit(x)").body[0]
    >>> changed_by_function(node, (), {})
    {'model': True, 'x': False}
    """
    changed = {name for inner in node.body for name in filled(inner, imports, functions)}
    args = node.args
    names = [one.arg for one in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
    return {name: name in changed for name in names}


def is_quiet(module: str) -> bool:
    """Whether the functions of a module show what they get, and change nothing."""
    return module.startswith(_QUIET)


def _called(call):
    return call.func.id if isinstance(call.func, ast.Name) else None


def _given_to(parameters, call):
    """Names that a call gives to those parameters of a function which it may change."""
    names = list(parameters)
    for place, arg in enumerate(call.args):
        known = place < len(names) and not any(isinstance(a, ast.Starred) for a in call.args)
        if isinstance(arg, ast.Name) and (parameters[names[place]] if known else True):
            yield arg.id
    for keyword in call.keywords:
        if isinstance(keyword.value, ast.Name) and parameters.get(keyword.arg, True):
            yield keyword.value.id


def _roots(target):
    while isinstance(target, ast.Subscript | ast.Attribute | ast.Starred):
        target = target.value
    if isinstance(target, ast.Name):
        yield target.id
    for inner in getattr(target, "elts", ()):
        yield from _roots(inner)


def _changed_by(call, alone, imports):
    """Names that a call may change: its object, and what is given to it."""
    head = next(_roots(call.func), "")
    method = isinstance(call.func, ast.Attribute)
    if head in _LOOKERS or (method and call.func.attr in _LOOKING):
        return
    if method:
        yield head
    if not method or (alone and (head in imports or call.func.attr == "shuffle")):
        for arg in (*call.args, *(keyword.value for keyword in call.keywords)):
            if isinstance(arg, ast.Name):
                yield arg.id
