"""What the Application of an object does with it, as far as a rule needs to know."""

from __future__ import annotations

from generator.diff.asked import has
from generator.diff.nouns import Identity, Subject, Verdict
from generator.kubernetes.reading import items, sequence, text, texts


def is_lost(subject: Subject) -> bool:
    """Whether the object goes, and does not stay behind."""
    if subject.base is None:
        return False
    if subject.verdict is not None:
        return subject.verdict in (Verdict.DELETED, Verdict.RECREATED)
    return subject.head is None and not (has(subject.base, "Prune=false") or has(subject.base, "Prune=confirm"))


def sync_options(subject: Subject) -> frozenset[str]:
    """The sync options of the whole Application."""
    return texts(subject.around.owners.get(subject.identity), "spec", "syncPolicy", "syncOptions")


def is_pruned_last(subject: Subject) -> bool:
    """Whether the object goes only once all else is done."""
    return "PruneLast=true" in sync_options(subject) or has(subject.base, "PruneLast=true")


def is_left_alone(subject: Subject, pointer: str) -> bool:
    """Whether Argo CD neither looks at a field of the object nor writes it."""
    application = subject.around.owners.get(subject.identity)
    if "RespectIgnoreDifferences=true" not in sync_options(subject):
        return False
    entries = items(application, "spec", "ignoreDifferences")
    return any(_is_about(entry, subject.identity) and _covers(entry, pointer) for entry in entries)


def _is_about(entry: object, identity: Identity) -> bool:
    wanted = {"group": identity.group, "kind": identity.kind, "name": identity.name, "namespace": identity.namespace}
    return all(text(entry, key) in ("", "*", value) for key, value in wanted.items() if key != "group") and text(
        entry, "group"
    ) in ("*", identity.group)


def _covers(entry: object, pointer: str) -> bool:
    paths = {str(path).replace("/", ".") for path in (*sequence(entry, "jsonPointers"),)}
    paths |= {str(path) for path in sequence(entry, "jqPathExpressions")}
    return pointer in paths
