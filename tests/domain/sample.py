"""A café of three quarters of an hour for two dozen people, or what a test makes of it."""

from __future__ import annotations

from uuid import uuid4

from kehitys.domain.methods import GroupSize, Method, Minutes


def method(slug="cafe", *, minutes=(20, 45, 90), people=(12, 60, 20, 40), **more):
    """Minutes are the shortest, typical and longest; people the fewest, the most, the best."""
    shortest, typical, longest = minutes
    fewest, most, ideal_min, ideal_max = people
    return Method(
        id=uuid4(),
        slug=slug,
        toolkit="own",
        minutes=Minutes(min=shortest, typical=typical, max=longest),
        group_size=GroupSize(min=fewest, max=most, ideal_min=ideal_min, ideal_max=ideal_max),
        **more,
    )
