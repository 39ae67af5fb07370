"""Where pods may run: what they demand of a node, and what they bear no more."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import joined, named, shown, went
from generator.diff.rules.pods import Pod, both, pod_of
from generator.kubernetes.reading import at, items, mapping, sequence, text

_ZONES = ("topology.kubernetes.io/zone", "topology.ebs.csi.aws.com/zone", "failure-domain.beta.kubernetes.io/zone")
_REQUIRED = ("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
_APART = ("affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution")


def _demands(old: Pod, new: Pod) -> Iterator[str]:
    before, after = mapping(old.spec, "nodeSelector"), mapping(new.spec, "nodeSelector")
    for key, value in after.items():
        if before.get(key) != value:
            yield went(f"nodeSelector[{key}]", before.get(key), value)
    for way, words in ((_REQUIRED, "required node affinity"), (_APART, "required pod anti-affinity")):
        wanted = at(new.spec, *way)
        if wanted and at(old.spec, *way) != wanted:
            yield f"its {words} is new or another"
    known = [item for item in items(old.spec, "topologySpreadConstraints") if _is_hard(item)]
    for item in items(new.spec, "topologySpreadConstraints"):
        if _is_hard(item) and item not in known:
            yield f"it must spread over {shown(text(item, 'topologyKey'))} (`DoNotSchedule`)"
    for item in items(old.spec, "tolerations"):
        if item not in sequence(new.spec, "tolerations"):
            yield f"it no longer tolerates {shown(text(item, 'key') or 'every taint')}"


def _is_hard(constraint: object) -> bool:
    return (text(constraint, "whenUnsatisfiable") or "DoNotSchedule") == "DoNotSchedule"


def _pickier(subject: Subject) -> Iterator[Hit]:
    if found := both(subject):
        words = list(_demands(*found))
        if words:
            yield Hit(
                f"{named(subject.identity)} runs on fewer nodes: {joined(words)}; where no node fits, its new pods "
                "stay `Pending` and the old ones stay",
                found[1].path,
            )


def _zones(node: object) -> frozenset[str]:
    """The zones that a volume can be reached from."""
    terms = items(node, "spec", "nodeAffinity", "required", "nodeSelectorTerms")
    return frozenset(
        str(value)
        for term in terms
        for expression in items(term, "matchExpressions")
        if text(expression, "key") in _ZONES and text(expression, "operator") == "In"
        for value in sequence(expression, "values")
    )


def _volumes(side: Side, namespace: str, made: Pod) -> Iterator[tuple[str, frozenset[str]]]:
    """The volumes in git that a pod mounts, and their zones."""
    for volume in items(made.spec, "volumes"):
        claim = side.get("PersistentVolumeClaim", namespace, text(volume, "persistentVolumeClaim", "claimName"))
        name = text(claim, "spec", "volumeName")
        body = side.get("PersistentVolume", "", name) if name else None
        if body is not None and (zones := _zones(body)):
            yield name, zones


def _zone(made: Pod | None) -> str:
    selector = mapping(made.spec, "nodeSelector") if made else {}
    return next((str(selector[key]) for key in _ZONES if key in selector), "")


def _elsewhere(subject: Subject) -> Iterator[Hit]:
    made = pod_of(subject.head)
    if made is None or not (zone := _zone(made)):
        return
    head = sides(subject.around).head
    for name, zones in _volumes(head, subject.identity.namespace, made):
        if zone not in zones and _zone(pod_of(subject.base)) != zone:
            yield Hit(
                f"{named(subject.identity)} must run in {shown(zone)}, and its volume {shown(name)} is in "
                f"{shown(', '.join(sorted(zones)))}: its new pods stay `Pending`",
                f"{made.path}.nodeSelector",
            )


RULES = (
    Rule(
        "O18",
        "W",
        "pods demand more of their nodes than before, and may find none",
        "see that nodes with these labels and taints exist, `kubectl get nodes --show-labels`, before you merge",
        _pickier,
        proved=True,
    ),
    Rule(
        "O18b",
        "W",
        "pods must run in one zone, and their volume is in another",
        "name the zone of the volume, or restore a snapshot of it in the other zone",
        _elsewhere,
        proved=True,
    ),
)
