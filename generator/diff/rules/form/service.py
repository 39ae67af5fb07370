"""Services: fields that only go with another type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Object, Rule, Subject
from generator.diff.rules.around import there
from generator.diff.rules.immutable.service import EXTERNAL, HEADLESS, address, type_of
from generator.kubernetes.reading import NOTHING, items, mapping, notes, sequence, text

BALANCER = "LoadBalancer"
OUTSIDE = ("LoadBalancer", "NodePort")
NODES = range(30000, 32768)
"""The ports of the nodes that a cluster gives, but for one that was set up otherwise."""
RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges"

Spec = Mapping[str, Any]


def _bound(subject: Subject) -> Iterator[Hit]:
    if subject.head is None or subject.identity.kind != "Service" or subject.identity.group:
        return
    before, after = mapping(subject.base or NOTHING, "spec"), mapping(subject.head, "spec")
    if type_of(after) != BALANCER:
        yield from _of_a_balancer(before, after, subject.head)
    if type_of(after) == "ClusterIP":
        yield from _ports(before, after)
    if type_of(after) == EXTERNAL:
        yield from _external(before, after)
    yield from _traffic(before, after)
    yield from _taken(subject, before, after)
    headless = address(after) or address(before)
    if type_of(after) in OUTSIDE and headless == HEADLESS:
        yield Hit(f"a Service of the type `{type_of(after)}` needs an address of its own", "spec.clusterIP")
    if type_of(after) != EXTERNAL and headless != HEADLESS and not items(after, "ports"):
        yield Hit("a Service needs a port", "spec.ports", "add the port")
    if after.get("sessionAffinityConfig") and text(after, "sessionAffinity") in ("", "None"):
        yield Hit("`sessionAffinityConfig` goes only with `sessionAffinity: ClientIP`", "spec.sessionAffinityConfig")


def _of_a_balancer(before: Spec, after: Spec, head: Object) -> Iterator[Hit]:
    if sequence(after, "loadBalancerSourceRanges"):
        yield _only("loadBalancerSourceRanges")
    elif RANGES in notes(head):
        yield Hit(f"the annotation `{RANGES}` goes only with the type `{BALANCER}`", f"metadata.annotations[{RANGES}]")
    was = type_of(before) == BALANCER and bool(before)
    for key, default in (("allocateLoadBalancerNodePorts", True), ("loadBalancerClass", None)):
        if after.get(key) is not None and not (was and before.get(key, default) == after[key]):
            yield _only(key)


def _only(key: str) -> Hit:
    return Hit(f"`spec.{key}` goes only with the type `{BALANCER}`", f"spec.{key}")


def _ports(before: Spec, after: Spec) -> Iterator[Hit]:
    had = {port.get("nodePort") for port in items(before, "ports")} if type_of(before) in OUTSIDE else set()
    for port in items(after, "ports"):
        if port.get("nodePort") and port["nodePort"] not in had:
            path = f"spec.ports[{text(port, 'name') or port.get('port')}].nodePort"
            yield Hit("a port on every node does not go with the type `ClusterIP`", path)


def _external(before: Spec, after: Spec) -> Iterator[Hit]:
    if not text(after, "externalName"):
        yield Hit("a Service of the type `ExternalName` needs the name", "spec.externalName", "add `externalName`")
    for key in ("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"):
        if after.get(key) and (not before or before.get(key) != after[key]):
            yield Hit(f"`spec.{key}` does not go with the type `ExternalName`", f"spec.{key}")


def _traffic(before: Spec, after: Spec) -> Iterator[Hit]:
    policy, check = text(after, "externalTrafficPolicy"), after.get("healthCheckNodePort")
    if (
        policy
        and not _is_outside(after)
        and not (_is_outside(before) and text(before, "externalTrafficPolicy") == policy)
    ):
        yield Hit(
            "`externalTrafficPolicy` goes only with a Service that is reached from outside",
            "spec.externalTrafficPolicy",
        )
    local, was_local = (
        type_of(one) == BALANCER and one.get("externalTrafficPolicy") == "Local" for one in (after, before)
    )
    if check and not local and not (was_local and before.get("healthCheckNodePort") == check):
        yield Hit("`healthCheckNodePort` goes only with `externalTrafficPolicy: Local`", "spec.healthCheckNodePort")


def _taken(subject: Subject, before: Spec, after: Spec) -> Iterator[Hit]:
    had = {port.get("nodePort") for port in items(before, "ports")}
    others = {port.get("nodePort") for port in _others(subject)}
    for port in items(after, "ports") if type_of(after) in OUTSIDE else ():
        number, path = port.get("nodePort"), f"spec.ports[{text(port, 'name') or port.get('port')}].nodePort"
        if not number or number in had:
            continue
        if number not in NODES:
            yield Hit(f"a port of the nodes lies between {NODES[0]} and {NODES[-1]}", path, "write one of these")
        elif number in others:
            yield Hit("another Service has this port of the nodes", path, "write another one")


def _others(subject: Subject) -> Iterator[Mapping[str, Any]]:
    for identity, other in there(subject, "Service"):
        if identity != subject.identity and type_of(mapping(other, "spec")) in OUTSIDE:
            yield from items(other, "spec", "ports")


def _is_outside(spec: Spec) -> bool:
    return bool(spec) and (type_of(spec) in OUTSIDE or (type_of(spec) == "ClusterIP" and bool(spec.get("externalIPs"))))


RULES = (
    Rule(
        "I16",
        "X",
        "a field of a Service does not go with its type",
        "take the field out of git together with the change of the type",
        _bound,
        proved=True,
    ),
)
