"""An Application that is deleted -> what becomes of its objects: its finalizer, as the cluster has it, takes them.

argo-cd controller/appcontroller.go finalizeApplicationDeletion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.diff import asked
from generator.diff.nouns import Application, Identity, Object, Verdict
from generator.diff.sync import generated, health, hook, project
from generator.diff.sync.health import HEALTHY
from generator.diff.sync.nouns import Fate, Note, Outcome, Result
from generator.diff.sync.policy import Policy, policy
from generator.diff.sync.surroundings import Surroundings, objects_of

NEVER = Outcome(Fate.ABSENT, Verdict.NO_EFFECT, "A3", "a hook of the deletion, which is over then")
DEFINITION = "CustomResourceDefinition"


def result(name: str, was: Application, now: Application, env: Surroundings) -> Result:
    """What becomes of an Application that is deleted; `now` is what its source renders at this commit."""
    live = {one: o for one, o in objects_of(was, env.scopes).items() if _is_its(one, o, name, env)}
    before, rule = policy(was.manifest), "A22" if generated.owner(was.manifest) else "A3"
    if (held := _holds(was, now, live, before, env)) is not None:
        stays = Outcome(Fate.UNCHANGED, Verdict.BLOCKED, rule, held.message, synced=False)
        objects = dict.fromkeys(live, stays)
        if held.identity is not None and held.identity not in live:
            objects[held.identity] = Outcome(Fate.CREATED, Verdict.CREATED, rule, "runs before the deletion")
        return Result(name, was.manifest, objects=objects, notes=(held,), syncs=False, gone=Verdict.BLOCKED)
    if not before.cascades or before.server not in env.servers:
        why = "its Application is deleted without a finalizer: it keeps running, and nobody looks after it"
        objects = {one: Outcome(Fate.UNCHANGED, Verdict.ORPHANED, rule, why) for one in live}
        objects |= _after(was, now, env)
        return Result(name, was.manifest, objects=objects, syncs=False, gone=Verdict.ORPHANED)
    objects = {one: replace(_outcome(one, o, before, env), rule=rule) for one, o in live.items()}
    objects |= _after(was, now, env)
    return Result(name, was.manifest, objects=objects, syncs=False, gone=Verdict.DELETED)


def _after(was: Application, now: Application, env: Surroundings) -> dict[Identity, Outcome]:
    """What is left of the hooks of a deletion: those that run after it stay, unless they say otherwise."""
    found = {one: NEVER for one, o in objects_of(was, env.scopes).items() if hook.runs_on_deletion(o)}
    for one, manifest in objects_of(now, env.scopes).items():
        stays = "HookSucceeded" not in hook.policies(manifest)
        if one in found and stays and hook.runs_on_deletion(manifest) == "PostDelete":
            found[one] = Outcome(Fate.CREATED, Verdict.CREATED, "A3", "runs after the deletion, and stays")
    return found


def _is_its(one: Identity, manifest: Object, name: str, env: Surroundings) -> bool:
    """Whether the cluster has an object of it."""
    if hook.is_left_out(manifest) or hook.is_skipped(manifest) or env.owners.get(one) != name:
        return False
    return not hook.is_hook(manifest) or "HookSucceeded" not in hook.policies(manifest)


def _outcome(one: Identity, manifest: Object, before: Policy, env: Surroundings) -> Outcome:
    """What becomes of one object where all go."""
    if one.kind == DEFINITION:
        return _stays("Argo CD deletes no definitions")
    if env.untracked or not project.permits(env.projects.get(before.project), before, one):
        return _stays("Argo CD does not see it")
    if asked.chosen(manifest, "Delete", before.options) == "false":
        return _stays("Delete=false")
    if "keep" in asked.listed(manifest, "helm.sh/resource-policy"):
        return _stays("helm.sh/resource-policy: keep")
    return Outcome(Fate.DELETED, Verdict.DELETED, "A3", "deleted with its Application")


def _stays(why: str) -> Outcome:
    return Outcome(Fate.UNCHANGED, Verdict.ORPHANED, "A3", f"{why}: it stays when its Application goes")


def _holds(
    was: Application, now: Application, live: Mapping[Identity, Object], before: Policy, env: Surroundings
) -> Note | None:
    """What keeps the whole deletion waiting."""
    for one, manifest in live.items():
        wishes = [asked.chosen(manifest, key, before.options) for key in ("Delete", "Prune")]
        goes = before.cascades and _outcome(one, manifest, before, env).fate is Fate.DELETED
        if goes and "confirm" in wishes:
            return Note("A3", f"the deletion waits until a person confirms that of {one}", one)
    had = any(hook.runs_on_deletion(o) == "PreDelete" for o in was.objects)
    if had and now.failure is not None:
        return Note("A3", f"the deletion waits for ever: its PreDelete hooks do not render ({now.failure.message})")
    for one, manifest in objects_of(now, env.scopes).items():
        if had and hook.runs_on_deletion(manifest) == "PreDelete":
            state = health.health(manifest, env.around.base, frozenset(), env.judges.world)
            if state != HEALTHY:
                return Note("A3", f"the deletion waits for its PreDelete hook {one}, which does not succeed", one)
    return None
