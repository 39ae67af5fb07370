"""What to tell the reader when a name is unknown."""

from __future__ import annotations

from collections.abc import Iterable

from generator.suggest import near


def did_you_mean(name: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """The hint "did you mean …?" where a near name exists, else the other one."""
    meant = near(name, candidates)
    return f"did you mean `{meant}`?" if meant else otherwise


def choice(values: Iterable[object]) -> str:
    """The values as a list to choose from: "`a`, `b` or `c`"."""
    quoted = [f"`{value}`" for value in values]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), *quoted[-1:])))
