"""What pods name and cannot start without: ServiceAccounts, claims, priority and runtime classes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Identity, Rule
from generator.diff.rules.danger.links import Link, newly
from generator.diff.rules.danger.side import Side
from generator.diff.rules.danger.words import named
from generator.diff.rules.pods import Pod
from generator.kubernetes.reading import items, text

Named = tuple[str, Identity]
"""Where a pod names another object, and which."""


def _names(namespace: str, pod: Pod) -> Iterator[Named]:
    account = text(pod.spec, "serviceAccountName")
    if account not in ("", "default"):
        yield "serviceAccountName", Identity("", "ServiceAccount", namespace, account)
    priority = text(pod.spec, "priorityClassName")
    if priority and not priority.startswith("system-"):
        yield "priorityClassName", Identity("scheduling.k8s.io", "PriorityClass", "", priority)
    if runtime := text(pod.spec, "runtimeClassName"):
        yield "runtimeClassName", Identity("node.k8s.io", "RuntimeClass", "", runtime)
    for volume in items(pod.spec, "volumes"):
        if claim := text(volume, "persistentVolumeClaim", "claimName"):
            path = f"volumes[{text(volume, 'name')}].persistentVolumeClaim.claimName"
            yield path, Identity("", "PersistentVolumeClaim", namespace, claim)


def _owned(side: Side, claim: Identity) -> bool:
    """Whether a StatefulSet makes the claim."""
    for identity, body in side.of("StatefulSet", claim.namespace):
        for template in items(body, "spec", "volumeClaimTemplates"):
            if claim.name.startswith(f"{text(template, 'metadata', 'name')}-{identity.name}-"):
                return True
    return False


def _needed(side: Side) -> Iterator[Link]:
    for namespace, owners in side.pods.items():
        for owner, pod in owners:
            for path, target in _names(namespace, pod):
                is_there = target in side.objects or (target.kind == "PersistentVolumeClaim" and _owned(side, target))
                what = "stays `Pending`" if target.kind == "PersistentVolumeClaim" else "is refused"
                says = (
                    f"{named(owner)} needs {named(target)}, which is not in git any more or never was: a new pod "
                    f"{what}, and the old ones stay"
                )
                yield Link(owner, str(target), (target,) if is_there else (), says, f"{pod.path}.{path}")


RULES = (
    Rule(
        "O11",
        "O",
        "pods need an object that is not there, and no new pod starts",
        "keep the old object until the rollout is done, or add the new one in the same commit",
        newly("O11", _needed),
        proved=True,
    ),
)
