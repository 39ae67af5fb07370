"""How much is tried: a share of all cases in every run, all of them in `make crash`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

LONG = os.environ.get("CRASH") == "long"

Case = TypeVar("Case")


def some(cases: Sequence[Case], at_most: int) -> Sequence[Case]:
    """So many of the cases, spread evenly, the same each time; all of them in the long form."""
    if LONG or len(cases) <= at_most:
        return cases
    return [cases[index * len(cases) // at_most] for index in range(at_most)]
