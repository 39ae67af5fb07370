"""Pod Security restricted: nobody is root."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pod import Pod
from generator.check.security.violation import Violation, of

PATH = ("securityContext", "runAsNonRoot")


def non_root(pod: Pod) -> Iterator[Violation]:
    """`runAsNonRoot: true` for the pod or each container; a container's own word beats the pod's."""
    hint = "write `runAsNonRoot: true`"
    whole = pod.security.get("runAsNonRoot")
    if whole is False:
        yield Violation("run-as-root", PATH, "`runAsNonRoot: false`", hint)
    for container in pod.containers:
        own = container.security.get("runAsNonRoot")
        if own is False:
            yield of(container, "run-as-root", PATH, "`runAsNonRoot: false`", hint)
        elif own is None and whole is None:
            yield of(container, "run-as-root", PATH, "no `runAsNonRoot: true`", hint)


def users(pod: Pod) -> Iterator[Violation]:
    """No user id 0."""
    path, found, hint = ("securityContext", "runAsUser"), "`runAsUser: 0`", "name another user id"
    if pod.security.get("runAsUser") == 0:
        yield Violation("run-as-root", path, found, hint)
    for container in pod.containers:
        if container.security.get("runAsUser") == 0:
            yield of(container, "run-as-root", path, found, hint)
