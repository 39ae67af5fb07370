"""Pod Security: the profiles that confine a process stay on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.finding import Path
from generator.check.pod import Container, Pod
from generator.check.security.violation import Violation
from generator.kubernetes.reading import mapping, numbered, text
from generator.model.permitted import SYSCTLS

CONFINED = ("RuntimeDefault", "Localhost")
ANNOTATION = "container.apparmor.security.beta.kubernetes.io/"
SE_LINUX = ("container_t", "container_init_t", "container_kvm_t", "container_engine_t")
CONTEXT = "securityContext"


def app_armor(pod: Pod) -> Iterator[Violation]:
    """AppArmor, by its field and by the annotation of old."""
    yield from _profiles(pod, "appArmorProfile", "app-armor")
    for key, value in pod.annotations.items():
        if key.startswith(ANNOTATION) and value != "runtime/default" and not str(value).startswith("localhost/"):
            found = f"the annotation `{key}: {value}`"
            yield Violation("app-armor", (), found, "remove the annotation")


def seccomp(pod: Pod) -> Iterator[Violation]:
    """Seccomp, where it is named."""
    yield from _profiles(pod, "seccompProfile", "seccomp")


def seccomp_set(pod: Pod) -> Iterator[Violation]:
    """Restricted: seccomp is named, for the pod or each container."""
    if mapping(pod.security, "seccompProfile") or text(pod.spec, "os", "name") == "windows":
        return
    for container in pod.containers:
        if not mapping(container.security, "seccompProfile"):
            path = (*container.path, CONTEXT, "seccompProfile")
            hint = "write `seccompProfile: {type: RuntimeDefault}`"
            yield Violation("seccomp", path, "no `seccompProfile`", hint, container.name)


def se_linux(pod: Pod) -> Iterator[Violation]:
    """SELinux: types of containers only, no user or role of one's own."""
    for holder, path, name in _contexts(pod):
        options = mapping(holder, "seLinuxOptions")
        for key in ("type", "user", "role") if options else ():
            value = text(options, key)
            if value and not (key == "type" and value in SE_LINUX):
                found = f"`seLinuxOptions.{key}: {value}`"
                yield Violation("se-linux", (*path, "seLinuxOptions", key), found, f"remove `{key}`", name)


def sysctls(pod: Pod) -> Iterator[Violation]:
    """Kernel settings that reach beyond the pod."""
    for position, setting in numbered(pod.security, "sysctls"):
        name = text(setting, "name")
        if name not in SYSCTLS:
            path = (CONTEXT, "sysctls", position, "name")
            yield Violation("sysctl", path, f"the sysctl `{name}`", f"remove `{name}`")


def _profiles(pod: Pod, key: str, control: str) -> Iterator[Violation]:
    for holder, path, name in _contexts(pod):
        kind = text(holder, key, "type")
        if kind and kind not in CONFINED:
            found = f"`{key}.type: {kind}`"
            yield Violation(control, (*path, key, "type"), found, "write `type: RuntimeDefault`", name)


def _contexts(pod: Pod) -> Iterator[tuple[Mapping[str, Any], Path, str]]:
    """The security contexts of the pod and its containers, each with its path and the container's name."""
    if pod.security:
        yield pod.security, (CONTEXT,), ""
    for container in pod.containers:
        own: Container = container
        if own.security:
            yield own.security, (*own.path, CONTEXT), own.name
