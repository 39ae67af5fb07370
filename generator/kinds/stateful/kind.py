"""Any datastore that has no kind of its own: a StatefulSet, a headless Service, and what it says that it offers."""

from __future__ import annotations

from generator.kinds.stateful.model import Stateful
from generator.model.offered import ALWAYS
from generator.parts.kind import WORKLOAD, Group, Kind, Template
from generator.parts.offered import named, offers
from generator.parts.serving import FILES, peer, values

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
