"""`securityContext` -> what differs from the strictest contexts: of the pod, and of its container."""

from __future__ import annotations

from typing import Any

from generator.model.workload import Workload

OF_CONTAINER = ("allowPrivilegeEscalation", "capabilities", "readOnlyRootFilesystem")
"""Fields that Kubernetes has for containers only; the others go to the pod, so that side containers have them too."""


def security(workload: Workload) -> dict[str, Any]:
    """The fields that are given, by where they go."""
    if "security_context" not in workload.model_fields_set:
        return {}
    dumped = workload.security_context.model_dump(by_alias=True, exclude_none=True)
    given = {key: value for key, value in dumped.items() if value != []}
    found = {
        "pod": {key: value for key, value in given.items() if key not in OF_CONTAINER},
        "container": {key: given[key] for key in OF_CONTAINER if key in given},
    }
    return {key: value for key, value in found.items() if value}
