"""The trust harnesses: what was acknowledged is there, once and whole."""
