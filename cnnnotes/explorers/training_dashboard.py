"""Training dashboard (notebook 07): choose how to train, and watch a network learn."""

import math
import threading

import numpy as np
from ipywidgets import Button, Dropdown, HBox

from cnnnotes import datasets, nn
from cnnnotes.explorers import _telling
from cnnnotes.explorers._explorer import Explorer, slider
from cnnnotes.explorers._run import Run
from cnnnotes.figures.dashboard import dashboard as dashboard_figure

OPTIMIZERS = {
    "adam": nn.Adam,
    "rmsprop": nn.RMSprop,
    "momentum": lambda rate: nn.SGD(rate, momentum=0.9),
    "sgd": nn.SGD,
}
RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1)
SETTINGS = ("optimizer", "learning_rate", "batch_size", "filters", "kernel_size", "dropout")
SMALLEST = 18  # pixels a side of an image, for a kernel of 3


def training_dashboard(x=None, y=None, x_test=None, y_test=None, *, epochs=5, seed=0):
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
    """What `training_dashboard` returns: `run` is the present training, `runs` all there were."""

    def __init__(self, train, test, epochs, seed):
        self._train, self._test, self._epochs, self._seed = train, test, epochs, seed
        self._image, self._classes = train[0].shape[1:], int(max(train[1].max(), test[1].max())) + 1
        self.run, self.runs = None, []
        self._lock = threading.RLock()  # the training draws, and so do the controls
        self._go, stop = Button(), Button(description="Stop")
        self._go.on_click(self._press)
        stop.on_click(lambda _: self.stop())
        fig, self._draw = dashboard_figure(epochs, self._classes)
        largest = min(9, min(self._image[:2]) - SMALLEST + 3)
        later = ", from the next start"
        super().__init__(
            fig,
            self._look,
            learning_rate=_numbers("learning rate, at once", RATES, 0.001),
            digit=_placed(slider("test image, at once", range(min(100, len(test[0]))))),
            optimizer=_choice("optimizer" + later, list(OPTIMIZERS), "adam"),
            batch_size=_numbers("batch size" + later, (16, 32, 64, 128, 256, 512), 128),
            filters=_placed(slider("filters" + later, range(4, 65, 4), 32)),
            kernel_size=_placed(slider("kernel size" + later, range(1, largest + 1, 2), 3)),
            dropout=_numbers("dropout" + later, [tenths / 10 for tenths in range(9)], 0.0),
            compare=_choice("compare with, at once", [("nothing", "")], ""),
        )
        controls, picture = self.widget.children
        self.widget.children = controls, HBox([self._go, stop]), picture

    @property
    def model(self):
        """The network that is trained, or was."""
        return self.run.model

    def start(self):
        """Train a new network as the controls say; a run that is on is stopped."""
        self.stop()
        self.wait()
        with self._lock:
            if self.run.state["status"] != "ready":
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

    def pause(self):
        """Hold the training after the present batch."""
        self.run.pause()

    def resume(self):
        """Go on from where it was paused."""
        self.run.resume()

    def stop(self):
        """End the training after the present batch; `model` keeps what it learned."""
        self.run.stop()

    def wait(self, timeout=math.inf):
        """Return when the training has ended or is paused, or after `timeout` seconds."""
        self.run.wait(timeout)

    def refresh(self, change=None):
        """Show how far the training is."""
        with self._lock:
            super().refresh(change)

    def _press(self, _button):
        does = {"running": self.pause, "paused": self.resume}
        does.get(self.run.state["status"], self.start)()

    def _new_run(self):
        settings = {name: self.controls[name].value for name in SETTINGS}
        model = _network(self._image, self._classes, settings, self._seed)
        return Run(f"run {len(self.runs) + 1}", model, settings, self.refresh)

    def _look(self, digit, compare, **settings):
        """Draw everything; return what is said aloud, and the numbers."""
        status = self.run.state["status"] if self.run else "ready"
        if self.run is None or (status == "ready" and self.run.settings != settings):
            self.run = self._new_run()
        if status in ("ready", "running", "paused"):
            self.model.optimizer.learning_rate = settings["learning_rate"]
        self._go.description = {"running": "Pause", "paused": "Resume"}.get(status, "Start")

        image, label = self._test[0][digit], self._test[1][digit]
        with np.errstate(all="ignore"):  # of a training that explodes
            maps, *_, [probabilities] = self.model.activations(image[None])
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
            digit=image.mean(axis=2),
            maps=maps[0],
            reading=reading,
        )
        aloud = _telling.events(self.run)
        if status not in ("ready", "running", "paused") and settings != self.run.settings:
            aloud += f" Next start: {_telling.words(settings)}."
        self.fig.alt = (
            f"{title}. {progress}.{_telling.measured(self.run)} Below, the first layer's filters, "
            f"and what they find in test image {digit}: a {reading}. {aloud}"
        )
        return aloud, self.run.state


def _network(image, classes, settings, seed):
    """Return the course's convnet, with other sizes: 32 filters of 3 make the reference model."""
    filters, rate = settings["filters"], settings["dropout"]
    model = nn.Sequential(
        [
            nn.Input(image),
            nn.Conv2D(filters, settings["kernel_size"], activation="relu"),
            nn.MaxPooling2D(2),
            nn.Conv2D(2 * filters, 3, activation="relu"),
            nn.MaxPooling2D(2),
            nn.Conv2D(4 * filters, 3, activation="relu"),
            nn.Flatten(),
            *([nn.Dropout(rate)] if rate else []),
            nn.Dense(classes, activation="softmax"),
        ],
        seed=seed,
    )
    model.compile(OPTIMIZERS[settings["optimizer"]](settings["learning_rate"]))
    return model


def _choice(label, options, value):
    return _placed(Dropdown(options=options, value=value, description=label))


def _numbers(label, values, value):
    return _choice(label, [(f"{number:g}", number) for number in values], value)


def _placed(control):
    """Put a control beside another where there is room, its label in a column."""
    control.style.description_width = "17em"
    control.layout = {"flex": "1 1 30em", "width": "auto", "max_width": "40em"}
    return control
