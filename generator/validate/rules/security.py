"""`securityContext`: what Kubernetes would refuse is told where it is written."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.model.workload import Workload
from generator.nodes import locate
from generator.nouns import Fleet, Sources


def enforced(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What Pod Security restricted refuses stands in environments alone that enforce less."""
    for environment, model in fleet.environments.items():
        services = fleet.services[environment] if model.pod_security == "restricted" else {}
        for name, service in services.items():
            for path, found in service.security_context.loosened() if isinstance(service, Workload) else ():
                yield Problem(
                    code="pod-security",
                    message=f"`{found}` is against Pod Security restricted, which Kubernetes enforces in "
                    f"`{environment}`",
                    place=locate(fleet.layers[environment, name], ["securityContext", *path]),
                    hint=f"remove it, or set `podSecurity: baseline` in `environments/{environment}.yaml`; no waiver "
                    "changes what Kubernetes does",
                )
