"""Environments beside each other: the chain of `follows`, a cluster and a network of their own."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from generator import graph, names
from generator.errors import Also, Problem
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.suggest import near
from generator.validate.rules.services import unknown_service


def chain(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """`follows` names an environment, and the chain has a first one."""
    for name, environment in fleet.environments.items():
        if environment.follows is not None and environment.follows not in sources.named("environment"):
            meant = near(environment.follows, sources.named("environment"))
            hint = f"did you mean `{meant}`?" if meant else f"add `environments/{environment.follows}.yaml`, or remove this line"
            message = f"there is no environment `{environment.follows}`"
            yield Problem(code="unknown-environment", message=message, place=locate(fleet.layers[name, ""], ["follows"]), hint=hint)
    edges = {name: (model.follows,) if model.follows in fleet.environments and model.follows else () for name, model in fleet.environments.items()}
    circle = graph.cycle(edges)
    if circle:
        yield Problem(
            code="follows-cycle",
            message=f"these follow each other in a circle: {' → '.join(f'`{name}`' for name in circle)}",
            place=locate(fleet.layers[circle[0], ""], ["follows"]),
            hint="remove `follows` from the environment where new images enter",
        )


def own_cluster(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No two environments share a cluster."""
    first: dict[str, str] = {}
    for name, environment in fleet.environments.items():
        other = first.setdefault(environment.cluster.name, name)
        if other != name:
            path = ["cluster", "name"]
            yield Problem(
                code="cluster-shared",
                message=f"`{name}` and `{other}` are on one cluster, `{environment.cluster.name}`",
                place=locate(fleet.layers[name, ""], path),
                also=(Also(locate(fleet.layers[other, ""], path), f"the cluster of `{other}`"),),
                hint="give each environment a cluster of its own",
            )


def own_network(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """The networks of two environments do not overlap: they may be peered one day."""
    networks = {name: IPv4Network(model.network.cidr) for name, model in fleet.environments.items()}
    ordered = sorted(networks, key=lambda name: (networks[name], name))
    for low, high in zip(ordered, ordered[1:], strict=False):
        if networks[low].overlaps(networks[high]):
            path = ["network", "cidr"]
            second, first = (high, low) if high > low else (low, high)
            yield Problem(
                code="network-overlap",
                message=f"the networks of `{first}` (`{networks[first]}`) and `{second}` (`{networks[second]}`) overlap",
                place=locate(fleet.layers[second, ""], path),
                also=(Also(locate(fleet.layers[first, ""], path), f"the network of `{first}`"),),
                hint="give each environment a range of its own",
            )


def divisible_network(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """A network is wide enough for the rule that divides it, or its subnets are listed."""
    for name, environment in fleet.environments.items():
        network = environment.network
        listed = network.public and network.private and network.database
        if not listed and IPv4Network(network.cidr).prefixlen > names.NARROWEST:
            yield Problem(
                code="network-too-small",
                message=f"`{network.cidr}` is too small to be divided into subnets by rule; expected /{names.NARROWEST} or wider",
                place=locate(fleet.layers[name, ""], ["network", "cidr"]),
                hint="take a wider range, or list `public`, `private` and `database`",
            )


def own_namespace(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Services do not share Argo CD's namespace: whoever writes there rules Argo CD."""
    for name, environment in fleet.environments.items():
        namespace = names.namespace(environment.name, environment.namespace)
        if namespace == environment.argocd.namespace:
            path = ["namespace"] if environment.namespace else ["argocd", "namespace"]
            yield Problem(
                code="namespace-shared",
                message=f"the services of `{name}` would share the namespace `{namespace}` with Argo CD",
                place=locate(fleet.layers[name, ""], path),
                hint="give one of them another namespace",
            )


def known_services(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Only services that there are can be paused."""
    for tree in sources.environments.values():
        sync = tree.children.get("sync")
        paused = sync.children.get("paused") if isinstance(sync, Branch) else None
        if isinstance(paused, Branch):
            for name, place in paused.keys.items():
                if name in paused.children and name not in sources.named("service"):
                    yield unknown_service(name, place, sources)
