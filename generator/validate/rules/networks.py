"""Networks of environments: apart from each other, and wide enough for their subnets."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from generator import beside, subnets
from generator.errors import Also, Problem
from generator.nodes import locate
from generator.nouns import Fleet, Sources


def apart(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """The networks of two environments do not overlap: they may be peered one day."""
    networks = {name: IPv4Network(model.network.cidr) for name, model in fleet.environments.items()}
    for first, second in beside.overlapping(networks):
        yield _overlap(fleet, first, second, networks)


def _overlap(fleet: Fleet, first: str, second: str, networks: dict[str, IPv4Network]) -> Problem:
    path = ["network", "cidr"]
    return Problem(
        code="network-overlap",
        message=f"the networks of `{first}` (`{networks[first]}`) and `{second}` (`{networks[second]}`) overlap",
        place=locate(fleet.layers[second, ""], path),
        also=(Also(locate(fleet.layers[first, ""], path), f"the network of `{first}`"),),
        hint="give each environment a range of its own",
    )


def divisible(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """A network is wide enough for the rule that divides it, or its subnets are listed."""
    for name, environment in fleet.environments.items():
        network = environment.network
        listed = network.public and network.private and network.database
        if not listed and IPv4Network(network.cidr).prefixlen > subnets.NARROWEST:
            yield Problem(
                code="network-too-small",
                message=f"`{network.cidr}` is too small to be divided into subnets by rule; "
                f"expected /{subnets.NARROWEST} or wider",
                place=locate(fleet.layers[name, ""], ["network", "cidr"]),
                hint="take a wider range, or list `public`, `private` and `database`",
            )
