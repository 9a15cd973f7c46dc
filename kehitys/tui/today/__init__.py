"""Today: what wants the person now."""
