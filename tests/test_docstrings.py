"""A public class tells of each argument that it takes."""

import importlib
import inspect
import pkgutil
import re
from enum import Enum

import pytest

import cnnnotes


def public_classes():
    """The classes whose making is the course's own, not an Enum's or an exception's."""
    for module in pkgutil.walk_packages(cnnnotes.__path__, "cnnnotes."):
        if "__main__" in module.name:
            continue
        for name, cls in vars(importlib.import_module(module.name)).items():
            own = inspect.isclass(cls) and cls.__module__ == module.name
            if own and not name.startswith("_") and not issubclass(cls, BaseException | Enum):
                yield cls


def says(documented, argument):
    told = rf"`\**{argument}[`(]|^ *\**{argument}:"
    return re.search(told, documented.__doc__ or "", re.MULTILINE)


@pytest.mark.parametrize("cls", list(public_classes()), ids=lambda cls: cls.__qualname__)
def test_a_public_class_tells_of_each_argument(cls):
    made_by = next(c for c in cls.__mro__ if {"__init__", "__new__"} & vars(c).keys())
    if not made_by.__module__.startswith("cnnnotes"):
        return  # matplotlib's Figure, for one
    names = [name for name in inspect.signature(cls).parameters if not name.startswith("_")]
    assert [name for name in names if not any(says(c, name) for c in cls.__mro__)] == []
