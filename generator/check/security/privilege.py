"""Pod Security: no container has more rights than a process of any user."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.check.pod import Pod
from generator.check.security.violation import Violation, of
from generator.kubernetes.reading import sequence, text
from generator.model.permitted import CAPABILITIES

DEFAULT = frozenset(CAPABILITIES)
CONTEXT = "securityContext"


def privileged(pod: Pod) -> Iterator[Violation]:
    """Containers that may do what the node may."""
    for container in pod.containers:
        if container.security.get("privileged") is True:
            yield of(container, "privileged", (CONTEXT, "privileged"), "`privileged: true`", "remove `privileged`")


def capabilities(pod: Pod) -> Iterator[Violation]:
    """Capabilities beyond those that a runtime gives by default."""
    yield from _added(pod, lambda name: name not in DEFAULT)


def dropped(pod: Pod) -> Iterator[Violation]:
    """Restricted: all capabilities dropped, none added but NET_BIND_SERVICE."""
    if _is_windows(pod):
        return
    for container in pod.containers:
        capabilities = container.security.get("capabilities")
        if "ALL" not in sequence(capabilities, "drop"):
            path = (CONTEXT, "capabilities", "drop")
            yield of(container, "capabilities", path, "no `capabilities.drop: [ALL]`", "add `drop: [ALL]`")
    yield from _added(pod, lambda name: name in DEFAULT - {"NET_BIND_SERVICE"})  # the others are told by baseline


def escalation(pod: Pod) -> Iterator[Violation]:
    """Restricted: no way to more rights than at the start."""
    if _is_windows(pod):
        return
    for container in pod.containers:
        value = container.security.get("allowPrivilegeEscalation")
        if value is not False:
            found = "`allowPrivilegeEscalation: true`" if value else "no `allowPrivilegeEscalation: false`"
            hint = "write `allowPrivilegeEscalation: false`"
            yield of(container, "privilege-escalation", (CONTEXT, "allowPrivilegeEscalation"), found, hint)


def proc_mounts(pod: Pod) -> Iterator[Violation]:
    """All of /proc, unmasked."""
    for container in pod.containers:
        value = text(container.security, "procMount")
        if value not in ("", "Default"):
            yield of(container, "proc-mount", (CONTEXT, "procMount"), f"`procMount: {value}`", "remove `procMount`")


def _added(pod: Pod, is_refused: Callable[[str], bool]) -> Iterator[Violation]:
    for container in pod.containers:
        for position, name in enumerate(sequence(container.security, "capabilities", "add")):
            if is_refused(str(name)):
                path = (CONTEXT, "capabilities", "add", position)
                yield of(container, "capabilities", path, f"the added capability `{name}`", f"remove `{name}`")


def _is_windows(pod: Pod) -> bool:
    return text(pod.spec, "os", "name") == "windows"
