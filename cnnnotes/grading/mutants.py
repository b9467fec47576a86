"""The right function with one small change in its code: mistakes that nobody listed.

A learner's code looks otherwise, so what is told is what such a change does, and where: beside
which arguments. The lines themselves would give the solution away.
"""

import ast
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import pairwise

from cnnnotes.exercises import Exercise, Mistake
from cnnnotes.exercises.spoiling import finished

TERMS = (ast.Add, ast.Sub)
EQUALITY = {
    ast.Lt: (ast.LtE, "a comparison that lets equality pass"),
    ast.Gt: (ast.GtE, "a comparison that lets equality pass"),
    ast.LtE: (ast.Lt, "a comparison that lets no equality pass"),
    ast.GtE: (ast.Gt, "a comparison that lets no equality pass"),
}
TURNED = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
OTHER_FUNCTION = {
    "mean": "sum",
    "sum": "mean",
    "max": "min",
    "maximum": "minimum",
    "argmax": "argmin",
    "argmin": "argmax",
    "all": "any",
    "log": "log2",
    "var": "std",
    "round": "int",
}


@lru_cache(maxsize=128)
def mutants(exercise: Exercise) -> tuple[Mistake, ...]:
    """Return the mistakes that are one small change in an exercise's solution."""
    solution = exercise.solution or exercise.reference
    if exercise.properties:
        return ()
    found = []
    tree = ast.parse(exercise.solution_source)
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    for what, near in _changes(function, exercise.arguments):
        scope = dict(solution.__globals__)
        exec(compile(tree, "<a mutant>", "exec"), scope)
        names = [name for name in exercise.arguments if name in near]
        found.append(_mistake(what, names, scope[exercise.name]))
    return tuple(found)


def _mistake(what: str, names: list[str], wrong: Callable) -> Mistake:
    listed = ", ".join(f"`{name}`" for name in names[:3])
    listed = " and ".join(listed.rsplit(", ", 1))
    where = f" where {listed} {'come' if len(names) > 1 else 'comes'} in" if names else ""
    return Mistake(
        what + where,
        finished(wrong),
        f"Your result is what a right answer gives with one thing changed{where}: {what}.",
        f"What does your code do{where}, step by step, and in which order?",
        "Follow the smallest input that fails, below, by hand and in your code.",
    )


def _changes(
    function: ast.FunctionDef, arguments: tuple[str, ...]
) -> Iterator[tuple[str, set[str]]]:
    """Change a function in one place after another; yield what was changed, beside which names."""
    for parent in list(ast.walk(function)):
        for field, value in list(ast.iter_fields(parent)):
            if isinstance(value, ast.expr) and field not in ("annotation", "returns"):
                places: list = [(parent.__dict__, field, value)]
            elif isinstance(value, list):
                places = [(value, i, one) for i, one in enumerate(value)]
            else:
                continue
            for holder, key, node in places:
                for what, new in _of(node):
                    holder[key] = _located(new, node)
                    yield what, _names(node)
                if isinstance(node, ast.Name) and node.id in arguments:
                    for other in [name for name in arguments if name != node.id]:
                        holder[key] = _located(ast.Name(other, node.ctx), node)
                        yield f"`{other}` in one place in the place of `{node.id}`", set()
                holder[key] = node
            if field == "body" and isinstance(value, list):
                for what, new, near in _of_lines(value, isinstance(parent, ast.For)):
                    parent.__dict__[field] = new
                    yield what, set().union(*map(_names, near))
                parent.__dict__[field] = value


def _located(new, node):
    """A new node, in the place of another."""
    return ast.fix_missing_locations(ast.copy_location(new, node))


def _names(node):
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _of(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may stand in the place of an expression, or of a line."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.Return):
        yield from (("brackets left out", line) for line in _without_brackets(node))
    if isinstance(node, ast.BinOp):
        yield from _of_operation(node.left, node.op, node.right)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        op = type(node.ops[0])
        if op in EQUALITY:
            new, what = EQUALITY[op]
            yield what, ast.Compare(node.left, [new()], node.comparators)
        if op in TURNED:
            turned = ast.Compare(node.left, [TURNED[op]()], node.comparators)
            yield "a comparison turned around", turned
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield "a number that is one too large", ast.Constant(node.value + 1)
        yield "a number that is one too small", ast.Constant(node.value - 1)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        if not isinstance(node.operand, ast.Constant):
            yield "one sign turned", node.operand
    elif isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.AugAssign):
        load = ast.parse(ast.unparse(node.target), mode="eval").body
        yield "the last one kept in place of all added up", ast.Assign([node.target], node.value)
        if isinstance(node.op, ast.Add):
            less = ast.BinOp(load, ast.Sub(), node.value)
            yield "subtracted in place of added", ast.Assign([node.target], less)
        if isinstance(node.op, ast.Mult):
            more = ast.BinOp(load, ast.Add(), node.value)
            yield "added in place of multiplied", ast.Assign([node.target], more)


