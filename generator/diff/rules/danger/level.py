"""Pod Security Standards: what of a pod template a level refuses, in the words of the admission plugin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Object
from generator.diff.rules.pods import Container, Pod
from generator.kubernetes.reading import at, items, labels, mapping, sequence, text, texts

ENFORCE = "pod-security.kubernetes.io/enforce"
RANK = {"privileged": 0, "baseline": 1, "restricted": 2}
_ADDABLE = frozenset(
    {
        *("AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE"),
        *("SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"),
    }
)
_VOLUMES = frozenset(
    {
        *("configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image"),
        *("persistentVolumeClaim", "projected", "secret"),
    }
)
_PROFILES = frozenset({"RuntimeDefault", "Localhost"})


def level(namespace: Object | None) -> str:
    """What a Namespace enforces."""
    found = text(labels(namespace), ENFORCE)
    return found if found in RANK else "privileged"


def violations(pod: Pod, name: str) -> frozenset[str]:
    """What a level refuses of a pod."""
    if name == "privileged":
        return frozenset()
    found = {*_of_the_host(pod), *(word for container in pod.containers for word in _baseline(container, pod))}
    if name == "restricted":
        found |= {word for container in pod.containers for word in _restricted(container, pod)}
        found |= {"restricted volume types" for volume in items(pod.spec, "volumes") if not _VOLUMES & set(volume)}
    return frozenset(found)


def _of_the_host(pod: Pod) -> Iterator[str]:
    if any(at(pod.spec, key) is True for key in ("hostNetwork", "hostPID", "hostIPC")):
        yield "host namespaces"
    if any("hostPath" in volume for volume in items(pod.spec, "volumes")):
        yield "hostPath volumes"
    if text(pod.spec, "securityContext", "seccompProfile", "type") == "Unconfined":
        yield "seccompProfile"


def _context(container: Container) -> Mapping[str, Any]:
    return mapping(container.body, "securityContext")


def _baseline(container: Container, pod: Pod) -> Iterator[str]:
    context = _context(container)
    if at(context, "privileged") is True:
        yield "privileged"
    if texts(context, "capabilities", "add") - _ADDABLE:
        yield "non-default capabilities"
    if any(port.get("hostPort") for port in items(container.body, "ports")):
        yield "hostPort"
    if text(context, "seccompProfile", "type") == "Unconfined":
        yield "seccompProfile"
    if text(context, "procMount") not in ("", "Default"):
        yield "procMount"
    if at(context, "windowsOptions", "hostProcess") is True or (
        at(pod.spec, "securityContext", "windowsOptions", "hostProcess") is True
    ):
        yield "hostProcess"


def _restricted(container: Container, pod: Pod) -> Iterator[str]:
    context, whole = _context(container), mapping(pod.spec, "securityContext")
    if at(context, "allowPrivilegeEscalation") is not False:
        yield "allowPrivilegeEscalation != false"
    added = texts(context, "capabilities", "add") - {"NET_BIND_SERVICE"}
    if "ALL" not in sequence(context, "capabilities", "drop") or added:
        yield "unrestricted capabilities"
    if (at(whole, "runAsNonRoot") if at(context, "runAsNonRoot") is None else at(context, "runAsNonRoot")) is not True:
        yield "runAsNonRoot != true"
    if 0 in (at(context, "runAsUser"), at(whole, "runAsUser")):
        yield "runAsUser=0"
    profile = text(context, "seccompProfile", "type") or text(whole, "seccompProfile", "type")
    if profile not in _PROFILES:
        yield "seccompProfile"
