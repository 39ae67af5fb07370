"""A comparison -> what stops the whole Application before anything of the commit is applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.diff import asked
from generator.diff.cluster.scope import kind_of, metadata, namespaced
from generator.diff.nouns import Identity, Object, Way
from generator.diff.sync import hook, project, writing
from generator.diff.sync.comparison import Compared
from generator.diff.sync.nouns import Note
from generator.diff.sync.surroundings import Surroundings

SKIPPED = "SkipDryRunOnMissingResource=true"
UNKNOWN_KIND = "I23"


def frozen(found: Compared, env: Surroundings) -> Note | None:
    """The refusal that the API server gives when Argo CD compares: nothing of the Application is applied then.

    Only what is there already is compared so: what is new is refused when its turn comes, like without.
    """
    if not found.after.server_diff:
        return None
    for one in found.targets:
        subject = found.subjects[one]
        if hook.is_hook(subject.head) or subject.base is None or one in found.hooks:
            continue
        looked = writing.seen(subject, found.after)
        if subject.base == subject.head and looked.was is None:
            continue
        if (refusal := env.judges.refused(replace(looked, way=Way.SERVER))) is not None:
            return Note("A21", f"{one} is refused when Argo CD compares: {refusal[1]} ({refusal[0]})", one)
    return None


def invalid(found: Compared, env: Surroundings) -> Note | None:
    """What makes a sync fail before its first step."""
    allowed = env.projects.get(found.after.project)
    for one in found.targets:
        if not project.permits(allowed, found.after, one):
            where = f" in namespace {one.namespace}" if project.permits_kind(allowed, one) else ""
            return Note("A10", f"{one}{where} is not permitted in project {found.after.project}", one)
    for one in sorted(found.seen):
        refusal = env.judges.refused(found.subjects[one])
        if refusal is not None and refusal[0] == UNKNOWN_KIND and not _is_let_through(one, found):
            return Note(UNKNOWN_KIND, f"{one}: {refusal[1]}", one)
    for one, manifest in found.targets.items():
        if _is_unreadable(manifest):
            return Note("I22", f"{one} has a label or annotation that is no text", one)
    return None


def _is_let_through(one: Identity, found: Compared) -> bool:
    """Whether a kind that the cluster does not know stops the one object alone, when its turn comes."""
    return found.after.says(SKIPPED) or asked.has(found.targets[one], SKIPPED)


def _is_unreadable(manifest: Object) -> bool:
    """Whether kubectl cannot read an object's metadata."""
    meta: Mapping[str, object] = metadata(manifest)
    for key in ("labels", "annotations"):
        entries = meta.get(key)
        if isinstance(entries, Mapping) and any(not isinstance(one, str) for one in entries.values()):
            return True
    return False


def homeless(found: Compared, env: Surroundings) -> frozenset[str]:
    """The namespaces that objects want and that are not there."""
    known = env.judges.world.namespaces
    if known is None:
        return frozenset()
    made = {one.name for one in found.targets if (one.group, one.kind) == ("", "Namespace")}
    lived = {one.namespace for one in env.around.base} | {
        one.name for one in env.around.base if one.kind == "Namespace"
    }
    if found.after.says("CreateNamespace=true"):
        made.add(found.after.namespace)
    wanted = {one.namespace for one, o in found.targets.items() if namespaced(kind_of(o), env.scopes)}
    return frozenset(wanted - made - lived - known - {"", "default", "argocd", "kube-system"})
