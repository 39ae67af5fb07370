"""Target -> its AppProjects: what may be read, where it may be written, which kinds, and when.

The kinds of the services' project are all that a service of its sort *can* have, not what the charts have today. Root
applies projects first, and Argo CD keeps, unmanaged, what a project no longer permits: a project that shrank in the
commit that removes the last object of a kind would orphan that object. `Ingress` is in it for the same reason, with
routes or without. A list of kinds is always written: without one, every kind is permitted; without a list of
cluster-scoped kinds, none is.

The EKS capability wants `sourceNamespaces`, upstream needs it only for Applications outside Argo CD's namespace.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import names
from generator.argocd import waves
from generator.argocd.target import Kind, Target
from generator.model.duration import in_hours

Manifest = dict[str, Any]

INGRESS: Kind = ("networking.k8s.io", "Ingress")
PLATFORM_KINDS: tuple[Kind, ...] = (
    ("", "LimitRange"),
    ("", "ResourceQuota"),
    ("", "ServiceAccount"),
    ("external-secrets.io", "SecretStore"),
    ("networking.k8s.io", "NetworkPolicy"),
)
ROOT_KINDS: tuple[Kind, ...] = (("argoproj.io", "AppProject"), ("argoproj.io", "Application"))


def projects(target: Target) -> dict[str, Manifest]:
    """file name without suffix -> AppProject, sorted."""
    return {"platform": platform_project(target), "services": services_project(target)}


def services_project(target: Target) -> Manifest:
    """What the charts and the routes may do: their kinds, in the environment's namespace alone."""
    kinds = {INGRESS}.union(*target.inventory.kinds.values())
    spec = _spec(target, f"Services and routes of {target.name}", target.namespace)
    spec["namespaceResourceWhitelist"] = _listed(kinds)
    return _project(target, target.project, spec | _windows(target))


def platform_project(target: Target) -> Manifest:
    """What the platform's own objects may do: one namespace and its storage classes by name, and what stands in it."""
    spec = _spec(target, f"Namespace, quota, store and defaults of {target.name}", target.namespace)
    classes = [names.STORAGE_CLASS, *([names.SHARED_STORAGE_CLASS] if target.environment.efs else [])]
    spec["clusterResourceWhitelist"] = [
        {"group": "", "kind": "Namespace", "name": target.namespace},
        *({"group": "storage.k8s.io", "kind": "StorageClass", "name": name} for name in classes),
    ]
    spec["namespaceResourceWhitelist"] = _listed(PLATFORM_KINDS)
    return _project(target, names.platform_project(target.platform, target.name), spec | _windows(target))


def root_project(target: Target) -> Manifest:
    """What root may do. Who writes Applications and projects is Argo CD's administrator: so nobody else may, and no
    window holds root back from writing a change that opens one."""
    spec = _spec(target, f"Root of {target.name}: the one that may write Applications", target.home)
    spec["namespaceResourceWhitelist"] = _listed(ROOT_KINDS)
    project = _project(target, names.root_project(target.platform, target.name), spec)
    del project["metadata"]["annotations"]  # applied by hand, before there are waves
    return project


def _project(target: Target, name: str, spec: Manifest) -> Manifest:
    if target.managed:
        spec = {**spec, "sourceNamespaces": [target.home]}
    metadata = {"name": name, "namespace": target.home, "annotations": waves.annotation(waves.PROJECTS)}
    return {"apiVersion": "argoproj.io/v1alpha1", "kind": "AppProject", "metadata": metadata, "spec": spec}


def _spec(target: Target, description: str, namespace: str) -> Manifest:
    return {
        "description": description,
        "sourceRepos": [target.repository],
        "destinations": [target.destination(namespace)],
    }


def _listed(kinds: Iterable[Kind]) -> list[Manifest]:
    return [{"group": group, "kind": kind} for group, kind in sorted(set(kinds))]


def _windows(target: Target) -> Manifest:
    """`syncWindows`, where the environment has any: for every Application of the project, open to a person's sync."""
    environment = target.environment
    windows = [
        {
            "kind": "deny" if window.deny is not None else "allow",
            "schedule": window.deny if window.deny is not None else window.allow,
            "duration": in_hours(window.duration),
            "timeZone": window.time_zone or environment.time_zone,
            "applications": ["*"],
            "manualSync": True,
            "description": name,
        }
        for name, window in sorted(environment.sync.windows.items())
    ]
    return {"syncWindows": windows} if windows else {}
