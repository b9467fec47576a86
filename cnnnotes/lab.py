"""Open JupyterLab on a learner's notebook, whatever the ground it stands on."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from cnnnotes import resources

# Where Jupyter, IPython and matplotlib keep their files, unless told otherwise: at home.
AT_HOME = [f"JUPYTER_{kind}_DIR" for kind in ("CONFIG", "DATA", "RUNTIME")]
AT_HOME += ["IPYTHONDIR", "MPLCONFIGDIR"]


def open_lab(notebook: Path, arguments: Sequence[str] = ()) -> None:
    """Open `notebook` in JupyterLab and hand this process over to it; `arguments` go to it.

    On Windows, which has no handing over, return when JupyterLab has ended.
    """
    if find_spec("jupyterlab") is None:
        raise ValueError("JupyterLab is not installed: pip install jupyterlab")
    notebook = notebook.resolve()
    root = notebook.parent
    if root.parent == resources.clone():
        root = root.parent  # so that links to ../cnnnotes/… can be followed
    os.chdir(root)
    command = [sys.executable, "-m", "jupyterlab", str(notebook.relative_to(root))]
    command += [f"--ServerApp.root_dir={root}", *arguments]  # by default the notebook's own folder
    if is_root():
        command.append("--allow-root")
    _settle(notebook.parent)
    # Ctrl-C is JupyterLab's own: it asks, and ends its kernels.
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(sys.executable, command)
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise SystemExit(subprocess.call(command))


def is_root() -> bool:
    """Whether this is root, as in most containers; JupyterLab then wants to be told twice."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _settle(work: Path) -> None:
    """Where home is read-only, or there is none, let Jupyter keep its files in `work`."""
    home = os.path.expanduser("~")  # "~" itself where nobody says which it is
    if not os.access(home, os.W_OK):
        print(f"{home} cannot be written to: Jupyter's settings go to {work / '.jupyter'}")
        for name in AT_HOME:
            os.environ.setdefault(name, str(work / ".jupyter" / name.lower()))
        if home == "~":
            os.environ["HOME"] = str(work / ".jupyter")
