"""Every object against the strict schema of its kind, in the environment's version of Kubernetes and the next."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check import catalog
from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.mismatch import mismatches
from generator.check.resource import Resource


def judged(cluster: Cluster, versions: tuple[str, ...]) -> Iterator[Finding]:
    """Each object's mismatches; an unknown kind is one, never skipped."""
    for resource in cluster.resources:
        key = f"{resource.version}/{resource.kind}"
        for version in versions[:1] if catalog.same(key, *versions) else versions:
            validator = catalog.validator(key, version)
            if validator is None:
                yield _unknown(resource, key, version)
                break
            if not validator.is_valid(resource.body):
                note = "" if version == versions[0] else f", in Kubernetes {version}"
                yield from mismatches(resource, version, note)
                break


def _unknown(resource: Resource, key: str, version: str) -> Finding:
    """No schema is no verdict: a typing error, an old version, or a kind that nobody gave us a schema of."""
    kinds = {}
    for known in catalog.kinds(version):
        api, _, kind = known.rpartition("/")
        kinds[kind] = api
    if not resource.kind:
        return resource.finding((), "unknown-kind", "an object has no `kind`", "add `apiVersion` and `kind`")
    found = f"`{resource.kind}` of `{resource.version}`" if resource.version else f"`{resource.kind}`, no `apiVersion`,"
    message = (
        f"{resource} is of an unknown kind: {found} is not in Kubernetes {version}, nor a custom kind with a schema"
    )
    if resource.kind in kinds:
        hint = f"write `apiVersion: {kinds[resource.kind]}`"
        return resource.finding(("apiVersion",), "unknown-kind", message, hint)
    hint = did_you_mean(resource.kind, kinds, "use a kind that docs/schemas.md lists")
    return resource.finding(("kind",), "unknown-kind", message, hint)
