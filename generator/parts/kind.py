"""What a kind of service is: its model, its chart, and what it offers to others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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
    Group("", "PersistentVolumeClaim"),
    Group("", "Service"),
    Group("apps", "StatefulSet"),
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
    """Every name that `offers` may ever have."""
    peer: Callable[[Subject], Peer | None]
    templates: tuple[Template, ...] = ()
    objects: tuple[Group, ...] = ()
    """Every kind of object that its chart may ever hold: what its AppProject allows."""
    datastore: bool = False
    images: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """A datastore's official images, by version."""
