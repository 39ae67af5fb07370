"""Replicas, autoscaling, rollout strategy and disruption budget as values."""

from __future__ import annotations

from typing import Any

from generator.model.deployed import Deployed, Strategy
from generator.model.scaling import Scaling
from generator.model.service import Service
from generator.model.serving import Serving
from generator.parts import claims
from generator.parts.pod import dump
from generator.parts.subject import Subject

RECREATE = {"type": "Recreate"}
"""The old pod goes before the new one comes: a volume that one node at a time has is free by then."""


def scaling(subject: Subject) -> dict[str, Any]:
    """`scaling` where an HPA rules, else `replicas`; a Deployment's strategy; a budget where a pod may be spared."""
    service: Serving = subject.service
    values: dict[str, Any] = {}
    if isinstance(service, Deployed):
        single = bool(service.volumes) and claims.is_single(subject.name, subject.around.services)
        values["strategy"] = dict(RECREATE) if single else strategy(service.strategy)
    if fewest(service) > 1:
        values["disruptionBudget"] = {"maxUnavailable": 1}
    given: Scaling | None = getattr(service, "scaling", None)
    if given is None:
        values["replicas"] = fewest(service)
        return values
    found = {"min": given.min, "max": given.max, "cpu": given.cpu, "memory": given.memory, "behavior": behavior(given)}
    values["scaling"] = {key: value for key, value in found.items() if value not in (None, {})}
    return values


def behavior(scaling: Scaling) -> dict[str, Any]:
    """Kubernetes' own `behavior`, `scaleDownWindow` being short for its scale-down window."""
    given = dump(scaling.behavior) if scaling.behavior is not None else {}
    window = scaling.scale_down_window_seconds
    if window is not None:
        given.setdefault("scaleDown", {})["stabilizationWindowSeconds"] = window
    return given


def strategy(given: Strategy) -> dict[str, Any]:
    """A rolling update without downtime unless the service says otherwise."""
    if given.type == "Recreate":
        return dict(RECREATE)
    surge = "25%" if given.max_surge is None else given.max_surge
    unavailable = 0 if given.max_unavailable is None else given.max_unavailable
    return {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": surge, "maxUnavailable": unavailable}}


def fewest(service: Service) -> int:
    """The fewest pods that run at rest; one, as in Kubernetes, where nothing is said."""
    scaling: Scaling | None = getattr(service, "scaling", None)
    if scaling is not None:
        return scaling.min
    replicas: int | None = getattr(service, "replicas", None)
    return 1 if replicas is None else replicas


def most(service: Service) -> int:
    """The most pods that run at rest."""
    scaling: Scaling | None = getattr(service, "scaling", None)
    return scaling.max if scaling is not None else fewest(service)
