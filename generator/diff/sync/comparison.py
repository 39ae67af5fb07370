"""An Application before and after -> what Argo CD compares, and what it finds out of sync."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.diff import asked
from generator.diff.nouns import Application, Identity, Object, Subject
from generator.diff.sync import hook, ignored, project, scaled, writing
from generator.diff.sync.policy import Policy, policy
from generator.diff.sync.surroundings import Surroundings, objects_of

DEFINITION = "CustomResourceDefinition"


@dataclass(frozen=True)
class Compared:
    """One Application as Argo CD sees it before it syncs."""

    name: str
    manifest: Object
    before: Policy | None
    after: Policy
    targets: Mapping[Identity, Object]
    """what git has, hooks too"""
    live: Mapping[Identity, Object]
    """what the cluster has of it and of its targets, no hooks"""
    hooks: Mapping[Identity, Object]
    """the hooks that are in the cluster"""
    kept: Mapping[Identity, Object] = field(default_factory=dict)
    """objects of the base that are gone from git and that Argo CD does not see"""
    left_out: frozenset[Identity] = frozenset()
    """hooks of no sync: what runs before or after a deletion, and Helm's tests"""
    subjects: Mapping[Identity, Subject] = field(default_factory=dict)
    """its targets, as they are written"""
    seen: frozenset[Identity] = frozenset()
    """targets that are out of sync"""
    partly: frozenset[Identity] = frozenset()
    """targets of which a change is left out of the comparison"""
    extra: frozenset[Identity] = frozenset()
    """what is to be pruned"""

    @property
    def counted(self) -> frozenset[Identity]:
        """Of what is to be pruned, that which makes the Application out of sync."""
        spared = "IgnoreExtraneous"
        return frozenset(one for one in self.extra if spared not in asked.listed(self.live[one], asked.COMPARE))


def compared(name: str, was: Application | None, now: Application, env: Surroundings) -> Compared:
    """What Argo CD compares of an Application."""
    before, after = policy(was.manifest) if was else None, policy(now.manifest)
    targets = {one: o for one, o in objects_of(now, env.scopes).items() if not hook.is_left_out(o)}
    own = {one: o for one, o in objects_of(was, env.scopes).items() if not hook.is_left_out(o)}
    moved = before is not None and before.server != after.server
    mine = {} if moved else {one: o for one, o in own.items() if env.owners.get(one) == name}
    live, kept = _live(name, mine, targets, after, env)
    if moved:
        kept = own
    hooks = {one: o for one, o in mine.items() if hook.is_hook(o) and _stays(o)}
    never = frozenset({*objects_of(now, env.scopes), *objects_of(was, env.scopes)} - {*targets, *own})
    found = Compared(name, now.manifest, before, after, targets, live, hooks, kept, never)
    return _judged(found, env)


def _live(
    name: str, mine: Mapping[Identity, Object], targets: Mapping[Identity, Object], after: Policy, env: Surroundings
) -> tuple[dict[Identity, Object], dict[Identity, Object]]:
    """What the cluster has, and of it what Argo CD does not see: definitions, and what the project denies."""
    live, kept = {}, {}
    allowed = env.projects.get(after.project)
    for one, manifest in mine.items():
        if hook.is_hook(manifest) or hook.is_skipped(manifest):
            continue
        untracked = one.kind == DEFINITION or env.untracked
        if not project.permits(allowed, after, one) or (untracked and one not in targets):
            kept[one] = manifest
        else:
            live[one] = manifest
    for one in targets:
        others = one in env.around.base and one not in env.gone and env.owners.get(one) not in (None, name)
        if one not in mine and others:
            live[one] = env.around.base[one]
    return live, kept


def _stays(manifest: Object) -> bool:
    """Whether a hook is still there when its sync is over."""
    return "HookSucceeded" not in hook.policies(manifest) and hook.types(manifest) != ("SyncFail",)


def _judged(found: Compared, env: Surroundings) -> Compared:
    """With what is out of sync."""
    plain = {one: o for one, o in found.targets.items() if not hook.is_hook(o) and not hook.is_skipped(o)}
    subjects = {one: _subject(found, one, env) for one in found.targets}
    seen, partly = set(), set()
    for one in plain:
        if _is_seen(found, one, subjects[one], env):
            seen.add(one)
        if _left_out(found, one, subjects[one]):
            partly.add(one)
    extra = frozenset(one for one in found.live if _is_extra(one, found))
    return replace(found, subjects=subjects, seen=frozenset(seen), partly=frozenset(partly), extra=extra)


def _is_extra(one: Identity, found: Compared) -> bool:
    target = found.targets.get(one)
    return target is None or (hook.is_hook(target) and not hook.is_hook(found.live[one]))


def _subject(found: Compared, one: Identity, env: Surroundings) -> Subject:
    """A target as it is written, once what is respected is taken from the cluster."""
    live = found.live.get(one) or found.hooks.get(one)
    target = found.targets[one]
    if live is not None and found.after.says(ignored.RESPECTED):
        target = ignored.respecting(target, live, ignored.paths(found.manifest, target))
    return writing.written(Subject(one, live, target, around=env.around), found.before or found.after, found.after)


def _is_seen(found: Compared, one: Identity, subject: Subject, env: Surroundings) -> bool:
    """Whether a comparison finds a target out of sync."""
    if one in found.hooks:
        return False
    if subject.base is None or env.relabelled or (env.owners.get(one) not in (None, found.name)):
        return True
    left_out = ignored.paths(found.manifest, found.targets[one])
    base, head = ignored.without(subject.base, left_out), ignored.without(found.targets[one], left_out)
    if is_fought_over(found, one, env.around.base):
        return True
    if base == head:
        return False
    return env.judges.changed(writing.seen(replace(subject, base=base, head=head), found.after))


def _left_out(found: Compared, one: Identity, subject: Subject) -> bool:
    """Whether part of a change is left out of the comparison."""
    target = found.targets[one]
    left_out = ignored.paths(found.manifest, target)
    if subject.base is None or not left_out:
        return False
    return ignored.respecting(target, subject.base, left_out) != target


def is_fought_over(found: Compared, one: Identity, objects: Mapping[Identity, Object]) -> bool:
    """Whether an autoscaler among these objects never lets a target be as git says."""
    target = found.targets[one]
    return scaled.is_fought_over(one, ignored.without(target, ignored.paths(found.manifest, target)), objects)
