"""What a kind of service is: its model, its chart, and what it offers to others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.model.service import Service
from generator.parts.offers import Offer
from generator.parts.subject import Peer, Subject

Values = dict[str, Any]


class Template(NamedTuple):
    """A file of a chart's `templates/`, there if the values have the key `when` in any environment."""

    file: str
    when: str = ""


class Group(NamedTuple):
    """A kind of Kubernetes object, as an AppProject names it."""

    group: str
    kind: str


WORKLOAD = (
    Group("", "ConfigMap"),
    Group("", "PersistentVolumeClaim"),
    Group("", "ServiceAccount"),
    Group("external-secrets.io", "ExternalSecret"),
    Group("networking.k8s.io", "NetworkPolicy"),
)
"""What every chart with pods may hold."""

SERVING = (
    *WORKLOAD,
    Group("", "Service"),
    Group("apps", "Deployment"),
    Group("autoscaling", "HorizontalPodAutoscaler"),
    Group("batch", "Job"),
    Group("monitoring.coreos.com", "ServiceMonitor"),
    Group("policy", "PodDisruptionBudget"),
)
"""What the chart of a long-running service may hold."""

DATASTORE = (
    *WORKLOAD,
    Group("", "Service"),
    Group("apps", "StatefulSet"),
    Group("batch", "Job"),
)
"""What the chart of an in-cluster datastore may hold."""


@dataclass(frozen=True)
class Kind:
    """One entry of the register: validator, JSON Schema, planner and tests all read it."""

    name: str
    model: type[Service]
    values: Callable[[Subject], Values | None]
    """The values of its chart; None where it has no chart there (`run: rds`)."""
    offers: Callable[[Subject], Mapping[str, Offer]]
    offered: frozenset[str]
    """Every name that `offers` may ever have, whatever a service says."""
    peer: Callable[[Subject], Peer | None]
    named: Callable[[Mapping[str, Any]], Iterable[str]] | None = None
    """What a service that is written like this offers beside, by names of its own."""
    templates: tuple[Template, ...] = ()
    objects: tuple[Group, ...] = ()
    """Every kind of object that its chart may ever hold: what its AppProject allows."""
    datastore: bool = False
    images: Callable[[Any], Mapping[str, Mapping[str, str]]] = lambda service: {}
    """A datastore's official images, by version."""

    def offered_by(self, written: Mapping[str, Any]) -> frozenset[str]:
        """Every name that a service may offer that is written like this."""
        return self.offered if self.named is None else self.offered.union(self.named(written))

    @property
    def headless(self) -> bool:
        """Whether its pods have stable names, by a Service without an address of its own."""
        return any(template.file == "statefulset.yaml" for template in self.templates)
