"""Changes -> which of what goes and what comes are likely one thing to people: renamed, moved, of another kind.

To Kubernetes every such pair is two objects: the old one is pruned, the new one is created.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from generator.diff.compare.likeness import Likeness, likeness
from generator.diff.nouns import Change, Rename

Kind = Literal["moved", "another kind", "hash", "renamed", "another namespace"]
_LEAST = 0.6
_MOST = 300
"""Of one kind in one Application: beyond, only what names alone tell is paired."""
_HASH = re.compile("-(?=[a-z]*[0-9])[a-z0-9]{8,10}$")
_KINSHIPS = (
    {"DaemonSet", "Deployment", "Pod", "ReplicaSet", "ReplicationController", "Rollout", "StatefulSet"},
    {"CronJob", "Job"},
    {"ConfigMap", "ExternalSecret", "SealedSecret", "Secret"},
    {"Gateway", "GRPCRoute", "HTTPRoute", "Ingress", "IngressRoute", "VirtualService"},
    {"ClusterRole", "Role"},
    {"ClusterRoleBinding", "RoleBinding"},
    {"ClusterIssuer", "Issuer"},
    {"ClusterSecretStore", "SecretStore"},
    {"HorizontalPodAutoscaler", "ScaledObject"},
)

_Of = Callable[[Change], Likeness]


class _Candidate(NamedTuple):
    stage: int
    score: float
    kind: Kind
    removed: Change
    added: Change

    @property
    def rank(self) -> tuple[object, ...]:
        return (self.stage, -self.score, *map(_sorting, (self.removed, self.added)))


def renames(changes: Iterable[Change]) -> list[Rename]:
    """The pairs, the surest first to be taken, sorted by what goes; each object is in one at most."""
    removed: dict[str, list[Change]] = defaultdict(list)
    added: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.head is None:
            removed[change.environment].append(change)
        elif change.base is None:
            added[change.environment].append(change)
    found: list[Rename] = []
    for environment in sorted(removed):
        found += _taken(_candidates(removed[environment], added[environment]))
    return found


def _taken(candidates: Iterable[_Candidate]) -> list[Rename]:
    """Greedily by stage and score, ties by name."""
    taken: set[tuple[object, ...]] = set()
    found = []
    for one in sorted(candidates, key=lambda one: one.rank):
        ends = ("-", *_sorting(one.removed)), ("+", *_sorting(one.added))
        if not taken.intersection(ends):
            taken.update(ends)
            found.append(Rename(one.removed, one.added, one.kind, round(one.score, 3)))
    return sorted(found, key=lambda one: _sorting(one.removed))


def _sorting(change: Change) -> tuple[object, ...]:
    return (change.application, *change.identity)


def _candidates(removed: list[Change], added: list[Change]) -> Iterator[_Candidate]:
    likenesses: dict[int, Likeness] = {}

    def of(change: Change) -> Likeness:
        if id(change) not in likenesses:
            likenesses[id(change)] = likeness(change)
        return likenesses[id(change)]

    yield from _moved(removed, added, of)
    for gone, come in _by_application(removed, added):
        yield from _turned(gone, come, of)
        yield from _of_one_kind(gone, come, of)


def _moved(removed: list[Change], added: list[Change], of: _Of) -> Iterator[_Candidate]:
    """The same identity in another Application."""
    there = defaultdict(list)
    for change in added:
        there[change.identity].append(change)
    for gone in removed:
        for come in there[gone.identity]:
            if come.application != gone.application:
                yield _Candidate(0, _score(gone, come, of), "moved", gone, come)


def _by_application(removed: list[Change], added: list[Change]) -> Iterator[tuple[list[Change], list[Change]]]:
    for application in sorted({one.application for one in removed}):
        gone = [one for one in removed if one.application == application]
        come = [one for one in added if one.application == application]
        if come:
            yield gone, come


def _turned(removed: list[Change], added: list[Change], of: _Of) -> Iterator[_Candidate]:
    """The same name, of a kind that serves the same end; or the same kind and name in another group or namespace."""
    there = defaultdict(list)
    for change in added:
        there[change.identity.name].append(change)
    for gone in removed:
        for come in there[gone.identity.name]:
            one, other = gone.identity, come.identity
            if one.kind == other.kind and one.group == other.group:
                yield _Candidate(1, _score(gone, come, of), "another namespace", gone, come)
            elif one.namespace == other.namespace and _are_kin(one.kind, other.kind):
                yield _Candidate(1, _score(gone, come, of), "another kind", gone, come)


def _are_kin(one: str, other: str) -> bool:
    return one == other or any(one in kin and other in kin for kin in _KINSHIPS)


def _of_one_kind(removed: list[Change], added: list[Change], of: _Of) -> Iterator[_Candidate]:
    """Another name, which differs in a hash or a token alone, or else what is alike."""
    for kind in sorted({one.identity[:2] for one in removed}):
        gone = [one for one in removed if one.identity[:2] == kind]
        come = [one for one in added if one.identity[:2] == kind]
        are_few = max(len(gone), len(come)) <= _MOST
        for one in gone:
            for other in come:
                yield from _renamed(one, other, of, are_few=are_few)


def _renamed(gone: Change, come: Change, of: _Of, *, are_few: bool) -> Iterator[_Candidate]:
    names = gone.identity.name, come.identity.name
    if names[0] == names[1] or gone.identity.namespace != come.identity.namespace:
        return
    if all(map(_HASH.search, names)) and _HASH.sub("", names[0]) == _HASH.sub("", names[1]):
        yield _Candidate(2, _score(gone, come, of), "hash", gone, come)
    elif _bare(gone) == _bare(come):
        yield _Candidate(2, _score(gone, come, of), "renamed", gone, come)
    elif are_few and (score := _score(gone, come, of)) >= _LEAST:
        yield _Candidate(3, score, "renamed", gone, come)


def _bare(change: Change) -> str:
    """The name without what says of which Application and environment it is, and without a hash."""
    name = _HASH.sub("", change.identity.name)
    ours = {change.application, change.application.removesuffix(f"-{change.environment}"), change.environment}
    tokens = "|".join(re.escape(one) for one in sorted(ours, key=len, reverse=True) if one)
    bare = re.sub(f"(?:^|-)(?:{tokens})(?=-|$)", "", name).strip("-") if tokens else name
    return bare or name


def _score(gone: Change, come: Change, of: _Of) -> float:
    return of(gone).to(of(come))
