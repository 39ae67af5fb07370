"""Kinds and versions of the API: what the environment's Kubernetes serves."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.around import definition
from generator.diff.rules.form.kinds import GROUPS
from generator.diff.rules.versions import since
from generator.kubernetes.reading import group, items, text, version

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
    of, at, kind = group(subject.head), version(subject.head), subject.identity.kind
    if of not in GROUPS:
        yield from _defined(subject, of, at)
        return
    known = [one.version for one in GROUPS[of] if kind in one.kinds and since(subject, one.since)]
    if at not in known:
        remedy = f"write `apiVersion: {of}/{known[-1]}`" if known else "write a kind and a version that there are"
        yield Hit(
            f"Kubernetes {subject.around.kubernetes} does not serve `{kind}` in `{of}/{at}`", "apiVersion", remedy
        )


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
