"""Both sides of an environment -> what each Application meets there: who has what, and who may do what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.diff.cluster.scope import ARGO, Scopes, identity, kind_of, scopes
from generator.diff.nouns import Application, Around, Cluster, Identity, Object
from generator.diff.sync import hook
from generator.diff.sync.nouns import Judges
from generator.diff.sync.policy import HERE, policy
from generator.kubernetes.reading import group

SETTINGS = "argocd-cm"
TRACKING = "application.resourceTrackingMethod"
LABEL, ANNOTATION = "label", "annotation"
LABEL_KEY = "application.instanceLabelKey"


@dataclass(frozen=True)
class Surroundings:
    """What an Application meets in its environment."""

    judges: Judges
    around: Around
    owners: Mapping[Identity, str]
    """whose an object of the base is"""
    claims: Mapping[Identity, tuple[str, ...]]
    """which Applications have an object at head"""
    scopes: Scopes
    servers: frozenset[str]
    relabelled: bool = False
    """whether Argo CD marks its objects another way than before"""
    untracked: bool = False
    """whether it no longer knows its own by what they are marked with"""
    gone: frozenset[Identity] = frozenset()
    """objects that went with their Application before others come"""
    before: Mapping[str, Object] = field(default_factory=dict)
    """the projects of the base"""
    projects: Mapping[str, Object | None] = field(default_factory=dict)
    """those that Argo CD has once it comes so far"""

    def with_projects(self, found: Mapping[str, Object | None]) -> Surroundings:
        """The same with these projects."""
        return replace(self, projects={**self.projects, **found})


def surroundings(base: Cluster, head: Cluster, judges: Judges) -> Surroundings:
    """What all Applications of an environment have in common."""
    known = scopes([*_all(base), *_all(head)])
    owners = {one: name for name, app in base.applications.items() for one in _identities(app.objects, known)}
    claims: dict[Identity, tuple[str, ...]] = {}
    for name, app in head.applications.items():
        for one in _identities(app.objects, known):
            claims[one] = (*claims.get(one, ()), name)
    projects = {str(one["metadata"]["name"]): one for one in _all(base) if kind_of(one) == (ARGO, "AppProject")}
    return Surroundings(
        judges=judges,
        around=Around(_known(base, known), _known(head, known), head.kubernetes),
        owners=owners,
        claims=claims,
        scopes=known,
        servers=judges.world.servers
        or frozenset({HERE, *(policy(a.manifest).server for a in base.applications.values())}),
        relabelled=_tracking(base) != _tracking(head),
        untracked=_mark(base) != _mark(head),
        before=projects,
        projects=projects,
    )


def _all(cluster: Cluster) -> Iterator[Object]:
    """Every object of an environment."""
    yield from cluster.by_hand
    for application in cluster.applications.values():
        yield from application.objects


def _known(cluster: Cluster, known: Scopes) -> dict[Identity, Object]:
    return {identity(one, "", known): one for one in _all(cluster)}


def _identities(objects: Iterable[Object], known: Scopes) -> Iterator[Identity]:
    return (identity(one, "", known) for one in objects if not hook.is_left_out(one))


def objects_of(application: Application | None, known: Scopes) -> dict[Identity, Object]:
    """The objects of an Application by what they are."""
    return {identity(one, "", known): one for one in application.objects} if application else {}


def _tracking(cluster: Cluster) -> str:
    """How Argo CD marks its objects, where its settings are in git."""
    for one in _all(cluster):
        if group(one) == "" and one.get("kind") == "ConfigMap" and one["metadata"].get("name") == SETTINGS:
            data = one.get("data") or {}
            method = str(data.get(TRACKING) or ANNOTATION)
            return f"{method} {data.get(LABEL_KEY) or ''}".strip() if LABEL in method else method
    return ANNOTATION


def _mark(cluster: Cluster) -> str:
    """By what Argo CD knows its own: a label where there is no annotation."""
    method = _tracking(cluster)
    return ANNOTATION if method.startswith(ANNOTATION) else method
