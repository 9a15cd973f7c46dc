"""Experiments: what is tried and learnt."""
