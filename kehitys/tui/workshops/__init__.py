"""Workshops: planning, running, harvesting."""
