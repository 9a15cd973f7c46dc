"""Where everything is kept: one SQLite file, its journal and its queries."""
