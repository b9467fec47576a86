"""A training run in words."""

from typing import Any

from cnnnotes.explorers._run import Run
from cnnnotes.figures.style import number


def title(run: Run) -> str:
    """Name a run by its settings."""
    return f"{run.name}: {words(run.settings, run.model.optimizer.learning_rate)}"


def words(settings: dict[str, Any], rate_now: Any = None) -> str:
    """Write settings shortly, the learning rate with what it has become."""
    rate = settings["learning_rate"]
    changed = f" → {rate_now:g}" if rate_now not in (None, rate) else ""
    size = settings["kernel_size"]
    dropout = f", dropout {settings['dropout']:g}" if settings["dropout"] else ""
    return (
        f"{settings['optimizer']} {rate:g}{changed}, batch {settings['batch_size']}, "
        f"{settings['filters']} filters {size}×{size}{dropout}"
    )


def progress(run: Run) -> str:
    """Tell how far a run is, for the picture."""
    state = run.state
    if state["status"] == "ready":
        return f"ready: {run.model.count_params():,} parameters"
    if state["status"] == "finished":
        return f"finished: {state['epoch']} epochs"
    return f"{state['status']}: epoch {state['epoch'] + 1}, step {state['step']} of {run.batches}"


def measured(run: Run) -> str:
    """Tell what the curves show, for the alt text."""
    state = run.state
    if state["loss"] is None:
        return ""
    told = f" Training loss {number(state['loss'])}, accuracy {_percent(state['accuracy'])}."
    if state["val_loss"] is None:
        return told
    return f"{told} Test loss {number(state['val_loss'])}."


def events(run: Run) -> str:
    """Tell what a screen reader should say by itself: not each number, but each event."""
    state, where = run.state, f"in epoch {run.state['epoch'] + 1}, at step {run.state['step']}"
    event = {
        "ready": "Start trains a new network.",
        "running": "Training.",
        "paused": f"Paused {where}: Resume goes on from there.",
        "stopped": f"Stopped {where}: the network keeps what it has learned.",
        "finished": "Finished.",
        "failed": f"Stopped by an error {where}: {str(run.error) or repr(run.error)}",
    }[state["status"]]
    if state["val_accuracy"] is None:
        return event
    return f"{event} Test accuracy after epoch {state['epoch']}: {_percent(state['val_accuracy'])}."


def _percent(share):
    return f"{100 * share:.1f} %"
