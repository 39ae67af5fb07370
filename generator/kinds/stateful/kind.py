"""Any datastore that has no kind of its own: a StatefulSet, a headless Service, and what it says that it offers."""

from __future__ import annotations

from generator.kinds.stateful.model import Stateful
from generator.model.offered import ALWAYS
from generator.parts import serving
from generator.parts.kind import WORKLOAD, Group, Kind, Template, Values
from generator.parts.offered import named, offers
from generator.parts.serving import FILES, peer
from generator.parts.subject import Subject


def values(subject: Subject) -> Values:
    """The values of its chart. Who needs it in no order may come before it is ready: a cluster whose members wait for
    each other's names before they are."""
    found = serving.values(subject)
    around = subject.around
    if any(not around.services[caller].needs[subject.name].order for caller in around.callers.get(subject.name, ())):
        found["publishNotReadyAddresses"] = True
    return found


KIND = Kind(
    name="stateful",
    model=Stateful,
    values=values,
    offers=offers,
    offered=frozenset(ALWAYS),
    named=named,
    peer=peer,
    templates=(Template("statefulset.yaml"), *FILES),
    objects=(
        *WORKLOAD,
        Group("", "Service"),
        Group("apps", "StatefulSet"),
        Group("batch", "Job"),
        Group("monitoring.coreos.com", "ServiceMonitor"),
        Group("policy", "PodDisruptionBudget"),
    ),
)
