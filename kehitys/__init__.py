"""Kehitys: plan workshops, run them and learn from experiments."""

__version__ = "0.1.0"
