"""Two sides -> the environments that are not the same on both, each as two clusters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Protocol

from generator import git
from generator.diff.nouns import Application, Cluster, Object
from generator.diff.same import is_same
from generator.errors import Problem
from generator.history import History
from generator.idle import is_idle
from generator.kubernetes.reading import mapping
from generator.revisions.reading import Reader
from generator.revisions.renders import Renders
from generator.revisions.settings import settings
from generator.revisions.side import FOLDERS, Contents, Side, differing
from generator.tree import INPUT

ROOT = "root.yaml"
APPS = "apps"
VALUES = "values/"


class Of(Protocol):
    """What follows from what people apply by hand (`diff.cluster.of`)."""

    def __call__(
        self,
        environment: str,
        by_hand: Iterable[Object],
        render: Callable[[Object], Application],
        *,
        before: Cluster | None = None,
        kubernetes: str = "1.36",
        production: bool = False,
    ) -> Cluster: ...


@dataclass(frozen=True)
class Pair:
    """One environment at both revisions."""

    base: Cluster
    head: Cluster
    failures: tuple[Problem, ...] = ()
    """what people apply by hand, and cannot be read"""

    @property
    def name(self) -> str:
        """The environment."""
        return self.head.environment

    @property
    def is_gone(self) -> bool:
        """Whether the head has nothing of it: what people applied by hand stays, and no longer finds its files."""
        return bool(self.base.by_hand) and not self.head.by_hand and not self.failures


@dataclass
class Pairs:
    """The environments of two sides; what is the same on both is never read."""

    root: Path
    base: Side
    head: Side
    contents: Contents
    renders: Renders
    of: Of
    merged: Side | None = None
    """that of both which the main branch has"""
    _pins: dict[str, Side | None] = field(default_factory=dict)

    def names(self) -> list[str]:
        """The environments of either side, in order of their names."""
        return sorted({*_named(self.base), *_named(self.head)})

    def touched(self, only: Sequence[str] = ()) -> list[str]:
        """Those in which anything that Argo CD reads is not the same on both sides."""
        paths = differing(self.base, self.head)
        moved = {path.split("/")[1] for path in paths if path.startswith("argocd/")}
        charts = [path.split("/", 2)[1:] for path in paths if path.startswith("charts/") and path.count("/") > 1]
        own = {PurePosixPath(inside).stem for _, inside in charts if inside.startswith(VALUES)}
        shared = {chart for chart, inside in charts if not is_idle(inside)}
        reached = moved | own | {name for name in self.names() if any(self._uses(name, chart) for chart in shared)}
        return [name for name in self.names() if name in reached and (not only or name in only)]

    def _uses(self, environment: str, chart: str) -> bool:
        """Whether an environment may render a chart: it has values for it, or nobody has any."""
        sides = self.base, self.head
        if any(f"charts/{chart}/{VALUES}{environment}.yaml" in side.digests for side in sides):
            return True
        return not any(side.below(f"charts/{chart}/{VALUES}") for side in sides)

    def pair(self, name: str) -> Pair:
        """One of them, as Argo CD reads it on both sides."""
        base, before = self._cluster(self.base, name)
        head, after = self._cluster(self.head, name, base)
        return Pair(base, _sharing(head, base), tuple(dict.fromkeys([*before, *after])))

    def applications(self, name: str) -> int:
        """How many Applications an environment has that was not read: each is a file of its own, root's beside them."""
        return len(self.head.below(f"argocd/{name}/{APPS}")) + (f"argocd/{name}/{ROOT}" in self.head.digests)

    def _cluster(self, side: Side, name: str, before: Cluster | None = None) -> tuple[Cluster, list[Problem]]:
        said = settings(side, name)
        reader = Reader(side, self.renders, self._at, said.repository, said.revision, said.kubernetes, self.merged)
        hand = reader.by_hand(f"argocd/{name}/{ROOT}")
        found = self.of(
            name,
            hand.objects,
            reader.application,
            before=before,
            kubernetes=said.kubernetes,
            production=said.production,
        )
        return found, [hand.failure] if hand.failure else []

    def _at(self, ref: str) -> Side | None:
        """The files of a ref that an environment is pinned to, as it was last fetched."""
        if ref not in self._pins:
            commit = History(self.root).commit(ref)
            entries = git.tree(self.root, commit, *FOLDERS, *INPUT) if commit else []
            digests = {one.path: one.blob for one in entries if one.mode in git.FILES}
            self._pins[ref] = Side(ref, digests, self.contents) if commit else None
        return self._pins[ref]


def _named(side: Side) -> Iterable[str]:
    return (path.split("/")[1] for path in side.below("argocd") if path.endswith(f"/{ROOT}") and path.count("/") == 2)


def _sharing(head: Cluster, base: Cluster) -> Cluster:
    """The head with the very objects of the base where they say the same: nobody needs to compare those again."""
    shared = {
        name: replace(one, objects=_common(one.objects, base.applications[name].objects))
        for name, one in head.applications.items()
        if name in base.applications
    }
    by_hand = _common(head.by_hand, base.by_hand)
    return replace(head, by_hand=by_hand, applications={**head.applications, **shared})


def _common(objects: tuple[Object, ...], before: tuple[Object, ...]) -> tuple[Object, ...]:
    known = {_name(one): one for one in before}
    same = tuple(known[_name(one)] if is_same(known.get(_name(one)), one) else one for one in objects)
    are_all = len(same) == len(before) and all(one is other for one, other in zip(same, before, strict=True))
    return before if are_all else same


def _name(one: Object) -> tuple[str, str, str, str]:
    metadata = mapping(one.get("metadata"))
    keys = one.get("apiVersion"), one.get("kind"), metadata.get("namespace"), metadata.get("name")
    version, kind, namespace, name = map(str, keys)
    return version, kind, namespace, name
