"""The command: `make bench`, or `python -m benchmarks`."""

import json
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table as RichTable

HERE = Path(__file__).parent
LOOK = {"box": SIMPLE_HEAD, "padding": (0, 1, 0, 0)}  # narrow: a wide table must fit


def main(
    quick: Annotated[bool, typer.Option(help="A minute's look instead of the whole.")] = False,
    out: Annotated[Path, typer.Option(help="The folder for results.")] = HERE / "results",
):
    """Compare cnnnotes with PyTorch on this machine: steps, kernels, growth and memory.

    Writes latest.json and latest.png to the folder, and the tables to its README.md.
    """
    from benchmarks import measuring, picture
    from benchmarks.tables import markdown, tables
    from cnnnotes import figures

    console, began = Console(), time.monotonic()
    console.width = max(console.width, 120)  # what the widest table needs
    results = measuring.everything(
        measuring.QUICK if quick else measuring.FULL,
        lambda what: console.print(f"[dim]{time.monotonic() - began:4.0f} s  {what} …"),
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / "latest.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    figures.save(picture.ratios(results), out / "latest.png")
    shown = tables(results)
    (out / "README.md").write_text("\n\n".join(map(markdown, shown)) + "\n")
    for table in shown:
        rich = RichTable(*table.columns, title=table.title, title_justify="left", **LOOK)
        for row in table.rows:
            rich.add_row(*row)
        console.print("\n", rich, Markdown(table.note))
    console.print(f"\n[dim]{time.monotonic() - began:.0f} s in all; written to {out}")


typer.run(main)
