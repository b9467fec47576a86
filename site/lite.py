"""The notebooks, running in the browser: JupyterLite with the course inside."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from packages import ROOT, collect

from cnnnotes.workspace import copy_notebooks

CACHE = ROOT / "build" / "pyodide"
SETTINGS = "etc/jupyter/labconfig/default_setting_overrides.json"
# Where Pyodide is: in the folder itself, or at an address such as
# "https://cdn.jsdelivr.net/pyodide/v314.0.3/full/", which is 20 MB less to publish, and slower.
CDN = os.environ.get("CNNNOTES_PYODIDE", "")
KERNEL = "@jupyterlite/pyodide-kernel-extension"
EXTENSIONS = (KERNEL, "@jupyter-widgets/jupyterlab-manager", "anywidget")
EARLY = Path(__file__).with_name("early_python")
# Loaded side by side while the page opens; the kernel insists on all but the last two.
START = ["micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython"]
START += ["browser-start", "cnnnotes"]


def lite(site: Path) -> None:
    """Build it into a folder, which must not exist yet. Any host of files can serve that."""
    found = Path(sys.prefix, "share", "jupyter", "labextensions")
    wheels = found / KERNEL / "static" / "pypi"
    kernel = [one for one in wheels.glob("*.whl") if not one.name.startswith("widgetsnbextension")]
    CACHE.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=CACHE) as scratch:
        source = Path(scratch)
        licences = collect(source / "static" / "pyodide", CACHE, kernel, CDN)
        copy_notebooks(source / "files")  # a learner's own, as on a laptop: without outputs
        _write(source / "jupyter-lite.json", {"jupyter-lite-schema-version": 0} | _page())
        _write(source / "overrides.json", _settings())
        config = {
            "contents": ["files"],
            "apps": ["notebooks", "tree", "lab"],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "ignore_sys_prefix": ["federated_extensions"],
            "federated_extensions": [str(found / name) for name in EXTENSIONS],
            "output_dir": str(site),
        }
        _write(source / "jupyter_lite_config.json", {"LiteBuildConfig": config})
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(source)]
        told = subprocess.run(command, cwd=source, capture_output=True, text=True)
        if told.returncode:
            raise SystemExit(
                f"JupyterLite was not built:\n{told.stdout[-3000:]}{told.stderr[-3000:]}"
            )
    shutil.rmtree(site / "doc", ignore_errors=True)
    _start_early(site)
    _mend(site)
    _write_licences(site, licences)


def _page() -> dict:
    """Settings of the page: one lock file lists all packages, so no cell installs any."""
    options = {"packages": START}  # loaded by early_python; told, or the kernel installs some anew
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": options}
    settings = {
        "appName": "cnnnotes",
        "exposeAppInBrowser": True,  # for the tests
        "litePluginSettings": {f"{KERNEL}:kernel": kernel},
    }
    return {"jupyter-config-data": settings}


def _settings() -> dict:
    """JupyterLab's own, as `cnnnotes lab` has them; light or dark, as the reader's system is."""
    settings = json.loads((ROOT / SETTINGS).read_text())
    return settings | {"@jupyterlab/apputils-extension:themes": {"adaptive-theme": True}}


def _start_early(site: Path) -> None:
    """Let Python start with a notebook's page: see early_python."""
    module = (EARLY / "python.mjs").read_text()
    module = module.replace("PYODIDE", CDN or "./").replace("PACKAGES", " ".join(START))
    (site / "static" / "pyodide" / "python.mjs").write_text(module)
    [worker] = (site / "extensions" / KERNEL / "static").glob("comlink.worker.*.js")
    up = "../" * len(worker.relative_to(site).parts[:-1])
    worker.write_text(f'import "{up}static/pyodide/python.mjs";\n{worker.read_text()}')
    shutil.copy(EARLY / "page.js", site / "early_python.js")
    # Only now, for the build writes down Pyodide's own module.
    settings = json.loads((site / "jupyter-lite.json").read_text())
    kernel = settings["jupyter-config-data"]["litePluginSettings"][f"{KERNEL}:kernel"]
    kernel["pyodideUrl"] = "./static/pyodide/python.mjs"
    _write(site / "jupyter-lite.json", settings)
    page = site / "notebooks" / "index.html"
    tag = f'<script src="../early_python.js" data-worker="../{worker.relative_to(site)}"></script>'
    page.write_text(page.read_text().replace("<head>", f"<head>\n    {tag}", 1))


def _mend(site: Path) -> None:
    """Mend two faults of JupyterLite 0.8, in its own scripts."""
    # A kernel that starts before the service worker would keep no file: here it waits for that.
    static = site / "extensions" / KERNEL / "static"
    wait = "navigator.serviceWorker&&await i?.ready.catch(()=>{});"
    _put(static, after="create:async e=>{", code=wait)
    # It can tell which widgets it has, and is not asked (issue 155): saved ones would never come.
    tell = (
        'case"comm_info_request":this._sendMessage({...e,parent_header:e.header,'
        'header:{...e.header,msg_id:e.header.msg_id+"-reply",msg_type:"comm_info_reply"},'
        "content:await this.commInfoRequest(e.content)});break;"
    )
    _put(site / "build", after='case"input_reply":this.inputReply(e.content);break;', code=tell)


def _put(folder: Path, after: str, code: str) -> None:
    [script] = [one for one in folder.glob("*.js") if after in one.read_text()]
    script.write_text(script.read_text().replace(after, after + code))


def _write(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=1))


def _write_licences(site: Path, packages: list[str]) -> None:
    told = [
        "What this folder holds, and under which licences. The texts are in the packages",
        "themselves: static/pyodide/*.whl, extensions/*/static/third-party-licenses.json.",
        "",
        "cnnnotes' notebooks: CC-BY-4.0",
        "JupyterLite, JupyterLab: BSD-3-Clause",
        "Pyodide: MPL-2.0, its source: https://github.com/pyodide/pyodide; CPython in it: PSF-2.0",
        "(their texts: ../licences/MPL-2.0.txt and PSF-2.0.txt); Emscripten: MIT",
        *packages,
    ]
    (site / "licences.txt").write_text("\n".join(told) + "\n", "utf-8")


if __name__ == "__main__":
    lite(Path(sys.argv[1]).resolve())
