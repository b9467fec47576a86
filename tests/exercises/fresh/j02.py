# ruff: noqa
"""Notebook 02: none in the fifth set."""

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("02")
