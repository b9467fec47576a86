"""A cell's code as single statements, each with the names that it needs and those that it makes."""

import ast
import copy
import re
import symtable
import sys
import warnings
from dataclasses import dataclass, field
from functools import lru_cache

from .record import plain

MAX_CELL = 200_000  # characters
MAX_KNOWN = 5_000  # of a cell that is remembered
MAX_STATEMENTS = 10_000  # in a cell
MAX_JOINED, MAX_ATTEMPTS = 30, 2_000  # of a cell that is no Python
_TOO_MUCH = (ValueError, RecursionError, MemoryError, OverflowError)
_NO_CODE = (SyntaxError, *_TOO_MUCH)


@dataclass
class Statement:
    """One statement at a notebook's top level: its `source`, and the `node` that it is parsed to.

    It stands in the code cell number `cell`, and there on `line`.
    `makes` are the names it gives a value, `firmly` whether it does so always. `now` are the names
    it needs when it runs, `later` those that a function needs when it is called. `imports` tells
    from which module a name comes; `sets` the names that a function's `global` sets.
    """

    source: str
    cell: int
    line: int
    node: ast.stmt
    makes: set[str] = field(default_factory=set)
    firmly: bool = False
    now: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    imports: dict[str, str] = field(default_factory=dict)
    sets: set[str] = field(default_factory=set)

    @property
    def is_star(self) -> bool:
        """Whether this imports everything of a module."""
        return isinstance(self.node, ast.ImportFrom) and self.node.names[0].name == "*"

    def importing(self, wanted: set[str]) -> str:
        """Return the source; of an import, with those names alone that are wanted.

        What is not needed may not be there where the answer runs.
        """
        if not isinstance(self.node, ast.Import | ast.ImportFrom) or self.is_star:
            return self.source
        kept = [one for one in self.node.names if _bound(one) in wanted]
        if len(kept) in (0, len(self.node.names)):
            return self.source
        node = copy.copy(self.node)
        node.names = kept
        return ast.unparse(node)

    @property
    def is_function(self) -> bool:
        """Whether this defines a function."""
        return isinstance(self.node, ast.FunctionDef | ast.AsyncFunctionDef)


def statements_of(source: str, cell: int) -> tuple[tuple[Statement, ...], str]:
    """Split a cell into statements; return them, and what is wrong with the rest, in words.

    IPython's magics are left out. Of a cell that is no Python, those pieces are kept that are.
    """
    return (_known if len(source) <= MAX_KNOWN else _known.__wrapped__)(source, cell)


@lru_cache(maxsize=256)  # most cells of a class are the course's own
def _known(source, cell):
    for text in (source, without_magics(source)):
        try:
            return tuple(_split(text, cell, 1)), ""
        except SyntaxError as error:
            number = error.lineno or 1
            quoted = text.split("\n")[number - 1 : number]
            said = f", `{quoted[0].strip()[:80]}`" if quoted else ""
            trouble = f"cell {cell}: SyntaxError in line {number}{said}: {error.msg}"
        except _TOO_MUCH as error:
            trouble = f"cell {cell} cannot be read: {str(error)[:80]}"
    return tuple(_recover(text, cell)), plain(trouble)


