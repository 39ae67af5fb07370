"""Environments beside each other: all that the rules ask of two of them at once, by what each is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network

from generator import graph


@dataclass(frozen=True)
class Neighbour:
    """What the others may clash with in an environment."""

    follows: str | None
    cluster: str
    network: str
    """the range of its network, as CIDR"""


def circle(follows: Mapping[str, str | None]) -> tuple[str, ...]:
    """Environments that follow each other in a circle, closed by its first; empty where there is none."""
    return graph.cycle({name: tuple({followed or ""} & {*follows}) for name, followed in follows.items()})


def sharing(clusters: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each environment on a cluster of another, with the first of those."""
    first: dict[str, str] = {}
    for name, cluster in clusters.items():
        other = first.setdefault(cluster, name)
        if other != name:
            yield other, name


def overlapping(networks: Mapping[str, IPv4Network]) -> Iterator[tuple[str, str]]:
    """Environments whose networks overlap, in order of their names."""
    widest = ""  # of those so far the one that reaches furthest; two networks overlap only if one holds the other
    for name in sorted(networks, key=lambda name: (networks[name], name)):
        if widest and networks[widest].overlaps(networks[name]):
            yield min(widest, name), max(widest, name)
        else:
            widest = name


def agree(neighbours: Mapping[str, Neighbour]) -> bool:
    """Whether none of them is in another's way, and each that is followed is there."""
    follows = {name: one.follows for name, one in neighbours.items()}
    networks = {name: IPv4Network(one.network) for name, one in neighbours.items()}
    clusters = {name: one.cluster for name, one in neighbours.items()}
    unknown = {*follows.values()} - {None, *neighbours}
    return not (unknown or circle(follows) or any(sharing(clusters)) or any(overlapping(networks)))
