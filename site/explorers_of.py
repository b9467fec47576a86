"""From a notebook to its explorers, without running the notebook.

An explorer is what the last line of a cell shows. What it needs of the cells above is cut out by
its syntax, as an answer is when a class is graded; checks and other figures do not run.
"""

import ast
import re
from typing import Any

from cnnnotes import explorers
from cnnnotes.explorers._explorer import Explorer
from cnnnotes.runner.notebook import Cell
from cnnnotes.runner.source import Source

CALL = re.compile(rf"\b({'|'.join(explorers.__all__)})\(")


def program(notebook: Any) -> str:
    """Return the code that makes `shown`, a dict of the last values of cells by their places."""
    cells, places = [], []
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        source = cell.source
        pictures = any("image/png" in output.get("data", {}) for output in cell.outputs)
        *before, last = ast.parse(source).body or [None]
        if pictures and CALL.search(source) and isinstance(last, ast.Expr):
            places.append(place)
            above = "\n".join(map(ast.unparse, before))
            name = CALL.search(source).group(1)
            source = f"{above}\nshown_{place} = {name!r}, {ast.unparse(last)}"
        cells.append(Cell(source))
    cells.append(Cell(f"shown = {{{', '.join(f'{i}: shown_{i}' for i in places)}}}"))
    return Source(cells).find("shown", value=True).code


def explorers_of(code: str) -> dict[int, tuple[str, Explorer]]:
    """Run a `program`; return by the places of cells the name of each explorer, and itself."""
    made: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(code, "notebook", "exec"), made)
    return {place: one for place, one in made["shown"].items() if isinstance(one[1], Explorer)}