def _without_brackets(line: ast.stmt) -> Iterator[ast.stmt]:
    """A line without one pair of its brackets, where that changes what it says."""
    text, opened = ast.unparse(line), []
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place)
        elif sign == ")":
            start = opened.pop()
            called = re.match(r"[\w)\]]", text[start - 1]) if start else None
            bare = text[:start] + text[start + 1 : place] + text[place + 1 :]
            with suppress(SyntaxError):
                if not called and ast.dump(new := ast.parse(bare).body[0]) != ast.dump(line):
                    yield new


def _of_operation(left, op, right):
    def binary(a, op, b):
        return ast.BinOp(a, op() if isinstance(op, type) else op, b)

    if isinstance(op, TERMS):
        yield "a term left out", left
        yield (
            "a term left out",
            right if isinstance(op, ast.Add) else ast.UnaryOp(ast.USub(), right),
        )
        turned = ast.Sub if isinstance(op, ast.Add) else ast.Add
        yield "one sign turned", binary(left, turned, right)
        yield "multiplied in place of added or subtracted", binary(left, ast.Mult, right)
        for factor in (ast.Mult, ast.Div):  # a + b * c
            if isinstance(right, ast.BinOp) and isinstance(right.op, factor):
                inner = binary(left, op, right.left)
                yield "brackets in another place", binary(inner, right.op, right.right)
            if isinstance(left, ast.BinOp) and isinstance(left.op, factor):
                inner = binary(left.right, op, right)
                yield "brackets in another place", binary(left.left, left.op, inner)
    elif isinstance(op, (ast.Mult, ast.Div, ast.FloorDiv)):
        yield "a factor or divisor left out", left
        if isinstance(op, ast.Mult):
            yield "a factor or divisor left out", right
            yield "added in place of multiplied", binary(left, ast.Add, right)
            yield "divided in place of multiplied", binary(left, ast.Div, right)
        else:
            yield "multiplied in place of divided", binary(left, ast.Mult, right)
        for side, other in ((left, right), (right, left)):
            if not (isinstance(side, ast.BinOp) and (side is left or isinstance(op, ast.Mult))):
                continue
            if isinstance(side.op, TERMS):  # (a + b) * c → a + b * c
                for inner in (side.right, side.left):
                    rest = side.left if inner is side.right else side.right
                    moved = binary(inner, op, other)
                    both = (rest, moved) if inner is side.right else (moved, rest)
                    yield "brackets in another place", binary(both[0], side.op, both[1])
        if isinstance(op, ast.FloorDiv):
            whole = ast.BinOp(ast.UnaryOp(ast.USub(), left), op, right)
            yield "rounded up in place of down", ast.UnaryOp(ast.USub(), whole)
    elif isinstance(op, ast.Pow):
        yield "a power left out", left
        yield "multiplied in place of a power", binary(left, ast.Mult, right)


def _of_call(node):
    called = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    if new := OTHER_FUNCTION.get(called):
        func = ast.parse(ast.unparse(node.func), mode="eval").body
        if isinstance(func, ast.Attribute):
            func.attr = new
        else:
            func = ast.Name(new, ast.Load())
        yield f"`{new}` in place of `{called}`", ast.Call(func, node.args, node.keywords)
    if called in ("max", "maximum", "minimum") and len(node.args) == 2:
        yield "a limit left out", node.args[0]
        yield "a limit left out", node.args[1]
    elif called in ("abs", "sqrt", "log", "exp", "sign", "round") and len(node.args) == 1:
        yield f"`{called}` left out", node.args[0]
    if called == "range":
        end = node.args[0] if len(node.args) == 1 else node.args[1]
        start = ast.Constant(0) if len(node.args) == 1 else node.args[0]
        one, rest = ast.Constant(1), node.args[2:]
        ends = ast.BinOp(end, ast.Sub(), one)
        begins = ast.BinOp(start, ast.Add(), one)
        yield "a loop that ends one turn too early", ast.Call(node.func, [start, ends, *rest], [])
        yield "a loop that begins one turn too late", ast.Call(node.func, [begins, end, *rest], [])


def _of_lines(lines, in_loop):
    """Lines with one left out, two of them in the other order, or ended early in a loop."""
    for i, line in enumerate(lines):
        if isinstance(line, (ast.Assign, ast.AugAssign)) and len(lines) > 1:
            yield "one step left out", [*lines[:i], *lines[i + 1 :]], [line]
    for i, (one, other) in enumerate(pairwise(lines)):
        if not any(isinstance(each, (ast.Return, ast.Expr)) for each in (one, other)):
            turned = [*lines[:i], other, one, *lines[i + 2 :]]
            yield "two steps in the other order", turned, [one, other]
    if in_loop:
        ended = [*lines, _located(ast.Break(), lines[-1])]
        yield "a loop that ends after its first turn", ended, lines[:1]
