"""One Application before and after, in its surroundings -> what becomes of it and of its objects."""

from __future__ import annotations

from dataclasses import replace

from generator.diff.nouns import Application, Verdict
from generator.diff.same import is_same
from generator.diff.sync import frozen, health, hook, project, prune, replaced, wave, window
from generator.diff.sync.comparison import Compared, compared, is_fought_over
from generator.diff.sync.health import UNKNOWN
from generator.diff.sync.nouns import Fate, Note, Outcome, Result
from generator.diff.sync.outcomes import OUT, SYNCED, UNSURE, kept, quiet, rule, state_of, stopped, unreached, why
from generator.diff.sync.policy import policy
from generator.diff.sync.run import FAILED, Hands, Run, run
from generator.diff.sync.skipped import skipped
from generator.diff.sync.surroundings import Surroundings, objects_of
from generator.diff.sync.wave import Task

SAME = Outcome(Fate.UNCHANGED, Verdict.NO_EFFECT)


def result(name: str, was: Application | None, now: Application, env: Surroundings) -> Result:
    """What becomes of an Application that is there afterwards."""
    if was is not None and _is_untouched(was, now, env):
        return Result(name, now.manifest, objects=dict.fromkeys(objects_of(now, env.scopes), SAME))
    found = compared(name, was, now, env)
    if (note := _invalid(found, now, env)) is not None:
        return stopped(found, note, UNSURE, UNKNOWN, env)
    if now.unseen:
        note = Note("A24", f"its source is not rendered here ({now.unseen}): what it changes cannot be told")
        return stopped(found, note, UNSURE, state_of(found, found.live, env), env, Verdict.NO_EFFECT)
    if now.failure is not None:
        note = Note("A24", f"its source does not render: {now.failure.message}")
        return stopped(found, note, UNSURE, state_of(found, found.live, env), env)
    if (note := frozen.frozen(found, env)) is not None:
        return stopped(found, note, UNSURE, state_of(found, found.live, env), env)
    windows = window.windows(env.projects.get(found.after.project), name, found.after)
    if not found.seen and not found.counted:
        return quiet(found, env)
    if (note := skipped(found, windows, was.manifest if was else None)) is not None:
        verdict = Verdict.BLOCKED if note.rule == "A2" else Verdict.NO_EFFECT
        return stopped(found, note, OUT, state_of(found, found.live, env), env, verdict)
    if (note := _shared(found, env) or frozen.invalid(found, env)) is not None:
        return replace(stopped(found, note, OUT, state_of(found, found.live, env), env), phase=FAILED)
    return _synced(found, env)


def _is_untouched(was: Application, now: Application, env: Surroundings) -> bool:
    """Whether nothing that it meets is another: most Applications of most commits."""
    if (
        env.relabelled
        or now.failure is not None
        or now.unseen
        or not is_same(was.manifest, now.manifest)
        or not is_same(was.objects, now.objects)
    ):
        return False
    name = policy(now.manifest).project
    if not is_same(env.projects.get(name), env.before.get(name)):
        return False
    return not any(len(env.claims.get(one, ())) > 1 for one in objects_of(now, env.scopes))


def _invalid(found: Compared, now: Application, env: Surroundings) -> Note | None:
    """What is wrong with the Application itself: its project, its source, its cluster."""
    name = found.after.project
    if name in env.projects and env.projects[name] is None:
        return Note("A10", f"its project {name} is deleted")
    if name not in env.projects and found.before is not None and name not in (found.before.project, "default"):
        return Note("A10", f"git has no project {name}: where Argo CD has none either, nothing syncs")
    if found.after.server not in env.servers:
        server = found.after.server
        return Note(
            "A8", f"cluster {server} is not known from git: where Argo CD does not know it, nothing syncs", severity="X"
        )
    objection = project.objection(env.projects.get(name), now.manifest)
    return Note("A10", objection) if objection else None


def _shared(found: Compared, env: Surroundings) -> Note | None:
    """An object of another Application, where that is no longer suffered."""
    if not found.after.says("FailOnSharedResource=true"):
        return None
    for one in sorted(found.targets):
        owner = env.owners.get(one)
        if owner not in (None, found.name) and owner in env.claims.get(one, ()):
            return Note("A16", f"{one} is part of Application {owner} too: the sync fails", one)
    return None


def _synced(found: Compared, env: Surroundings) -> Result:
    """A sync runs."""
    ordered = wave.tasks(found.targets, found.live, hooks=found.hooks, last=found.after.says("PruneLast=true"))
    if found.after.says("ApplyOutOfSyncOnly=true"):
        ordered = [one for one in ordered if _is_due(one, found)]
    state = run(ordered, env.around.base, _hands(found, env))
    outcomes = {**kept(found, env), **unreached(found, ordered, state), **state.outcomes}
    whole = {one: outcome for one, outcome in outcomes.items() if one in found.targets or one in found.extra}
    counted = [
        one for one in whole if not hook.is_hook(found.targets.get(one)) and one not in found.extra - found.counted
    ]
    in_sync = all(outcomes[one].synced for one in counted)
    left = {one: o for one, o in state.there.items() if one in found.targets or one in found.live}
    said = f"{why(state)}; {_again(found.after.retries)}" if state.phase == FAILED else why(state)
    note = (Note(rule(state), said, state.culprit, severity="X"),) if state.stop else ()
    return Result(
        found.name,
        found.manifest,
        SYNCED if in_sync else OUT,
        state_of(found, left, env, outcomes),
        state.phase,
        outcomes,
        (*note, *_hooks(state)),
        syncs=not state.stop,
    )


def _again(retries: int) -> str:
    """What Argo CD does after a failure."""
    if retries < 0:
        return "tried again without end"
    return f"tried again {retries} times, then not before the next commit" if retries else "not tried again"


def _is_due(task: Task, found: Compared) -> bool:
    """Whether a task is left where only what is out of sync is applied."""
    return task.is_hook or task.is_prune or task.live is None or task.identity in found.seen


def _hands(found: Compared, env: Surroundings) -> Hands:
    homeless = frozen.homeless(found, env)
    left = {one: manifest for one, manifest in env.around.base.items() if one not in found.extra}
    whole = {**left, **found.targets}

    def apply(task: Task) -> Outcome:
        if task.identity.namespace in homeless:
            why = f"namespace {task.identity.namespace} is not there"
            return Outcome(Fate.ABSENT, Verdict.BLOCKED, "A9", why, synced=False)
        subject = replace(found.subjects[task.identity], base=task.live)
        outcome = replaced.outcome(subject, env.judges)
        if env.relabelled and task.live is not None and outcome.verdict is Verdict.NO_EFFECT:
            return replace(outcome, fate=Fate.CHANGED, verdict=Verdict.UPDATED, rule="A23", why="gets the new mark")
        fought = is_fought_over(found, task.identity, env.around.head)
        return replace(outcome, synced=outcome.synced and not fought)

    return Hands(
        apply=apply,
        prune=lambda task: prune.outcome(task, found.after, whole),
        asks=lambda task: prune.asks(task, found.after),
        health=lambda manifest, there, left: health.health(manifest, there, left, env.judges.world),
    )


def _hooks(state: Run) -> list[Note]:
    return [Note("A14", f"runs on every sync: {one} ({phase})", one) for one, phase in state.ran if phase != "SyncFail"]
