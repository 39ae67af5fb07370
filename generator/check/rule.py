"""The rules of a NetworkPolicy, item by item, each with its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.finding import Path
from generator.check.resource import Resource
from generator.kubernetes.reading import numbered

PEERS = {"ingress": "from", "egress": "to"}


def peers(policy: Resource) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Everybody whom the policy names."""
    for direction, key in PEERS.items():
        for rule, body in numbered(policy.spec, direction):
            for position, peer in numbered(body, key):
                yield ("spec", direction, rule, key, position), peer


def ports(policy: Resource) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every port that it opens."""
    for direction in PEERS:
        for rule, body in numbered(policy.spec, direction):
            for position, port in numbered(body, "ports"):
                yield ("spec", direction, rule, "ports", position), port
