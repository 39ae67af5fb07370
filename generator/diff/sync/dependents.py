"""An object that goes -> what others made of it and git does not show.

The claims of a StatefulSet, the Secret of an ExternalSecret, the namespace of an Application.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Identity, Object, Verdict
from generator.diff.sync.nouns import Fate, Outcome, Result
from generator.diff.sync.policy import policy
from generator.diff.sync.world import World
from generator.kubernetes.reading import mapping

GONE = (Fate.DELETED, Fate.RECREATED)


def outcomes(
    results: Mapping[str, Result], base: Mapping[Identity, Object], head: Mapping[Identity, Object], world: World
) -> dict[Identity, Outcome]:
    """What becomes of them."""
    found: dict[Identity, Outcome] = {}
    wanted = {policy(result.manifest).namespace for result in results.values()}
    known = world.namespaces if world.namespaces is not None else frozenset(wanted)
    missing = frozenset(wanted - known - {one.namespace for one in base})
    for result in results.values():
        found |= dict(_namespace(result, base, missing))
        for one, outcome in result.objects.items():
            if one in base:
                found |= dict(_of(one, outcome, base[one], head.get(one)))
    return found


def _namespace(
    result: Result, base: Mapping[Identity, Object], missing: frozenset[str]
) -> Iterator[tuple[Identity, Outcome]]:
    """A namespace that Argo CD made stays when its Application goes."""
    before = policy(result.manifest)
    one = Identity("", "Namespace", "", before.namespace)
    if not before.says("CreateNamespace=true") or one in base:
        return
    if result.gone is None and result.phase and before.namespace in missing:
        yield one, Outcome(Fate.CREATED, Verdict.CREATED, "A9", "Argo CD makes the namespace")
    if result.gone is not None:
        yield one, Outcome(Fate.UNCHANGED, Verdict.ORPHANED, "A3", "the namespace that Argo CD made stays")


def _of(one: Identity, outcome: Outcome, was: Object, now: Object | None) -> Iterator[tuple[Identity, Outcome]]:
    if one.kind == "StatefulSet" and (outcome.fate in GONE or outcome.fate is Fate.CHANGED):
        yield from _claims(one, outcome, was, now)
    if one.kind == "ExternalSecret" and outcome.fate in GONE:
        target = mapping(_spec(was).get("target"))
        secret = Identity("", "Secret", one.namespace, str(target.get("name") or one.name))
        if target.get("creationPolicy", "Owner") == "Owner":
            yield secret, Outcome(Fate.DELETED, Verdict.DELETED, "D05", f"{one} owns it")
        else:
            yield secret, Outcome(Fate.UNCHANGED, Verdict.ORPHANED, "D05", f"{one} does not own it")


def _claims(one: Identity, outcome: Outcome, was: Object, now: Object | None) -> Iterator[tuple[Identity, Outcome]]:
    """The claims that a StatefulSet made: kept, unless its retention policy says otherwise."""
    says = mapping(_spec(now or was).get("persistentVolumeClaimRetentionPolicy"))
    old, new = _replicas(was), _replicas(now) if now is not None else 0
    for template in _spec(was).get("volumeClaimTemplates") or ():
        for number in range(old):
            name = f"{mapping(template.get('metadata')).get('name')}-{one.name}-{number}"
            claim = Identity("", "PersistentVolumeClaim", one.namespace, name)
            goes = outcome.fate in GONE and says.get("whenDeleted") == "Delete"
            shrinks = outcome.fate is Fate.CHANGED and number >= new and says.get("whenScaled") == "Delete"
            if goes or shrinks:
                yield claim, Outcome(Fate.DELETED, Verdict.DELETED, "D03", f"the retention policy of {one} deletes it")
            elif outcome.fate in GONE:
                yield claim, Outcome(Fate.UNCHANGED, Verdict.ORPHANED, "D03", f"stays when {one} goes")


def _replicas(manifest: Object | None) -> int:
    found = _spec(manifest).get("replicas", 1)
    return found if isinstance(found, int) else 1


def _spec(manifest: Object | None) -> Mapping[str, Any]:
    return mapping((manifest or {}).get("spec"))
