"""The steps of a block, stretched to the time the block has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def stretched(seconds: Sequence[int], length: int) -> list[int]:
    """The seconds of each step when all of them together take `length` seconds.

    Steps that have no time of their own share it evenly.
    """
    weights = seconds if any(seconds) else [1] * len(seconds)
    ends = [length * so_far // sum(weights) for so_far in accumulate(weights)]
    return [end - begins for begins, end in zip([0, *ends], ends, strict=False)]
