"""Both sides of an environment -> what becomes of each Application, from those applied by hand down the tree.

Argo CD hears of a new Application, a changed project or a removal only where the Application that holds it is synced;
so the tree is walked as it does: a child goes on as the base has it where its parent does not come so far.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.diff.cluster.scope import ARGO, identity
from generator.diff.nouns import Application, Cluster, Identity, Object, Verdict
from generator.diff.same import is_same
from generator.diff.sync import application, cascade, generated
from generator.diff.sync.nouns import Fate, Judges, Outcome, Result
from generator.diff.sync.surroundings import Surroundings, surroundings

MADE = (Fate.CREATED, Fate.CHANGED, Fate.RECREATED)


class Play:
    """The walk down the tree; `results` by Application, `loose` for what no Application holds."""

    def __init__(self, base: Cluster, head: Cluster, judges: Judges) -> None:
        self.base, self.head = base, head
        self.env: Surroundings = surroundings(base, head, judges)
        self.results: dict[str, Result] = {}
        self.loose: dict[Identity, Outcome] = {}

    def run(self) -> None:
        """Walk the whole tree."""
        before = {identity(one, "argocd", self.env.scopes): one for one in self.base.by_hand}
        after = {identity(one, "argocd", self.env.scopes): one for one in self.head.by_hand}
        self.loose |= {one: _by_hand(before.get(one), after.get(one)) for one in {**before, **after}}
        self._children(before, after, dict(self.loose))

    def _children(
        self, before: Mapping[Identity, Object], after: Mapping[Identity, Object], outcomes: Mapping[Identity, Outcome]
    ) -> None:
        """Follow what was applied, by whomever: projects first, then what goes, then what comes or stays."""
        found = {one: outcome for one, outcome in outcomes.items() if one.group == ARGO}
        projects: dict[str, Object | None] = {}
        for one, outcome in found.items():
            if one.kind == "AppProject" and outcome.fate is not Fate.ABSENT:
                projects[one.name] = self._held(one, outcome, before, after)
        self.env = self.env.with_projects(projects)
        for goes in (True, False):
            for one, outcome in sorted(found.items(), key=lambda pair: pair[0]):
                if (outcome.fate is Fate.DELETED) is goes and outcome.fate is not Fate.ABSENT:
                    self._child(one, outcome, before, after)

    def _child(
        self,
        one: Identity,
        outcome: Outcome,
        before: Mapping[Identity, Object],
        after: Mapping[Identity, Object],
    ) -> None:
        if one.kind == "Application":
            taken = self._held(one, outcome, before, after) is after.get(one)
            self.follow(one.name, deleted=outcome.fate is Fate.DELETED, taken=taken)
        elif one.kind == "ApplicationSet":
            generated.follow(self, before.get(one), self._held(one, outcome, before, after))

    def _held(
        self,
        one: Identity,
        outcome: Outcome,
        before: Mapping[Identity, Object],
        after: Mapping[Identity, Object],
    ) -> Object | None:
        """What the cluster has of an object afterwards."""
        if outcome.fate is Fate.DELETED:
            return None
        was, now = before.get(one), after.get(one)
        return now if outcome.fate in MADE or is_same(was, now) else was

    def follow(self, name: str, *, deleted: bool, taken: bool) -> None:
        """One Application: deleted, or there as head has it (`taken`) or as the base has it."""
        if name in self.results:
            return
        was = self.base.applications.get(name)
        now = (self.head.applications.get(name) if taken else None) or self.as_before(name)
        if deleted and was is not None:
            found = cascade.result(name, was, self.as_before(name) or was, self.env)
        elif now is not None:
            found = application.result(name, was, now, self.env)
        else:
            return
        self.results[name] = found
        if found.gone is not None:
            went = frozenset(one for one, outcome in found.objects.items() if outcome.fate is Fate.DELETED)
            self.env = replace(self.env, gone=self.env.gone | went)
        before = {identity(one, "", self.env.scopes): one for one in was.objects} if was else {}
        after = {identity(one, "", self.env.scopes): one for one in now.objects} if now and not deleted else {}
        self._children(before, after, found.objects)

    def as_before(self, name: str) -> Application | None:
        """An Application as the base has it, with what its source renders at head."""
        was = self.base.applications.get(name)
        if name in self.head.kept:
            return self.head.kept[name]
        if was is not None and (now := self.head.applications.get(name)) is not None:
            return Application(was.manifest, now.objects, now.failure, now.unseen)
        return was


def _by_hand(before: Object | None, after: Object | None) -> Outcome:
    """What a person applies, once a person applies it."""
    if before is None:
        return Outcome(Fate.CREATED, Verdict.CREATED, "", "once a person applies it")
    if after is None:
        return Outcome(Fate.DELETED, Verdict.DELETED, "", "once a person deletes it")
    if is_same(before, after):
        return Outcome(Fate.UNCHANGED, Verdict.NO_EFFECT)
    return Outcome(Fate.CHANGED, Verdict.UPDATED, "", "once a person applies it")
