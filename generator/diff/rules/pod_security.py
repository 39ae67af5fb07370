"""Pod Security: what a level refuses of a pod."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.rules.handler import hosts
from generator.diff.rules.pods import Container, Pod
from generator.kubernetes.reading import at, items, mapping, sequence, text
from generator.model.permitted import CAPABILITIES, SYSCTLS

ENFORCE = "pod-security.kubernetes.io/enforce"
RANK = {"privileged": 0, "baseline": 1, "restricted": 2}
"""Each level, and how strict it is."""
ARMOR = "container.apparmor.security.beta.kubernetes.io/"
CONFINED = ("Localhost", "RuntimeDefault")
LINUX = ("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t")
VOLUMES = frozenset(
    [
        "configMap",
        "csi",
        "downwardAPI",
        "emptyDir",
        "ephemeral",
        "image",
        "persistentVolumeClaim",
        "projected",
        "secret",
    ]
)


def level(labels: Mapping[str, Any]) -> str:
    """What a namespace with these labels enforces."""
    found = text(labels, ENFORCE)
    return found if found in RANK else "privileged"


def against(pod: Pod, level: str) -> Iterator[str]:
    """What a pod has that this level does not allow."""
    if level in ("baseline", "restricted"):
        yield from _of_pod(pod)
        for container in pod.containers:
            yield from (f"{found} in `{container.path}`" for found in _of_container(container))
    if level == "restricted" and text(pod.spec, "os", "name") != "windows":
        yield from _restricted(pod)


def _of_pod(pod: Pod) -> Iterator[str]:
    yield from (f"`{key}`" for key in ("hostNetwork", "hostPID", "hostIPC") if pod.spec.get(key) is True)
    yield from ("`hostPath`" for volume in items(pod.spec, "volumes") if volume.get("hostPath") is not None)
    security = mapping(pod.spec, "securityContext")
    yield from _profiles(security)
    for one in items(security, "sysctls"):
        if text(one, "name") not in SYSCTLS:
            yield f"the sysctl `{text(one, 'name')}`"
    for key, value in pod.notes.items():
        if key.startswith(ARMOR) and value != "runtime/default" and not str(value).startswith("localhost/"):
            yield "an AppArmor profile that confines nothing"


def _of_container(container: Container) -> Iterator[str]:
    security = mapping(container.body, "securityContext")
    if security.get("privileged") is True:
        yield "`privileged`"
    if any(name not in CAPABILITIES for name in sequence(security, "capabilities", "add")):
        yield "an added capability"
    if any(port.get("hostPort") for port in items(container.body, "ports")):
        yield "`hostPort`"
    if text(security, "procMount") not in ("", "Default"):
        yield "`procMount`"
    if hosts(container):
        yield "a probe of another host"
    yield from _profiles(security)


def _profiles(security: Mapping[str, Any]) -> Iterator[str]:
    if at(security, "windowsOptions", "hostProcess") is True:
        yield "`hostProcess`"
    for key in ("seccompProfile", "appArmorProfile"):
        if text(security, key, "type") not in ("", *CONFINED):
            yield f"`{key}`"
    options = mapping(security, "seLinuxOptions")
    if text(options, "type") not in LINUX or text(options, "user") or text(options, "role"):
        yield "`seLinuxOptions`"


def _restricted(pod: Pod) -> Iterator[str]:
    for volume in items(pod.spec, "volumes"):
        yield from (f"a volume of the type `{kind}`" for kind in sorted(volume.keys() - VOLUMES - {"name", "hostPath"}))
    whole = mapping(pod.spec, "securityContext")
    if whole.get("runAsUser") == 0:
        yield "`runAsUser: 0`"
    for container in pod.containers:
        yield from (f"{found} in `{container.path}`" for found in _unhardened(container, whole))


def _unhardened(container: Container, whole: Mapping[str, Any]) -> Iterator[str]:
    security = mapping(container.body, "securityContext")
    if security.get("allowPrivilegeEscalation") is not False:
        yield "no `allowPrivilegeEscalation: false`"
    added = {*sequence(security, "capabilities", "add")} - {"NET_BIND_SERVICE"}
    if "ALL" not in sequence(security, "capabilities", "drop") or added:
        yield "capabilities that are not dropped"
    if security.get("runAsNonRoot", whole.get("runAsNonRoot")) is not True:
        yield "no `runAsNonRoot: true`"
    if security.get("runAsUser") == 0:
        yield "`runAsUser: 0`"
    if (
        text(security, "seccompProfile", "type") not in CONFINED
        and text(whole, "seccompProfile", "type") not in CONFINED
    ):
        yield "no `seccompProfile`"
