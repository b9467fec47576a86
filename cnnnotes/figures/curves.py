"""How a training run went, epoch by epoch."""

from collections.abc import Mapping, Sequence

from matplotlib.ticker import MaxNLocator

from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.palette import BLUE, VERMILION

# Told apart by line and marker too, not by colour alone.
_TRAINING = {"color": BLUE, "marker": "o", "label": "training"}
_HELD_OUT = {"color": VERMILION, "marker": "s", "linestyle": "--"}


@house_style
def training_curves(history: Mapping[str, Sequence[float]], held_out: str = "validation") -> Figure:
    """Return a figure of a run's loss and accuracy, for `history` as Keras keeps it.

    `history` maps `loss` and, where measured, `accuracy`, `val_loss` and `val_accuracy` to one
    number an epoch; `held_out` names the images of the last two. `ValueError` if `loss` is missing
    or the lists differ in length.

    >>> fig = training_curves({"loss": [0.9, 0.4], "accuracy": [0.7, 0.88]})
    >>> fig.alt
    'Training curves over 2 epochs. Loss 0.9 to 0.4. Accuracy 0.7 to 0.88.'
    """
    if "loss" not in history:
        raise ValueError(f"history: got the keys {sorted(history)}; it needs 'loss'")
    lengths = {key: len(values) for key, values in history.items()}
    if len(set(lengths.values())) > 1 or not lengths["loss"]:
        raise ValueError(f"history: got lengths {lengths}; each needs one number an epoch")
    measures = [key for key in ("loss", "accuracy") if key in history]
    fig = new_figure(5 * len(measures), 3.6)
    words = [f"Training curves over {_count(lengths['loss'], 'epoch')}."]
    for ax, measure in zip(fig.subplots(1, len(measures), squeeze=False)[0], measures, strict=True):
        other = _HELD_OUT | {"label": held_out}
        for key, look in ((measure, _TRAINING), (f"val_{measure}", other)):
            if key in history:
                values = history[key]
                ax.plot(range(1, len(values) + 1), values, **look)
                name = key.replace("val_", f"{held_out} ").capitalize()
                words.append(f"{name} {number(values[0])} to {number(values[-1])}.")
        ax.set(title=measure, xlabel="epoch")
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.grid(alpha=0.3)
        ax.legend()
    fig.alt = " ".join(words)
    return fig


def _count(n, noun):
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
