"""Kubernetes quantities as numbers: `1Gi` is `1024Mi`, `1000m` is `1`."""

from __future__ import annotations

from fractions import Fraction

from generator.diff.settled.quantity import worth


def quantity(written: object) -> Fraction | None:
    """How much it is; None for what is no quantity."""
    if not isinstance(written, str | int | float) or isinstance(written, bool):
        return None
    found = worth(str(written))
    return found if isinstance(found, Fraction) else None
