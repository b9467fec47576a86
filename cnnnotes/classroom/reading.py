"""What an answer's source tells, read and never run: what it borrows, and what it equals."""

import ast
import hashlib
import sys
from collections.abc import Iterable

from cnnnotes.runner.record import Record, read

LONGEST_VALUE = 300  # characters
SMALLEST = 60  # pieces of syntax; shorter answers are often the same by themselves


def borrowed(code: str, allowed: Iterable[str] = ()) -> tuple[str, ...]:
    r"""Name what an answer takes from packages that are not behind the wall, as it calls it.

    >>> borrowed("from scipy import signal as s\ndef f(x, k): return s.correlate(x, k)")
    ('scipy.signal.correlate',)
    """
    tree, allowed = _parsed(code), {*allowed, "numpy"}
    origin: dict[str, str] = {}
    found: dict[str, None] = {}  # in the order in which they are met
    for node in ast.walk(tree):
        for name, whole in _imports(node):
            top = whole.partition(".")[0]
            if top not in sys.stdlib_module_names and not _within(whole, allowed):
                origin[name] = whole
                found[whole] = None
    for node in ast.walk(tree):
        chain = _chain(node)
        if chain and chain[0] in origin and len(chain) > 1:
            whole = origin[chain[0]]
            found[".".join([whole, *chain[1:]])] = None
    names = list(found)
    return tuple(n for n in names if not any(other.startswith(n + ".") for other in names))


def fingerprint(code: str, name: str) -> str:
    """Return a text that is the same for answers that are the same up to names and layout.

    Empty where the answer is too short to tell, or is no function.
    """
    functions: list[ast.stmt] = [
        node
        for node in _parsed(code).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
    ]
    if not any(getattr(one, "name", "") == name for one in functions):
        return ""
    tree = ast.Module(functions, [])
    if sum(not isinstance(node, ast.expr_context) for node in ast.walk(tree)) < SMALLEST:
        return ""
    plain = ast.dump(_Plain(tree).visit(tree))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def plain_value(code: str) -> Record | None:
    """Read what a name is given, where that is a number, a tuple or a text as it stands.

    None for all that has to be computed.

    >>> plain_value("side = (28, 28)").value
    array([28, 28])
    """
    lines = _parsed(code).body if len(code) <= LONGEST_VALUE else []
    if len(lines) != 1 or not isinstance(line := lines[0], ast.Assign):
        return None
    if not all(isinstance(target, ast.Name) for target in line.targets):
        return None
    try:
        return read(ast.literal_eval(line.value))
    except (ValueError, TypeError, RecursionError, MemoryError):
        return None


class _Plain(ast.NodeTransformer):
    """Takes away what makes no difference: names that the answer chose, notes, types."""

    def __init__(self, tree):
        own = {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
        own |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and _is_stored(n)}
        own |= {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        self.own, self.numbers = own, {}

    def _named(self, name):
        if name not in self.own:
            return name
        return self.numbers.setdefault(name, f"name {len(self.numbers)}")

    def visit_Name(self, node):
        return ast.Name(self._named(node.id), ast.Load())

    def visit_arg(self, node):
        return ast.arg(self._named(node.arg))

    def visit_FunctionDef(self, node):
        node.returns, node.name = None, self._named(node.name)
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        return self.generic_visit(node)

    def visit_AnnAssign(self, node):
        if node.value is None:
            return ast.Pass()
        return self.visit(ast.Assign([node.target], node.value))


def _parsed(code):
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def _imports(node):
    if isinstance(node, ast.Import):
        for alias in node.names:
            whole = alias.name if alias.asname else alias.name.partition(".")[0]
            yield alias.asname or whole, whole if not alias.asname else alias.name
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name, f"{node.module or '.'}.{alias.name}"


def _chain(node):
    """Return the names of `np.lib.stride_tricks` one by one, or None for what is no such thing."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *names[::-1]] if isinstance(node, ast.Name) else None


def _within(whole, allowed):
    return any(whole == one or whole.startswith(one + ".") for one in allowed)


def _is_stored(node):
    return isinstance(node.ctx, ast.Store)
