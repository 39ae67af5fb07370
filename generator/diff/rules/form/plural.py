"""Kinds as the API calls their resources: `NetworkPolicy` is `networkpolicies`."""

from __future__ import annotations

ENDINGS = ("ch", "s", "sh", "x")
ALIKE = ("endpoints",)


def plural(kind: str) -> str:
    """The name of the resource of a kind of Kubernetes."""
    name = kind.lower()
    if name in ALIKE:
        return name
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith(ENDINGS) else f"{name}s"
