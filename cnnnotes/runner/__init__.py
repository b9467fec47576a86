"""Calling an answer and recording what it did: in this process, in a fresh one, in a sandbox.

This folder needs NumPy and nothing else of the course, so that it can stand alone where the answer
runs. It knows no right answers. What its records say of the answer's own process (lines executed,
inputs changed) are claims of that process.
"""
