"""An Application whose sync ends early, or does not begin -> what becomes of what it did not come to."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diff.nouns import Identity, Object, Verdict
from generator.diff.same import is_same
from generator.diff.sync import health, hook
from generator.diff.sync.comparison import Compared
from generator.diff.sync.health import HEALTHY, MISSING, PROGRESSING, worst
from generator.diff.sync.nouns import Fate, Note, Outcome, Result
from generator.diff.sync.run import CONFIRMED, FAILED, REFUSED, Run
from generator.diff.sync.surroundings import Surroundings
from generator.diff.sync.wave import Task

SYNCED, OUT, UNSURE = "Synced", "OutOfSync", "Unknown"


def quiet(found: Compared, env: Surroundings) -> Result:
    """Nothing is out of sync: nothing happens, whatever else differs."""
    outcomes = {one: Outcome(Fate.UNCHANGED, Verdict.NO_EFFECT, *_unseen(found, one)) for one in found.targets}
    for one, manifest in found.targets.items():
        if one not in found.live and one not in found.hooks:
            why = "a hook alone starts no sync" if hook.is_hook(manifest) else "hook: Skip, so it is never applied"
            outcomes[one] = Outcome(Fate.ABSENT, Verdict.NO_EFFECT, "A14", why)
    return Result(
        found.name, found.manifest, SYNCED, state_of(found, found.live, env), objects={**kept(found, env), **outcomes}
    )


def _unseen(found: Compared, one: Identity) -> tuple[str, str]:
    """Why a change is not seen."""
    subject = found.subjects[one]
    if is_same(subject.base, subject.head):
        return "", ""
    if one in found.hooks:
        was_one = hook.is_hook(found.targets[one])
        return (
            ("A14", "a changed hook alone starts no sync") if was_one else ("A15", "it is still a hook in the cluster")
        )
    if one in found.partly:
        return "A13", "ignoreDifferences leaves this field out: the change alone starts no sync"
    if subject.was is not None:
        return "A20", "a field that leaves git along with the switch of the way to apply is not seen, and stays"
    return "", ""


def kept(found: Compared, env: Surroundings) -> dict[Identity, Outcome]:
    """What leaves git and Argo CD does not see."""
    rules = {"CustomResourceDefinition": ("D04", "Argo CD deletes no definitions: it stays, with all that it defines")}
    left = ("A15", "a hook that leaves git: what it made stays, and nobody looks after it")
    if found.before is not None and found.before.server != found.after.server:
        other = ("A8", "the copy in the other cluster stays for ever")
    elif env.untracked:
        other = ("A23", "Argo CD no longer knows it by its mark: it stays")
    else:
        other = ("A10", "its project no longer lets Argo CD see it: it stays")
    gone = [one for one in found.kept if one not in found.targets]
    never = Outcome(Fate.ABSENT, Verdict.NO_EFFECT, "A14", "it runs in no sync, only when its Application is deleted")
    stays = {one: Outcome(Fate.UNCHANGED, Verdict.ORPHANED, *rules.get(one.kind, other)) for one in gone}
    hooks = [one for one in found.hooks if one not in found.targets]
    untouched = dict.fromkeys(hooks, Outcome(Fate.UNCHANGED, Verdict.ORPHANED, *left))
    return {**dict.fromkeys(found.left_out, never), **stays, **untouched}


def stopped(
    found: Compared, note: Note, sync: str, state: str, env: Surroundings, verdict: Verdict = Verdict.BLOCKED
) -> Result:
    """Nothing of the commit is applied."""
    outcomes: dict[Identity, Outcome] = {}
    for one in found.targets:
        there = one in found.live or one in found.hooks or one in env.around.base
        fate = Fate.UNCHANGED if there else Fate.ABSENT
        outcomes[one] = Outcome(fate, verdict, note.rule, note.message, synced=False)
    for one in found.extra - set(outcomes):
        left = Verdict.ORPHANED if verdict is Verdict.NO_EFFECT and note.rule != "A24" else verdict
        outcomes[one] = Outcome(Fate.UNCHANGED, left, note.rule, note.message, synced=False)
    return Result(
        found.name,
        found.manifest,
        sync,
        state,
        objects={**kept(found, env), **outcomes},
        notes=(note,),
        syncs=False,
    )


def unreached(found: Compared, ordered: list[Task], state: Run) -> dict[Identity, Outcome]:
    """What the sync did not come to."""
    outcomes: dict[Identity, Outcome] = {}
    for task in ordered:
        one = task.identity
        if one in state.outcomes or (task.phase == hook.PHASES["SyncFail"] and state.phase != FAILED):
            continue
        there = one in found.live or one in found.hooks
        due = one in found.seen or task.is_prune
        verdict = Verdict.BLOCKED if due or not there else Verdict.NO_EFFECT
        reason = f"not reached: {why(state)}" if state.stop else ""
        outcomes[one] = Outcome(Fate.UNCHANGED if there else Fate.ABSENT, verdict, rule(state), reason, synced=not due)
    for one in found.targets:
        if one not in outcomes and one not in state.outcomes:
            fate = Fate.UNCHANGED if one in found.live or one in found.hooks else Fate.ABSENT
            outcomes[one] = Outcome(fate, Verdict.NO_EFFECT)
    return outcomes


def rule(state: Run) -> str:
    """The rule behind the end of a sync."""
    if state.stop == CONFIRMED:
        return "A1"
    culprit = state.outcomes.get(state.culprit) if state.culprit else None
    return culprit.rule if culprit and culprit.verdict is Verdict.BLOCKED else "A14"


def why(state: Run) -> str:
    """Why a sync went no further."""
    culprit = state.outcomes.get(state.culprit) if state.culprit else None
    said = f", which is refused: {culprit.why}" if culprit and state.stop == REFUSED else ""
    return f"the sync {state.stop} {state.culprit}{said}"


def state_of(
    found: Compared,
    left: Mapping[Identity, Object],
    env: Surroundings,
    outcomes: Mapping[Identity, Outcome] | None = None,
) -> str:
    """The health of the Application once all settled."""
    plain = {one: o for one, o in left.items() if not hook.is_hook(o) and one in {**found.targets, **found.live}}
    expected = [one for one, o in found.targets.items() if not hook.is_hook(o)]
    if not plain:
        return MISSING if expected else HEALTHY
    there = {**env.around.base, **left}
    states = [health.health(o, there, frozenset(), env.judges.world) for o in plain.values()]
    ending = any(o.fate is Fate.TERMINATING for o in (outcomes or {}).values())
    return worst([*states, PROGRESSING] if ending else states)
