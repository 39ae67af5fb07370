"""Classes, quotas and other small objects: what they stand for is fixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.pair import frozen, kept, pair
from generator.kubernetes.reading import sequence

FIXED: Mapping[str, tuple[str, ...]] = {
    "CertificateSigningRequest": ("spec",),
    "ClusterTrustBundle": ("spec.signerName",),
    "ControllerRevision": ("data",),
    "EndpointSlice": ("addressType",),
    "IngressClass": ("spec.controller",),
    "IPAddress": ("spec.parentRef",),
    "PriorityClass": ("value", "preemptionPolicy"),
    "ResourceClaim": ("spec",),
    "ResourceClaimTemplate": ("spec",),
    "RuntimeClass": ("handler",),
}
"""Kind -> the fields that it keeps for ever."""


def _classes(subject: Subject) -> Iterator[Hit]:
    kind = subject.identity.kind
    if kind in FIXED:
        yield from frozen(subject, (kind,), *FIXED[kind])
    both = pair(subject, "ResourceQuota")
    if both and {*sequence(both.before, "spec", "scopes")} != {*sequence(both.after, "spec", "scopes")}:
        yield kept("spec.scopes")


RULES = (
    Rule(
        "I20",
        "X",
        "what a class or a quota stands for cannot be changed",
        "make a new one of another name, and let what uses the old one name it",
        _classes,
        proved=True,
    ),
)
