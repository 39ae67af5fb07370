"""How many examples a law gets that renders whole fleets: a share of the profile's, by night too."""

from __future__ import annotations

from hypothesis import settings


def percent(share: int) -> settings:
    """Settings with a share of the examples of the profile in force."""
    return settings(max_examples=settings().max_examples * share // 100)
