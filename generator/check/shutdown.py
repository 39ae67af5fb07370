"""Shutting down: the grace period is longer than the pause before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.kubernetes.reading import mapping, sequence, whole

DEFAULT_GRACE = 30


def pauses(cluster: Cluster) -> Iterator[Finding]:
    """Containers that are killed while they still pause before the end."""
    for pod in cluster.pods:
        given = whole(pod.spec, "terminationGracePeriodSeconds")
        grace = DEFAULT_GRACE if given is None else given
        for container in pod.containers:
            pause = _pause(mapping(container.body, "lifecycle", "preStop"))
            if pause < grace or pause == 0:
                continue
            message = (
                f"the container `{container.name}` of {pod.owner} pauses {pause} s before it ends,"
                f" but is killed after {grace} s"
            )
            hint = f"let `terminationGracePeriodSeconds` be more than {pause}"
            yield pod.finding((*container.path, "lifecycle", "preStop"), "grace-too-short", message, hint)


def _pause(hook: Mapping[str, Any]) -> int:
    seconds = whole(hook, "sleep", "seconds")
    if seconds is not None:
        return seconds
    command = " ".join(map(str, sequence(hook, "exec", "command")))
    return sum(map(int, re.findall(r"\bsleep ([0-9]{1,6})\b", command)))
