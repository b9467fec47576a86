"""Training dashboard (notebook 07): choose how to train, and watch a network learn."""

import math
import threading
from typing import Any
from weakref import WeakSet, finalize

import numpy as np
from ipywidgets import Button, HBox, Widget
from numpy.typing import ArrayLike

from cnnnotes import datasets, nn
from cnnnotes.explorers import _telling
from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.explorers._freeing import weakly
from cnnnotes.explorers._run import OPTIMIZERS, Run, network
from cnnnotes.figures.training_dashboard import training_dashboard_figure

RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1)
SETTINGS = ("optimizer", "learning_rate", "batch_size", "filters", "kernel_size", "dropout")
SMALLEST = 18  # pixels a side of an image, for a kernel of 3
_dashboards: WeakSet = WeakSet()  # of which one trains at a time


def training_dashboard(
    x: ArrayLike | None = None,
    y: ArrayLike | None = None,
    x_test: ArrayLike | None = None,
    y_test: ArrayLike | None = None,
    *,
    epochs: int = 5,
    seed: int = 0,
) -> "TrainingDashboard":
    """Train a network of three convolutions: start, pause, resume, stop, and compare runs.

    Shapes: images `x` and `x_test` (N, H, W, C), floats; their classes `y` and `y_test` (N,).
    Without them: the digits that come with the course. Other cells can run during the training.
    `ValueError` for arrays that do not fit.

    >>> dashboard = training_dashboard(epochs=1)
    >>> dashboard.start()
    >>> dashboard.wait()
    >>> dashboard.state["status"], dashboard.model.count_params()
    ('finished', 104202)
    """
    if x is None:
        (x, y), (x_test, y_test) = datasets.load_digits()
    x, y, x_test, y_test = map(np.asarray, (x, y, x_test, y_test))
    for name, images, labels in (("", x, y), ("_test", x_test, y_test)):
        if images.ndim != 4 or not images.size or min(images.shape[1:3]) < SMALLEST:
            raise ValueError(
                f"x{name}: got shape {images.shape}; it needs images (N, H, W, C) of "
                f"{SMALLEST}×{SMALLEST} pixels or more"
            )
        if labels.shape != images.shape[:1]:
            n = len(images)
            raise ValueError(f"y{name}: got shape {labels.shape}; {n} images need ({n},)")
    return TrainingDashboard((x, y), (x_test, y_test), epochs, seed)


