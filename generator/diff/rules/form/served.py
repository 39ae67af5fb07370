"""Kinds and versions of the API: what the environment's Kubernetes serves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.around import definition
from generator.diff.rules.reading import group, items, text, version
from generator.diff.rules.versions import since

_V1 = {"v1": "1.0"}
SERVED: Mapping[str, Mapping[str, str]] = {
    "": _V1,
    "admissionregistration.k8s.io": _V1,
    "apiextensions.k8s.io": _V1,
    "apiregistration.k8s.io": _V1,
    "apps": _V1,
    "authentication.k8s.io": _V1,
    "authorization.k8s.io": _V1,
    "autoscaling": {"v1": "1.0", "v2": "1.23"},
    "batch": _V1,
    "certificates.k8s.io": _V1,
    "coordination.k8s.io": _V1,
    "discovery.k8s.io": _V1,
    "events.k8s.io": _V1,
    "flowcontrol.apiserver.k8s.io": {"v1": "1.29"},
    "networking.k8s.io": _V1,
    "node.k8s.io": _V1,
    "policy": _V1,
    "rbac.authorization.k8s.io": _V1,
    "resource.k8s.io": {"v1": "1.34"},
    "scheduling.k8s.io": _V1,
    "storage.k8s.io": _V1,
}
"""Group -> the versions of it that are served without asking for them, each with the first Kubernetes that does."""
GONE = ("extensions",)
"""Groups that were Kubernetes' own, and are served no more."""
BROUGHT = frozenset(
    {
        "argoproj.io",
        "aquasecurity.github.io",
        "cert-manager.io",
        "acme.cert-manager.io",
        "external-secrets.io",
        "generators.external-secrets.io",
        "gateway.networking.k8s.io",
        "elbv2.k8s.aws",
        "karpenter.k8s.aws",
        "karpenter.sh",
        "keda.sh",
        "metrics.k8s.io",
        "monitoring.coreos.com",
        "snapshot.storage.k8s.io",
        "velero.io",
        "vpcresources.k8s.aws",
    }
)
"""Groups that add-ons bring, whose definitions are in no rendered file."""


def _served(subject: Subject) -> Iterator[Hit]:
    if subject.head is None:
        return
    of, at = group(subject.head), version(subject.head)
    if of in SERVED or of in GONE:
        known = [one for one, first in SERVED.get(of, {}).items() if since(subject, first)]
        if at not in known:
            remedy = f"write `apiVersion: {of}/{known[-1]}`" if known else "write the version that took its place"
            yield Hit(f"Kubernetes {subject.around.kubernetes} does not serve `{of}/{at}`", "apiVersion", remedy)
        return
    yield from _defined(subject, of, at)


def _defined(subject: Subject, of: str, at: str) -> Iterator[Hit]:
    found = definition(subject, after=True) or definition(subject, after=False)
    kind = subject.identity.kind
    if found is None:
        if of not in BROUGHT and not _is_known(subject, of, kind):
            yield Hit(f"nothing in git defines the kind `{kind}` of `{of}`, and Kubernetes has none", "kind")
    elif at not in [text(one, "name") for one in items(found, "spec", "versions")]:
        yield Hit(f"the definition of `{kind}` has no version `{at}`", "apiVersion", "write a version that it has")


def _is_known(subject: Subject, of: str, kind: str) -> bool:
    """Whether there was an object of the kind before: then somebody defines it."""
    return any((identity.group, identity.kind) == (of, kind) for identity in subject.around.base)


RULES = (
    Rule(
        "I23",
        "X",
        "the API server does not know this kind or version",
        "bring the CustomResourceDefinition before it, in git or by hand",
        _served,
        proved=True,
    ),
)
