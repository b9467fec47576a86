"""A saved model, brought back."""

from collections.abc import Iterable
from pathlib import Path

from cnnnotes.nn import files
from cnnnotes.nn import layers as course_layers
from cnnnotes.nn.describing import FORMAT
from cnnnotes.nn.layers import Layer
from cnnnotes.nn.model import Sequential


def load(path: str | Path, *, layers: Iterable[type[Layer]] = ()) -> Sequential:
    """Read a model that its `save` wrote; `layers` are the classes of your own that it has.

    Raises `ValueError` if the file is damaged or another thing, or has layers of your own that
    were not given.

    >>> load("missing.npz")
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: 'missing.npz'
    """
    own = {kind.__name__: kind for kind in layers}
    missing: list[str] = []
    with files.reading(path) as (description, saved):
        if description["format"] != FORMAT:
            raise ValueError(f"it has format {description['format']}, this is {FORMAT}")
        kinds = [_kind(name, own, missing) for name, _ in description["layers"]]
        if not missing:
            configs = [config for _, config in description["layers"]]
            stack = [kind(**config) for kind, config in zip(kinds, configs, strict=True)]
            model = Sequential(stack, dtype=description["dtype"])
            model.build(description["input_shape"])
            for name, array in model.arrays().items():
                if saved[name].shape != array.shape:
                    raise ValueError(f"{name} has shape {saved[name].shape}, not {array.shape}")
                array[...] = saved[name]
    if missing:
        raise ValueError(
            f"{path} has layers of somebody's own, {', '.join(missing)}: "
            f"nn.load(…, layers=[{', '.join(map(_class, missing))}]) brings them back"
        )
    return model


def _kind(name: str, own: dict[str, type[Layer]], missing: list[str]) -> type[Layer]:
    """The class of a layer; a name with a dot is not the course's."""
    kind = own.get(_class(name)) if "." in name else getattr(course_layers, name, None)
    if kind is None and "." in name:
        missing.append(name)
        return Layer
    if not (isinstance(kind, type) and issubclass(kind, Layer)):
        raise ValueError(f"it has a layer of an unknown kind, {name!r}")
    return kind


def _class(name: str) -> str:
    return name.rpartition(".")[2]