def without_magics(source: str) -> str:
    r"""Return a cell without IPython's own lines, at their places a `pass`.

    >>> without_magics("%matplotlib inline\nfiles = !ls\nx = 1\nx?")
    'pass\nfiles = None\nx = 1\npass'
    """
    lines = source.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        if lines[first].split()[0] not in ("%%time", "%%timeit", "%%capture"):
            return ""  # the cell is another program's
        lines[first] = "pass"
    for _ in range(min(50, 500_000 // (len(source) + 1))):
        number = _wrong_line("\n".join(lines))
        if not 0 < number <= len(lines):
            break
        plainer = _plain_line(lines[number - 1])
        if plainer == lines[number - 1]:
            break
        lines[number - 1] = plainer
    return "\n".join(lines)


def _wrong_line(source):
    """The line that is no Python; 0 where all is, or no line can be told."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except SyntaxError as error:
        return error.lineno or 0
    except _TOO_MUCH:
        pass
    return 0


def _plain_line(line):
    if re.match(r"\s*[%!?]|.*[\w\])]\?\??\s*$", line):
        return re.match(r"\s*", line)[0] + "pass"
    return re.sub(r"^(\s*[\w, ]+=\s*)[!%].*", r"\1None", line)


def _split(source, cell, line):
    if len(source) > MAX_CELL:
        raise ValueError(f"it is longer than {MAX_CELL} characters")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
        if len(tree.body) > MAX_STATEMENTS:
            raise ValueError(f"it has more than {MAX_STATEMENTS} statements")
        lines = source.encode().split(b"\n")
        return [_statement(node, lines, cell, line) for node in tree.body]


def _recover(source, cell):
    """The statements of those pieces that are Python: a piece begins at a line's first column."""
    pieces, attempts = re.split(r"\n(?=[^\s)\]}])", source), 0
    found, line, first = [], 1, 0
    while first < len(pieces):
        taken = 1
        # A decorator, an `if`, or a text of several lines goes on in the next pieces.
        for last in range(first + 1, min(first + MAX_JOINED, len(pieces)) + 1):
            attempts += 1
            if attempts > MAX_ATTEMPTS:
                return found
            try:
                found += _split("\n".join(pieces[first:last]), cell, line)
            except _NO_CODE:
                continue
            taken = last - first
            break
        line += sum(piece.count("\n") + 1 for piece in pieces[first : first + taken])
        first += taken
    return found


def _statement(node, lines, cell, line):
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
    rows = lines[first - 1 : node.end_lineno]
    if first == node.lineno:
        start = node.col_offset  # not 0 after a semicolon
        rows[-1] = rows[-1][: node.end_col_offset]
        rows[0] = rows[0][start:]
    source = b"\n".join(rows).decode()
    made = Statement(source, cell, line + first - 1, node)
    _read_names(made)
    return made


def _read_names(made):
    node = made.node
    top = symtable.symtable(made.source, "cell", "exec")
    _read_table(top, made, made.now)
    if sys.version_info >= (3, 12):
        own = loop_variables(node)
        made.makes -= own
        made.now -= own
    if not made.is_function:
        made.now |= made.later  # a lambda or a class body may run at once
    if isinstance(node, ast.Import | ast.ImportFrom):
        origin = f"{node.module}." if isinstance(node, ast.ImportFrom) and node.module else ""
        for alias in node.names:
            made.imports[_bound(alias)] = origin + alias.name
    firm = ast.Assign | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    valued = isinstance(node, ast.AnnAssign) and node.value is not None
    made.firmly = isinstance(node, firm | ast.Import | ast.ImportFrom) or valued


def _bound(alias):
    """The name that an import gives a value."""
    return alias.asname or alias.name.partition(".")[0]


def loop_variables(node: ast.stmt) -> set[str]:
    """Names of comprehensions alone, which Python 3.12 counts among those around (PEP 709)."""
    names = [one for one in ast.walk(node) if isinstance(one, ast.Name)]
    loops = (one.target for one in ast.walk(node) if isinstance(one, ast.comprehension))
    inside = {name for loop in loops for name in ast.walk(loop) if isinstance(name, ast.Name)}
    outside = {one.id for one in names if isinstance(one.ctx, ast.Store) and one not in inside}
    return {one.id for one in inside} - outside


def _read_table(table, made, needed):
    """Sort a scope's names, and those of the scopes in it: comprehensions run at once."""
    top = table.get_type() == "module"
    for symbol in table.get_symbols():
        name = symbol.get_name()
        if top:
            if symbol.is_assigned() or symbol.is_imported():
                made.makes.add(name)
            if symbol.is_referenced():
                needed.add(name)
        elif symbol.is_global():
            if symbol.is_assigned():
                made.sets.add(name)
            needed.add(name)
    for inner in table.get_children():
        at_once = inner.get_type() == "class" or inner.get_name().endswith(("comp", "genexpr"))
        _read_table(inner, made, needed if at_once else made.later)
