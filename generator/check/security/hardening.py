"""What we ask of a pod beyond Pod Security restricted; named after the field, and a service may waive it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.pod import Pod
from generator.check.security.level import level
from generator.kubernetes.reading import text

OR_WAIVE = "or `waive` it in the service, with a reason and a date"


def hardened(cluster: Cluster) -> Iterator[Finding]:
    """Containers that write to their own image's files, and pods of root's group, but where less is enforced."""
    for pod in cluster.pods:
        if level(cluster, pod) == "restricted" and text(pod.spec, "os", "name") != "windows":
            yield from _writable(pod)
            yield from _group(pod)


def _writable(pod: Pod) -> Iterator[Finding]:
    code = "readOnlyRootFilesystem"
    for container in pod.containers:
        if container.security.get(code) is not True:
            path = (*container.path, "securityContext", code)
            message = f"the container `{container.name}` of {pod.owner} may write anywhere in its root filesystem"
            yield pod.finding(path, code, message, f"set `{code}` to `true` and mount what it writes to; {OR_WAIVE}")


def _group(pod: Pod) -> Iterator[Finding]:
    code = "runAsGroup"
    for path, security in ((), pod.security), *((one.path, one.security) for one in pod.containers):
        if security.get(code) == 0:
            message = f"{pod.owner} runs in root's group, `{code}: 0`"
            yield pod.finding((*path, "securityContext", code), code, message, f"name another group; {OR_WAIVE}")
