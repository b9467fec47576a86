"""How long the first time takes: `make first-run` prints seconds from a clone to a moved slider.

A clone, `make lab` and a browser, in a home folder that is empty: nothing was ever downloaded.
Then the same clone the next day. A person's own time, to read and to press keys, is not in it.
"""

import os
import secrets
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright
from serving import FLAGS, answers, free_port

ROOT = Path(__file__).parents[2]
NOTEBOOK = "work/00-start-here.ipynb"
FIRST_CELLS = 5  # the fifth is its first explorer
ITS_PICTURE = ".cnnnotes-explorer img"


def main():
    rows = []
    with TemporaryDirectory() as folder:
        home, clone = Path(folder, "home"), Path(folder, "clone")
        home.mkdir()
        start = time.monotonic()
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        rows.append(("git clone", time.monotonic() - start))
        for when in ("the first time", "the next day"):
            rows += [(f"{what}, {when}", seconds) for what, seconds in first_slider(clone, home)]
    for what, seconds in rows:
        print(f"{seconds:6.1f} s  {what}")


def first_slider(clone, home):
    """Run `make lab` and move the first slider; yield what was reached, and its seconds."""
    token, port = secrets.token_hex(8), free_port()
    options = f"--no-browser --port={port} --expose-app-in-browser --IdentityProvider.token={token}"
    kept = {"PATH": os.environ["PATH"], "HOME": str(home)}
    start = time.monotonic()
    lab = subprocess.Popen(
        ["make", "--silent", "lab", f"ARGS={options}"], cwd=clone, env=kept, start_new_session=True
    )
    try:
        if not answers(f"http://127.0.0.1:{port}/api", lab, 1200):
            raise SystemExit("JupyterLab did not start")
        yield "make lab: JupyterLab is up", time.monotonic() - start
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium")
            page = playwright.chromium.launch(executable_path=chromium, args=FLAGS).new_page()
            begun = time.monotonic()
            page.goto(f"http://127.0.0.1:{port}/lab/tree/{NOTEBOOK}?token={token}")
            page.get_by_role("heading", name="00 Start here").wait_for(timeout=120_000)
            page.get_by_text("| Idle").wait_for(timeout=120_000)  # before, nothing runs
            yield "the notebook and its kernel are there", time.monotonic() - begun
            begun = time.monotonic()
            for _ in range(FIRST_CELLS):  # as by Shift + Enter
                page.evaluate("jupyterapp.commands.execute('notebook:run-cell-and-select-next')")
            slider = page.get_by_role("slider").first
            slider.wait_for(timeout=120_000)
            yield "its first slider is there", time.monotonic() - begun
            begun, before = time.monotonic(), picture(page)
            slider.press("ArrowRight")
            while picture(page) == before:
                time.sleep(0.01)
            yield "its picture has moved", time.monotonic() - begun
        yield "ALL", time.monotonic() - start
    finally:
        if lab.poll() is None:
            os.killpg(lab.pid, 15)
            lab.wait()


def picture(page):
    return page.locator(ITS_PICTURE).first.get_attribute("src")


if __name__ == "__main__":
    main()
