"""IP addresses and ranges of them, wherever Kubernetes takes one."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from generator.check.cluster import Cluster
from generator.check.finding import Finding, Path
from generator.check.resource import Resource
from generator.check.rule import peers
from generator.kubernetes.reading import mapping, numbered, sequence

Network = IPv4Network | IPv6Network
Place = tuple[Resource, Path, object]
CODE = "address-invalid"


def addresses(cluster: Cluster) -> Iterator[Finding]:
    """What is no address, no range, or an exception that lies outside of its range."""
    for owner, path, value in _ranges(cluster):
        if isinstance(value, str) and network(value) is None:
            message = f"{owner}: `{value}` is no range of addresses"
            yield owner.finding(path, CODE, message, "write one such as `10.0.0.0/16`")
    for policy, path, block, excepted in _exceptions(cluster):
        whole, part = network(block), network(excepted)
        if whole and part and not _is_inside(part, whole):
            message = f"{policy} takes `{excepted}` out of `{block}`, which does not hold it"
            yield policy.finding(path, CODE, message, "name a range inside the other")
    for pod in cluster.pods:
        for position, alias in numbered(pod.spec, "hostAliases"):
            value = alias.get("ip")
            if isinstance(value, str) and not _is_address(value):
                message = f"{pod.owner}: `{value}` is no IP address"
                yield pod.finding(("hostAliases", position, "ip"), CODE, message, "write one such as `10.0.0.1`")


def _is_inside(part: Network, whole: Network) -> bool:
    """Whether one range is a smaller part of the other."""
    first, last = part.network_address, part.broadcast_address
    return part != whole and first in whole and last in whole


def network(value: object) -> Network | None:
    """A range, as Kubernetes reads it: with a length, whatever is beyond it."""
    try:
        return ip_network(value, strict=False) if isinstance(value, str) and "/" in value else None
    except ValueError:
        return None


def _is_address(value: str) -> bool:
    try:
        return bool(ip_address(value))
    except ValueError:
        return False


def _ranges(cluster: Cluster) -> Iterator[Place]:
    for service in cluster.of("Service"):
        for position, value in enumerate(sequence(service.spec, "loadBalancerSourceRanges")):
            yield service, ("spec", "loadBalancerSourceRanges", position), value
    for policy in cluster.of("NetworkPolicy"):
        for path, peer in peers(policy):
            yield policy, (*path, "ipBlock", "cidr"), mapping(peer, "ipBlock").get("cidr")
    for policy, path, _, value in _exceptions(cluster):
        yield policy, path, value


def _exceptions(cluster: Cluster) -> Iterator[tuple[Resource, Path, object, object]]:
    for policy in cluster.of("NetworkPolicy"):
        for path, peer in peers(policy):
            block = mapping(peer, "ipBlock")
            for position, value in enumerate(sequence(block, "except")):
                yield policy, (*path, "ipBlock", "except", position), block.get("cidr"), value
