"""The walls of the house: who may import whom, how long a module may be, what is installed."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from matplotlib.colors import to_hex

from cnnnotes import palette

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cnnnotes"
MODULES = sorted(PACKAGE.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

# An arrow for each: what a part of the package may import of the others, in CONTRIBUTING's table …
HOUSE = re.findall(
    r"^\| `cnnnotes/(palette|\w+(?=/)).*\| (.*) \|$",
    (ROOT / "CONTRIBUTING.md").read_text("utf-8"),
    re.MULTILINE,
)
ARROWS = {part: set(re.findall(r"`(\w+)`", allowed)) for part, allowed in HOUSE}
# … and which installed packages, where few are allowed.
INSTALLED = {
    "ops": {"numpy"},
    "nn": {"numpy", "threadpoolctl", "tqdm"},
    "datasets": {"numpy", "pooch", "tqdm"},
    "runner": {"numpy"},
}
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3,4}){1,2}\b")


def part(path):
    """The part of the house that a module stands in: ops, nn, … or the name of a module on top."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def is_for_types_only(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imports(path):
    """The full name of everything that a module imports, at its top or in a function.

    What stands under `if TYPE_CHECKING:` is named in annotations only, and imported by nobody.
    """
    tree = ast.parse(path.read_text())
    tree.body = [node for node in tree.body if not is_for_types_only(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            here = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join([*here, *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_arrows_run_one_way(path):
    if part(path) not in ARROWS:
        return  # what stands on top may use everything
    for imported in imports(path):
        top, _, rest = imported.partition(".")
        if top == "cnnnotes":
            allowed = ARROWS[part(path)] | {part(path), "__version__", "_check", "browser"}
            assert rest.split(".")[0] in allowed, f"{name(path)}: {imported}"
        elif part(path) in INSTALLED and top not in sys.stdlib_module_names:
            assert top in INSTALLED[part(path)], f"{name(path)}: {imported}"


def test_every_part_has_its_arrows():
    parts = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert {*parts, "palette"} == set(ARROWS)


@pytest.mark.parametrize("module", ["ops", "nn"])
def test_kernels_and_layers_load_nothing_of_jupyter(module):
    program = f"import sys, cnnnotes.{module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"matplotlib", "ipywidgets", "IPython", "jupyter_client", "ipykernel", "tqdm", "pooch"}
    assert not heavy & set(loaded)


def test_no_module_imports_itself_in_a_circle():
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in MODULES}
    names = {one.removesuffix(".__init__"): path for one, path in names.items()}
    arrows = {
        one: {imported if imported in names else imported.rpartition(".")[0] for imported in found}
        & set(names) - {one}
        for one, path in names.items()
        for found in [set(imports(path))]
    }
    while ends := {one for one, to in arrows.items() if not to & set(arrows)}:
        arrows = {one: to for one, to in arrows.items() if one not in ends}
    begins = set(arrows)
    while begins:  # what merely leads to a circle is none of it
        reached = set().union(*(to for one, to in arrows.items()))
        begins = set(arrows) - reached
        arrows = {one: to for one, to in arrows.items() if one not in begins}
    assert not arrows


# Hidden behind the function they hold: to be taken off this list.
HIDDEN = {"cnnnotes.ops.dense", "cnnnotes.ops.warp", "cnnnotes.grading.progress"}


def test_no_module_hides_behind_a_name_of_its_package():
    for package in PACKAGE.rglob("__init__.py"):
        here = ".".join(package.parent.relative_to(ROOT).parts)
        modules = {f"{here}.{path.stem}" for path in package.parent.glob("*.py")}
        names = (imported.rpartition(".") for imported in imports(package))
        held = {f"{here}.{name}" for origin, _, name in names if origin != here}
        assert held & modules <= HIDDEN


def test_colours_stand_in_the_palette_alone():
    # Pages that are light or dark have colours beside it.
    allowed = {
        "cnnnotes/palette.py",
        "cnnnotes/classroom/reports/templates/style.css",
        "site/conf.py",
    }
    for path in [*PACKAGE.rglob("*.*"), *(ROOT / "site").rglob("*.*")]:
        if path.suffix in (".py", ".js", ".css") and name(path) not in allowed:
            assert not COLOUR.findall(path.read_text("utf-8")), name(path)


def test_the_sites_icon_has_the_palettes_colours():
    icon = COLOUR.findall((ROOT / "site/static/favicon.svg").read_text("utf-8"))
    known = palette.css("svg")
    assert all(to_hex(one).upper() in known for one in icon), "an old colour: draw it anew"


# An exercise is data: as long as its known mistakes are many.
@pytest.mark.parametrize("path", [p for p in MODULES if part(p) != "exercises"], ids=name)
def test_a_module_is_one_idea(path):
    assert len(path.read_text().splitlines()) <= 250


def lines_of_code(node, lines):
    """Of so many lines, those that are no docstring; a signature with its types counts as one."""
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    inside = [inner for inner in ast.walk(node) if isinstance(inner, kinds)]
    told = [inner.body[0] for inner in inside if isinstance(inner.body[0], ast.Expr)]
    signatures = [f.body[0].lineno - f.lineno - 1 for f in inside if isinstance(f, ast.FunctionDef)]
    return lines - sum(text.end_lineno - text.lineno + 1 for text in told) - sum(signatures)


def test_kernels_are_short():
    total = 0
    for path in (PACKAGE / "ops").glob("*.py"):
        tree = ast.parse(path.read_text())
        total += lines_of_code(tree, len(path.read_text().splitlines()))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                length = lines_of_code(node, node.end_lineno - node.lineno + 1)
                assert length <= 25, f"{name(path)}: {node.name} has {length} lines"
    assert total <= 700


def public_functions(tree):
    """The functions and methods that others call, as (name, node)."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from ((f"{node.name}.{name}", inner) for name, inner in public_functions(node))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_public_functions_are_annotated(path):
    for called, node in public_functions(ast.parse(path.read_text())):
        own = node.name
        if own.startswith("_") and own not in ("__init__", "__call__"):
            continue
        args = node.args
        given = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
        bare = [a.arg for a in filter(None, given) if not a.annotation]
        assert set(bare) <= {"self", "cls"}, f"{name(path)}: {called}: {bare} without a type"
        assert node.returns or own == "__init__", f"{name(path)}: {called} returns what?"


def test_types_are_shipped():
    assert (PACKAGE / "py.typed").exists()


def test_pyproject_and_environment_name_the_same_packages():
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    wanted = {package.partition(";")[0] for package in wanted}  # a browser has no conda
    environment = (ROOT / "environment.yml").read_text().split("dependencies:")[1]
    listed = re.findall(r"^ +- ([\w-]+[<>=.\d]*)$", environment, re.MULTILINE)
    assert set(listed) == wanted | {"python" + project["requires-python"], "pip"}
    assert len(listed) == len(set(listed))
