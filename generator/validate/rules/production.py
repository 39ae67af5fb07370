"""Stricter rules where an environment says `production: true`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.errors import Also, Problem
from generator.model.deployed import Deployed
from generator.model.service import Service
from generator.nodes import locate
from generator.nouns import Fleet, Sources
from generator.parts import claims
from generator.parts.scaling import fewest


def two_pods(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Two replicas or more, so that one may go without anybody noticing; but who mounts a disk can only have one."""
    for environment in (name for name, model in fleet.environments.items() if model.production):
        services = fleet.services[environment]
        for name, service in services.items():
            if isinstance(service, Deployed) and is_alone(name, services) and not service.waives("production-replicas"):
                yield _too_few(fleet, environment, name, service)


def is_alone(name: str, services: Mapping[str, Service]) -> bool:
    """Whether one of its pods can be the last, and it could have more."""
    service = services[name]
    return isinstance(service, Deployed) and fewest(service) < 2 and not claims.is_single(name, services)


def _too_few(fleet: Fleet, environment: str, name: str, service: Deployed) -> Problem:
    least = fewest(service)
    path = ["scaling", "min"] if service.scaling is not None else ["replicas"]
    pods = "1 pod" if least == 1 else f"{least} pods"
    return Problem(
        code="production-replicas",
        message=f"`{name}` runs {pods} in `{environment}`, which is `production`; expected 2 or more",
        place=locate(fleet.layers[environment, name], path),
        also=(Also(locate(fleet.layers[environment, ""], ["production"]), "`production` is set here"),),
        hint=f"set `{'.'.join(path)}` to 2 or more; or `waive` it, with the reason",
    )
