"""What an environment can do; add-ons contribute, kinds ask, and nobody names anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.environment import Environment


@dataclass(frozen=True)
class Facts:
    """`metrics`: ServiceMonitors are read by somebody, from pods labelled `prometheus` in `metrics_namespace`."""

    metrics: bool = False
    metrics_namespace: str = "monitoring"


def facts(environment: Environment) -> Facts:
    """What the add-ons of an environment bring."""
    stack = environment.addons.kube_prometheus_stack
    return Facts(metrics=stack is not None and stack.enabled)
