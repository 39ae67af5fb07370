"""Services: address, load balancer and address family are given once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Rule, Subject
from generator.kubernetes.reading import mapping, sequence, text

HEADLESS = "None"
EXTERNAL = "ExternalName"
CLASS = "spec.loadBalancerClass"
CHECK = "spec.healthCheckNodePort"

Spec = Mapping[str, Any]


def _specs(subject: Subject) -> tuple[Spec, Spec] | None:
    if subject.identity.kind != "Service" or subject.identity.group or subject.base is None or subject.head is None:
        return None
    return mapping(subject.base, "spec"), mapping(subject.head, "spec")


def type_of(spec: Spec) -> str:
    """The type of a Service, the default too."""
    return text(spec, "type") or "ClusterIP"


def address(spec: Spec) -> str:
    """The address that it asks for; empty where the cluster gives one."""
    several = sequence(spec, "clusterIPs")
    return text(spec, "clusterIP") or (str(several[0]) if several else "")


def _address(subject: Subject) -> Iterator[Hit]:
    both = _specs(subject)
    if both is None or EXTERNAL in map(type_of, both):
        return
    before, after = map(address, both)
    if after and before != after:
        what = "have none" if after == HEADLESS else "get another one"
        yield Hit(
            f"a Service that has an address cannot {what}"
            if before != HEADLESS
            else "a Service without an address cannot get one",
            "spec.clusterIP",
        )


def _balancer(subject: Subject) -> Iterator[Hit]:
    both = _specs(subject)
    if both is None:
        return
    before, after = both
    if type_of(before) == type_of(after) == "LoadBalancer":
        if before.get("loadBalancerClass") != after.get("loadBalancerClass"):
            yield Hit(f"`{CLASS}` cannot be changed while the type stays `LoadBalancer`", CLASS)
        local = all(spec.get("externalTrafficPolicy") == "Local" for spec in both)
        check = after.get("healthCheckNodePort")
        if local and check and check != before.get("healthCheckNodePort"):
            yield Hit(f"`{CHECK}` cannot be changed", CHECK)
    yield from _families(before, after)


def _families(before: Spec, after: Spec) -> Iterator[Hit]:
    if EXTERNAL in (type_of(before), type_of(after)) or HEADLESS in (address(before), address(after)):
        return
    was, now = list(sequence(before, "ipFamilies")) or ["IPv4"], list(sequence(after, "ipFamilies"))
    if now and now[0] != was[0]:
        yield Hit(f"the Service has an address of the family `{was[0]}`, which stays the first", "spec.ipFamilies")
    elif len(was) == 2 and len(now) == 1 and after.get("ipFamilyPolicy") != "SingleStack":
        yield Hit("the second family is given up only with `ipFamilyPolicy: SingleStack`", "spec.ipFamilyPolicy")


RULES = (
    Rule(
        "I15",
        "X",
        "the address of a Service cannot be changed",
        "make a Service of another name, move its users over, and remove the old one",
        _address,
        proved=True,
    ),
    Rule(
        "I17",
        "X",
        "the class of a load balancer or the family of an address cannot be changed",
        "make a Service of another name beside it, move its users over, and remove the old one",
        _balancer,
        proved=True,
    ),
)
