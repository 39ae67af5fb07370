"""Whether pods that run are replaced by others: of the object that is judged, and of those around it."""

from __future__ import annotations

from generator.diff.nouns import Around, Identity, Object, Subject, Way
from generator.diff.rules.danger.once import once
from generator.diff.rules.pods import LASTING, pod_of
from generator.diff.settled import restarts
from generator.kubernetes.reading import at, texts


def subject_rolls(subject: Subject) -> bool:
    """Whether the pods of the subject start anew; a rollout that is paused waits."""
    identity, base, head = subject.identity, subject.base, subject.head
    if identity.kind not in LASTING or base is None or head is None or at(head, "spec", "paused") is True:
        return False
    if _template(identity, base) == _template(identity, head):
        return False
    return restarts(subject) if identity.group == "apps" else True


def _template(identity: Identity, body: Object) -> object:
    made = pod_of(body)
    return made.template if made else None


@once
def _known(around: Around) -> dict[Identity, bool]:
    """What was asked before."""
    return {}


def rolls(around: Around, identity: Identity) -> bool:
    """The same of any object, written as its Application says."""
    known = _known(around)
    if identity not in known:
        options = texts(around.owners.get(identity), "spec", "syncPolicy", "syncOptions")
        way = Way.SERVER if "ServerSideApply=true" in options else Way.CLIENT
        base, head = around.base.get(identity), around.head.get(identity)
        known[identity] = subject_rolls(Subject(identity, base, head, way, None, around))
    return known[identity]
