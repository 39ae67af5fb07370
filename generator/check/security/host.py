"""Pod Security: what belongs to the node stays the node's."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.container import handlers as container_handlers
from generator.check.pod import Pod
from generator.check.security.violation import Violation, of
from generator.kubernetes.reading import at, numbered, text

VOLUMES = frozenset(
    ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"]
)


def processes(pod: Pod) -> Iterator[Violation]:
    """Windows' HostProcess containers."""
    found, hint = "`hostProcess: true`", "remove `hostProcess`"
    path = ("securityContext", "windowsOptions", "hostProcess")
    if at(pod.security, "windowsOptions", "hostProcess") is True:
        yield Violation("host-process", path, found, hint)
    for container in pod.containers:
        if at(container.security, "windowsOptions", "hostProcess") is True:
            yield of(container, "host-process", path, found, hint)


def namespaces(pod: Pod) -> Iterator[Violation]:
    """The node's network, processes and shared memory."""
    for key in ("hostNetwork", "hostPID", "hostIPC"):
        if pod.spec.get(key) is True:
            yield Violation("host-namespace", (key,), f"`{key}: true`", f"remove `{key}`")


def paths(pod: Pod) -> Iterator[Violation]:
    """The node's files."""
    for position, volume in numbered(pod.spec, "volumes"):
        if volume.get("hostPath") is not None:
            found = f"the volume `{text(volume, 'name')}` of type `hostPath`"
            hint = "use an `emptyDir` or a claim"
            yield Violation("host-path", ("volumes", position, "hostPath"), found, hint)


def ports(pod: Pod) -> Iterator[Violation]:
    """The node's ports."""
    for container, position, port in pod.ports:
        number = port.get("hostPort")
        if number is not None and number != 0:
            path = ("ports", position, "hostPort")
            yield of(container, "host-port", path, f"`hostPort: {number}`", "remove `hostPort`")


def handlers(pod: Pod) -> Iterator[Violation]:
    """Probes and lifecycle hooks that ask another host than the pod."""
    for container in pod.containers:
        for path, handler in container_handlers(container.body):
            name = text(handler, "host")
            if name:
                found = f"`{'.'.join(map(str, path))}.host: {name}`"
                yield of(container, "probe-host", (*path, "host"), found, "remove `host`")


def volumes(pod: Pod) -> Iterator[Violation]:
    """Volumes of a type that restricted does not know; hostPath is told by baseline."""
    for position, volume in numbered(pod.spec, "volumes"):
        for kind in volume.keys() - VOLUMES - {"name", "hostPath"}:
            if volume[kind] is not None:
                found = f"the volume `{text(volume, 'name')}` of type `{kind}`"
                hint = f"use one of {', '.join(f'`{one}`' for one in sorted(VOLUMES))}"
                yield Violation("volume-type", ("volumes", position, kind), found, hint)
