"""The command `cnnnotes`."""

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cnnnotes import __version__
from cnnnotes.classroom.cli import add_commands
from cnnnotes.workspace import copy_notebooks, course_notebooks, first_notebook

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
console = Console()

# Chosen on the last 5,000 training images, with --holdout, never on the test set.
RECIPES = {"convnet": 2e-3, "dense": 4e-3}


class Data(StrEnum):
    """Where the digits come from."""

    auto = "auto"
    mnist = "mnist"
    digits = "digits"


class Model(StrEnum):
    """Which of the course's networks."""

    both = "both"
    convnet = "convnet"
    dense = "dense"


@app.callback(invoke_without_command=True)
def about(
    version: Annotated[bool, typer.Option("--version", help="Say which this is.")] = False,
) -> None:
    """How a convolutional network works: notebooks, and NumPy that one can read."""
    if version:
        print(f"cnnnotes {__version__}")


@app.command()
def start(
    folder: Annotated[Path, typer.Argument(help="Your folder, for your copies.")] = Path("work"),
) -> None:
    """Copy the notebooks to your own folder; what is in it is never written over."""
    for line in copy_notebooks(folder):
        print(line)
    print(f"Open them with: cnnnotes lab --folder {shlex.quote(str(folder))}")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(
    jupyter: typer.Context,
    folder: Annotated[Path, typer.Option(help="Your folder, for your copies.")] = Path("work"),
) -> None:
    """Copy the notebooks to your own folder, and open the first in JupyterLab.

    What is in that folder is never written over. Further arguments go to JupyterLab.
    """
    from cnnnotes.lab import open_lab

    for line in copy_notebooks(folder):
        print(line)
    open_lab(first_notebook(folder), jupyter.args)


@app.command()
def train(
    model: Annotated[Model, typer.Option(help="Which network.")] = Model.both,
    data: Annotated[
        Data, typer.Option(help="auto: MNIST, or the embedded digits where it cannot be had.")
    ] = Data.auto,
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the training images.")] = 5,
    batch_size: Annotated[int, typer.Option(min=1, help="Images in a step.")] = 128,
    learning_rate: Annotated[
        float | None, typer.Option(min=0, help="The peak of the one-cycle schedule.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed trains the same network.")] = 0,
    holdout: Annotated[
        bool, typer.Option(help="Test on the last twelfth of the training images instead.")
    ] = False,
    save: Annotated[
        Path | None, typer.Option(help="Keep the trained network in this .npz file.")
    ] = None,
) -> None:
    """Train the course's networks and measure them on images they have not seen.

    Pictures of the training curves and of the confusion matrix are written beside the saved
    network, or into the folder `runs`.
    """
    names = ["convnet", "dense"] if model is Model.both else [model.value]
    paths = {name: _place(save, name, alone=len(names) == 1) for name in names}
    source, (x, y), (x_test, y_test) = _load(data)
    if holdout:
        kept = len(x) - len(x) // 12
        x, y, x_test, y_test = x[:kept], y[:kept], x[kept:], y[kept:]
    table = Table(title=f"{source}: {len(x):,} images to train on, {len(x_test):,} to test on")
    for column in ("network", "parameters", "test accuracy", "seconds", "images/s"):
        table.add_column(column, justify="left" if column == "network" else "right")
    for name in names:
        path = paths[name]
        network, history = _fit(
            name,
            (x, y),
            (x_test, y_test),
            epochs=epochs,
            batch_size=batch_size,
            learning_rate=RECIPES[name] if learning_rate is None else learning_rate,
            seed=seed,
        )
        accuracy = _pictures(network, history, x_test, y_test, path)
        if save:
            network.save(path)
            console.print(f"{name} saved to {path}")
        seen = history.images / history.seconds
        table.add_row(
            name,
            f"{network.count_params():,}",
            f"{accuracy:.2%}",
            f"{history.seconds:.1f}",
            f"{seen:,.0f}",
        )
        if history.stopped:
            table.caption = "stopped early: what was learned until then is what was measured"
            break
    console.print(table)


