# ruff: noqa
"""Notebook 00: none in the seventh set."""

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("00")
