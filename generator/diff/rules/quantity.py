"""Kubernetes quantities as numbers: `1Gi` is `1024Mi`, `1000m` is `1`."""

from __future__ import annotations

import re
from decimal import Decimal

_WRITTEN = re.compile(
    r"(?P<sign>[+-]?)(?P<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?P<unit>[KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?"
)
_UNITS = {
    "": Decimal(1),
    **{unit: Decimal(1000) ** power for power, unit in enumerate("num", -3)},
    **{unit: Decimal(1000) ** power for power, unit in enumerate("kMGTPE", 1)},
    **{f"{unit}i": Decimal(1024) ** power for power, unit in enumerate("KMGTPE", 1)},
}


def quantity(written: object) -> Decimal | None:
    """How much it is; None for what is no quantity."""
    if isinstance(written, int | float) and not isinstance(written, bool):
        return Decimal(str(written))
    found = _WRITTEN.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        return None
    unit = found["unit"] or ""
    scale = _UNITS[unit] if unit in _UNITS else Decimal(f"1{unit}")
    return Decimal(f"{found['sign']}{found['number']}") * scale
