"""A public class tells of each argument that it takes."""

import importlib
import inspect
import pkgutil
import re

import pytest

import cnnnotes

# What a learner, a teacher or a contributor makes objects of; the others are the judge's own.
PARTS = ("chance", "classroom", "datasets", "exercises.kinds", "explorers", "figures", "nn")
PARTS += ("own_kernels", "recall")


def public_classes():
    """The classes of these parts whose making is the course's own, not Enum's or an exception's."""
    for module in pkgutil.walk_packages(cnnnotes.__path__, "cnnnotes."):
        if not module.name.removeprefix("cnnnotes.").startswith(PARTS):
            continue
        for name, cls in vars(importlib.import_module(module.name)).items():
            own = inspect.isclass(cls) and cls.__module__ == module.name
            if own and not name.startswith("_") and not issubclass(cls, BaseException):
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
    assert [name for name in names if not says(cls, name) and not says(made_by, name)] == []
