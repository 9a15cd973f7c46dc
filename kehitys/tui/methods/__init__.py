"""The library of methods."""