@app.command()
def check(
    paths: Annotated[
        list[Path], typer.Argument(exists=True, help="Notebooks as saved, or folders of them.")
    ],
    timeout: Annotated[
        int, typer.Option(min=1, help="Seconds that an answer may take, with what it needs.")
    ] = 300,
) -> None:
    """Judge your notebooks' answers, each in a fresh process, and print the cards.

    Nothing is written to them. Their code is run: check notebooks that you trust (for a class's,
    there is `cnnnotes grade`). Exit status: 0 if all is right, 1 if not.
    """
    from cnnnotes.grading.notebooks import check_notebook, find_notebooks

    reports, passed = [], True
    for path in find_notebooks(paths):
        try:
            with console.status(escape(f"{path} …")):
                report = check_notebook(path, timeout)
        except (OSError, ValueError) as error:
            print(f"{error}\n")
            passed = False
            continue
        reports.append(report)
        passed = passed and report.passed
        for result in report.results:
            print(result)
        saved = f"{report.saved:%d %b %Y, %H:%M}"
        print(f"{path}, as saved {saved}: {report.points} of {report.out_of} points\n")
    if len(reports) > 1:
        _print_points(reports)
    if not reports:
        passed = False
        print("no notebook of the course there")
    raise SystemExit(0 if passed else 1)


def _print_points(reports):
    width = max(len(str(report.path)) for report in reports)
    for report in reports:
        right = sum(one.passed for one in report.results)
        print(
            f"{report.path!s:<{width}}  {report.points:>3} of {report.out_of:>3} points, "
            f"{right} of {len(report.results)} right"
        )
    points, out_of = (sum(getattr(one, what) for one in reports) for what in ("points", "out_of"))
    print(f"all {len(reports)} notebooks: {points} of {out_of} points")


add_commands(app, course_notebooks)


def _place(save, name, alone):
    """Where a network's file and pictures go; refused before the training, if at all."""
    from cnnnotes.whole_files import check_writable

    path = (save or Path("runs", f"{name}.npz")).with_suffix(".npz")
    if save and not alone:
        path = path.with_stem(f"{path.stem}-{name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    if save:
        check_writable(path)
    return path


def _load(data):
    from cnnnotes import datasets

    if data is Data.auto:
        name, train, test = datasets.load_mnist_or_digits()
    else:
        name = data.value
        train, test = datasets.load_mnist() if name == "mnist" else datasets.load_digits()
    return {"mnist": "MNIST", "digits": "the embedded digits"}[name], train, test


def _fit(name, train, test, *, learning_rate, seed, **settings):
    from cnnnotes import nn

    console.print(f"[bold]{name}[/bold]")
    network = getattr(nn.models, name)(seed=seed)
    network.compile(nn.Adam(nn.OneCycle(learning_rate)))
    return network, network.fit(*train, validation_data=test, seed=seed, **settings)


def _pictures(network, history, x_test, y_test, path):
    """Write the pictures beside `path`; return the accuracy on the test images."""
    from cnnnotes import figures

    predicted = network.predict(x_test).argmax(axis=1)
    confusion = np.zeros((10, 10), int)
    np.add.at(confusion, (y_test, predicted), 1)
    pictures = {"confusion": figures.confusion_matrix(confusion)}
    if history.history:  # it has an epoch to show
        pictures["curves"] = figures.training_curves(history.history)
    for kind, figure in pictures.items():
        figures.save(figure, path.with_name(f"{path.stem}-{kind}.png"))
    console.print(f"pictures: {path.with_suffix('')}-{{{','.join(sorted(pictures))}}}.png")
    return float((predicted == y_test).mean())


def main() -> None:
    """Run the command; tell what went wrong in a line, not in a traceback."""
    try:
        app()
    except (OSError, ValueError) as error:
        print(f"cnnnotes: {error}", file=sys.stderr)
        raise SystemExit(1) from None
