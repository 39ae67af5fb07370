"""`{resource: limits.memory}`: a limit that the container has; without one it is what the whole node has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from generator.errors import Problem
from generator.model.container import Resources
from generator.model.downward import OwnResource
from generator.model.serving import Serving
from generator.model.workload import Workload
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.parts.jobs import resources


def limited(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """A variable with a limit in it is of a container that has that limit."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            found = _containers(service) if isinstance(service, Workload) else ()
            yield from chain.from_iterable(_unlimited(fleet.layers[environment, name], *one) for one in found)


def _containers(service: Workload) -> Iterator[tuple[list[str], Mapping[str, Any], Resources]]:
    """The key path of each container that asks for something, its variables, and what it is given."""
    if _asks(service.env):
        yield [], service.env, service.resources
    if isinstance(service, Serving):
        yield from ((path, job.env, resources(service, job)) for path, job in service.jobs if _asks(job.env))


def _asks(env: Mapping[str, Any]) -> bool:
    return OwnResource in map(type, env.values())


def _unlimited(tree: Branch, path: list[str], env: Mapping[str, Any], given: Resources) -> Iterator[Problem]:
    for variable, value in env.items():
        if not isinstance(value, OwnResource):
            continue
        part, _, amount = value.resource.partition(".")
        if part == "limits" and amount != "ephemeral-storage" and getattr(given.limits, amount) is None:
            hint = f"add `resources.limits.{amount}`, or take `requests.{amount}`"
            yield Problem(
                code="missing-limit",
                message=f"`{value.resource}` is what the whole node has: the container has no such limit",
                place=locate(tree, [*path, "env", variable, "resource"]),
                hint=hint,
            )