class TrainingDashboard(Explorer):
    """What `training_dashboard` returns: `run` is the present training, `runs` all there were.

    Args:
        train: images and classes to train on.
        test: images and classes to measure on.
        epochs: how long a training is.
        seed: decides the weights and the order of the images.
    """

    def __init__(
        self,
        train: tuple[np.ndarray, np.ndarray],
        test: tuple[np.ndarray, np.ndarray],
        epochs: int,
        seed: int,
    ):
        self._train, self._test, self._epochs, self._seed = train, test, epochs, seed
        self._image, self._classes = train[0].shape[1:], int(max(train[1].max(), test[1].max())) + 1
        self.run: Any = None
        self.runs: list[Run] = []
        self._lock = threading.RLock()  # the training draws, and so do the controls
        self._go, self._end = Button(), Button(description="Stop")
        self._go.on_click(weakly(self._press))
        self._end.on_click(weakly(self._press_stop))
        fig, self._draw = training_dashboard_figure(epochs, self._classes)
        largest = min(9, min(self._image[:2]) - SMALLEST + 3)
        later = ", from the next start"
        super().__init__(
            fig,
            weakly(self._look),
            learning_rate=_numbers("learning rate, at once", RATES, 0.001),
            image=_in_column(slider("test image, at once", range(min(100, len(test[0]))))),
            optimizer=_choice("optimizer" + later, list(OPTIMIZERS), "adam"),
            batch_size=_numbers("batch size" + later, (16, 32, 64, 128, 256, 512), 128),
            filters=_in_column(slider("filters" + later, range(4, 65, 4), 32)),
            kernel_size=_in_column(slider("kernel size" + later, range(1, largest + 1, 2), 3)),
            dropout=_numbers("dropout" + later, [tenths / 10 for tenths in range(9)], 0.0),
            compare=_choice("compare with, at once", [("nothing", "")], ""),
        )
        finalize(self, _stop_all, self.runs).atexit = False
        for other in _dashboards:  # nobody sees it any more, or two would share the cores
            other.stop()
        _dashboards.add(self)

    def arranged(self) -> list[Widget]:
        """Lay out the settings, and the buttons below."""
        return [*super().arranged(), HBox([self._go, self._end])]

    @property
    def model(self) -> nn.Sequential:
        """The network that is trained, or was."""
        return self.run.model

    def start(self) -> None:
        """Train a new network as the controls say; a run that is on is stopped."""
        for dashboard in _dashboards:
            dashboard.stop()
        self.wait()
        with self._lock:
            if self._status != "ready":
                self.run = self._new_run()
            if self.runs:
                chosen = self.compare.value or self.runs[0]
                self.compare.options = [*self.compare.options, (self.runs[-1].name, self.runs[-1])]
                self.compare.value = chosen
            self.runs.append(self.run)
            self.run.start(
                *self._train,
                batch_size=self.batch_size.value,
                epochs=self._epochs,
                validation_data=self._test,
                seed=self._seed,
            )
            self.refresh()

    def pause(self) -> None:
        """Hold the training after the present batch."""
        self.run.pause()

    def resume(self) -> None:
        """Go on from where it was paused."""
        self.run.resume()

    def stop(self) -> None:
        """End the training after the present batch; `model` keeps what it learned."""
        self.run.stop()

    def wait(self, timeout: float = math.inf) -> None:
        """Return when the training has ended or is paused, or after `timeout` seconds."""
        self.run.wait(timeout)

    def refresh(self, change: Any = None) -> None:
        """Show how far the training is."""
        with self._lock:
            super().refresh(change)

    def _press(self, _button):
        does = {"running": self.pause, "paused": self.resume}
        does.get(self._status, self.start)()

    def _press_stop(self, _button):
        self.stop()

    def settle(self, change: Any) -> None:
        """Let the training follow its settings, and the button the training."""
        settings = self._settings()
        if self.run is None or (self._status == "ready" and self.run.settings != settings):
            self.run = self._new_run()
        if self._status in ("ready", "running", "paused"):
            self.model.optimizer.learning_rate = settings["learning_rate"]
        self._go.description = {"running": "Pause", "paused": "Resume"}.get(self._status, "Start")

    @property
    def _status(self):
        return self.run.state["status"]

    def _settings(self):
        return {name: self.controls[name].value for name in SETTINGS}

    def _new_run(self):
        settings = self._settings()
        model = network(self._image, self._classes, settings, self._seed)
        return Run(f"run {len(self.runs) + 1}", model, settings, weakly(self.refresh))

    def _look(self, image, compare, **settings):
        """Draw everything; the line of text is what is said aloud."""
        pixels, label = self._test[0][image], self._test[1][image]
        with np.errstate(all="ignore"):  # of a training that explodes
            maps, *_, [probabilities] = self.model.activations(pixels[None])
        reading = f"{label}, read as {probabilities.argmax()} ({100 * probabilities.max():.0f} %)"
        if np.isnan(probabilities).any():
            reading = f"{label}, no longer read as a number"
        title, progress = _telling.title(self.run), _telling.progress(self.run)
        self._draw(
            title=title,
            progress=progress,
            done=self.run.state["done"],
            now=self.run.curves,
            before=compare.curves if compare else None,
            before_title=f"dashed: {compare.name}\n{_telling.words(compare.settings)}"
            if compare
            else "",
            filters=self.model.weights[0].mean(axis=2),
            digit=pixels.mean(axis=2),
            maps=maps[0],
            reading=reading,
        )
        aloud = _telling.events(self.run)
        if self._status not in ("ready", "running", "paused") and settings != self.run.settings:
            aloud += f" Next start: {_telling.words(settings)}."
        alt = (
            f"{title}. {progress}.{_telling.measured(self.run)} Below, the first layer's filters, "
            f"and what they find in test image {image}: a {reading}. {aloud}"
        )
        return Shown(aloud, self.run.state, alt)


def _stop_all(runs):
    for run in runs:
        run.stop()


def _choice(label, options, value):
    return _in_column(dropdown(label, options, value))


def _numbers(label, values, value):
    return _choice(label, [(f"{number:g}", number) for number in values], value)


def _in_column(control):
    """Put a control beside another where there is room, its label in a column."""
    control.style.description_width = "17em"
    control.layout.flex, control.layout.max_width = "1 1 30em", "40em"
    return control
