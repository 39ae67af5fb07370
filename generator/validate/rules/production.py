"""Stricter rules where an environment says `production: true`."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Also, Problem
from generator.model.deployed import Deployed
from generator.nodes import locate
from generator.nouns import Fleet, Sources
from generator.parts.scaling import fewest


def two_pods(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Two replicas or more, so that one may go without anybody noticing."""
    for name, environment in fleet.environments.items():
        if not environment.production:
            continue
        for service_name, service in fleet.services[name].items():
            if isinstance(service, Deployed) and (least := fewest(service)) < 2:
                path = ["scaling", "min"] if service.scaling is not None else ["replicas"]
                yield Problem(
                    code="production-replicas",
                    message=f"`{service_name}` runs {least} pod{'' if least == 1 else 's'} in `{name}`, which is `production`; expected 2 or more",
                    place=locate(fleet.layers[name, service_name], path),
                    also=(Also(locate(fleet.layers[name, ""], ["production"]), "`production` is set here"),),
                    hint=f"set `{'.'.join(path)}` to 2 or more",
                )
