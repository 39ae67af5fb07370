"""Services of type LoadBalancer: the load balancer that stands before them goes, is replaced, or faces the internet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Object, Rule, Subject
from generator.diff.rules.danger.words import named, shown, went
from generator.kubernetes.reading import note, sequence, text

_AWS = "service.beta.kubernetes.io/aws-load-balancer-"
_ALB = "alb.ingress.kubernetes.io/"
_EVERYWHERE = frozenset({"0.0.0.0/0", "::/0"})


def _type(body: Object | None) -> str:
    return text(body, "spec", "type") or "ClusterIP"


def _scheme(body: Object | None) -> str:
    return note(body, f"{_AWS}scheme") or "internal"


def _goes(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "Service" or subject.base is None or _type(subject.base) != "LoadBalancer":
        return
    if subject.head is None:
        yield Hit(f"{named(subject.identity)} is deleted, and its load balancer and address with it")
        return
    if _type(subject.head) != "LoadBalancer":
        words = went("spec.type", "LoadBalancer", _type(subject.head))
        yield Hit(f"the load balancer of {named(subject.identity)} is deleted with its address: {words}", "spec.type")
        return
    if _scheme(subject.base) != _scheme(subject.head):
        path = f"metadata.annotations[{_AWS}scheme]"
        words = went(path, _scheme(subject.base), _scheme(subject.head))
        yield Hit(f"{named(subject.identity)} gets another load balancer with another DNS name: {words}", path)


def _is_not_to_change(subject: Subject) -> Iterator[Hit]:
    if subject.base is None or subject.head is None or subject.identity.kind != "Service":
        return
    if _type(subject.base) != "LoadBalancer" or _type(subject.head) != "LoadBalancer":
        return
    means = {
        "type": "it should not change after the Service was made: the old load balancer may stay, and nobody owns it",
        "name": "it has no effect on a load balancer that exists",
        "subnets": "AWS may refuse it for a load balancer that exists",
    }
    for key, what in means.items():
        old, new = note(subject.base, f"{_AWS}{key}"), note(subject.head, f"{_AWS}{key}")
        if old != new:
            path = f"metadata.annotations[{_AWS}{key}]"
            yield Hit(f"{named(subject.identity)} has {went(path, old, new)}: {what}", path)


def _ranges(body: Object | None) -> frozenset[str]:
    annotated = note(body, f"{_AWS}source-ranges") or note(body, f"{_ALB}inbound-cidrs")
    ranges = [*sequence(body, "spec", "loadBalancerSourceRanges"), *annotated.split(",")]
    return frozenset(str(one).strip() for one in ranges if str(one).strip()) or frozenset({"0.0.0.0/0"})


def _is_outside(subject: Subject, body: Object | None) -> bool:
    """Whether a load balancer of its own faces the internet; the older controller of AWS does that unless told."""
    if body is None:
        return False
    if subject.identity.kind == "Ingress":
        return note(body, f"{_ALB}scheme") == "internet-facing"
    internal = note(body, f"{_AWS}scheme") == "internal" or note(body, f"{_AWS}internal") == "true"
    return _type(body) == "LoadBalancer" and not internal


def _exposed(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind not in ("Service", "Ingress") or not _is_outside(subject, subject.head):
        return
    new = _ranges(subject.head)
    if not _is_outside(subject, subject.base):
        who = "everybody" if new & _EVERYWHERE else f"{shown(', '.join(sorted(new)))}"
        yield Hit(f"{named(subject.identity)} gets a load balancer that faces the internet, open to {who}")
    elif new & _EVERYWHERE and not _ranges(subject.base) & _EVERYWHERE:
        old = ", ".join(sorted(_ranges(subject.base)))
        yield Hit(f"{named(subject.identity)} opens to everybody: {shown(old)} before, `0.0.0.0/0` now")


RULES = (
    Rule(
        "O15",
        "O",
        "the load balancer of a Service is deleted or replaced, and its address with it",
        "add a new Service beside the old one, move DNS, then remove the old one",
        _goes,
    ),
    Rule(
        "O15b",
        "W",
        "an annotation of a load balancer changes that does nothing, or harm, once it exists",
        "add a new Service with the new annotation beside the old one",
        _is_not_to_change,
    ),
    Rule(
        "S03",
        "S",
        "something faces the internet that did not before",
        "make it internal, or name the ranges that may call it",
        _exposed,
        proved=True,
    ),
)
