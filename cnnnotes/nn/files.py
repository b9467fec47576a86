"""A model as a file: NumPy's .npz, with the layers as JSON and no pickle."""

import json
from dataclasses import asdict, is_dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np

from cnnnotes.nn import layers as layer_types

FORMAT = 1


def save(model, path) -> None:
    """Write the model, layers and weights, to `path` (.npz): whole or not at all."""
    model._require_built()
    path = Path(path)
    description = {
        "format": FORMAT,
        "input_shape": model.input_shape,
        "dtype": model.dtype.name,
        "layers": [[type(layer).__name__, layer.config] for layer in model.layers],
    }
    text = json.dumps(description, default=_plain)
    part = path.with_name(f"{path.name}.{uuid4()}.part")
    try:
        with open(part, "xb") as file:
            np.savez_compressed(file, model=text, **_arrays(model))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def load(path):
    """Read a model that `save` wrote. Raises `ValueError` if the file is damaged or another thing.

    >>> load("missing.npz")
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: 'missing.npz'
    """
    from cnnnotes.nn.model import Sequential

    with open(path, "rb") as raw:
        try:
            file = np.load(raw, allow_pickle=False)
            description = json.loads(file["model"].item())
            if description["format"] != FORMAT:
                raise ValueError(f"it has format {description['format']}, this is {FORMAT}")
            layers = [_layer(name, config) for name, config in description["layers"]]
            model = Sequential(layers, dtype=description["dtype"])
            model.build(description["input_shape"])
            for name, array in _arrays(model).items():
                saved = file[name]
                if saved.shape != array.shape:
                    raise ValueError(f"{name} has shape {saved.shape}, not {array.shape}")
                array[...] = saved
        except Exception as error:  # a damaged file can raise nearly anything
            raise ValueError(
                f"{path} is damaged, or no model that cnnnotes saved: {error}"
            ) from error
    return model


def _arrays(model):
    return {
        f"{i}.{name}": array
        for i, layer in enumerate(model.layers)
        for name, array in (layer.weights | layer.moving).items()
    }


def _plain(value):
    return asdict(value) if is_dataclass(value) else value.item()


def _layer(name, config):
    kind = getattr(layer_types, name, None)
    if not (isinstance(kind, type) and issubclass(kind, layer_types.Layer)):
        raise ValueError(f"it has a layer of an unknown kind, {name!r}")
    return kind(**config)
