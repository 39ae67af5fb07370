"""Sync waves of the Applications that root creates: a few bands, in the order of a first start.

Waves order the first start only: root creates the Applications of one wave, waits until they are synced and healthy
(the health check of `settings` makes it wait), then goes on. Later each Application syncs by itself (argo-cd#8778).

Left free for add-ons: -90 to -60 for those that bring what the platform's objects need (the External Secrets Operator,
the EBS driver), -40 to -20 for those that need a storage class.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

PROJECTS = -100
PLATFORM = -50
DATASTORES = -10
SERVICES = 0
ROUTES = 1000
DEEPEST = ROUTES - 1

ANNOTATION = "argocd.argoproj.io/sync-wave"


def annotation(wave: int) -> dict[str, str]:
    """The wave as Argo CD reads it: an annotation, so text."""
    return {ANNOTATION: str(wave)}


def wave(service: str, datastores: Collection[str], depth: Mapping[str, int]) -> int:
    """A datastore comes first; a service comes after all that it needs, as deep as the longest chain below it."""
    if service in datastores:
        return DATASTORES
    return min(SERVICES + depth.get(service, 0), DEEPEST)
