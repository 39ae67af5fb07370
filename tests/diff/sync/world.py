"""A small environment for tests: one Application over one namespace, written with as few words as may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.diff import cluster
from generator.diff.nouns import Application, Change, Cluster, Finding, Object, State, Subject, Told, Way
from generator.diff.sync import foretold
from generator.diff.sync.policy import HERE
from generator.diff.sync.surroundings import objects_of
from generator.diff.sync.world import World

ARGO = "argoproj.io/v1alpha1"
REPOSITORY = "https://git.example.com/shop.git"
CASCADE = "resources-finalizer.argocd.argoproj.io"
AUTO = {"automated": {"prune": True}}
Told3 = tuple[tuple[Told, ...], tuple[State, ...], tuple[Finding, ...]]


def thing(kind: str, name: str, version: str = "v1", **rest: Any) -> dict[str, Any]:
    """An object; `notes` are its annotations, `space` its namespace."""
    meta: dict[str, Any] = {"name": name}
    for key, words in (("namespace", "space"), ("annotations", "notes"), ("labels", "labels")):
        if words in rest:
            meta[key] = rest.pop(words)
    return {"apiVersion": version, "kind": kind, "metadata": meta, **rest}


def config(name: str, level: str = "info", **rest: Any) -> dict[str, Any]:
    """A ConfigMap."""
    return thing("ConfigMap", name, data={"LEVEL": level}, **rest)


def deployment(name: str, image: str = "web:1", **rest: Any) -> dict[str, Any]:
    """A Deployment; what is more is of its spec, but for `notes`."""
    notes = {"notes": rest.pop("notes")} if "notes" in rest else {}
    labels = {"app": name}
    pod = {"containers": [{"name": "web", "image": image}], **rest.pop("pod", {})}
    spec = {
        "replicas": 1,
        "selector": {"matchLabels": labels},
        "template": {"metadata": {"labels": labels}, "spec": pod},
    }
    return thing("Deployment", name, "apps/v1", spec={**spec, **rest}, **notes)


def job(name: str, image: str = "m:1", *, notes: Mapping[str, str] | None = None, **rest: Any) -> dict[str, Any]:
    """A Job; what is more is of its pods."""
    pod = {"restartPolicy": "Never", "containers": [{"name": "m", "image": image}], **rest}
    return thing("Job", name, "batch/v1", spec={"template": {"spec": pod}}, notes=dict(notes or {}))


def app(
    name: str = "app", *, finalizers: Iterable[str] = (), notes: Mapping[str, str] | None = None, **spec: Any
) -> Object:
    """An Application over the folder of its name, synced and pruned by itself unless it says otherwise."""
    home = spec.pop("space", "shop")
    path = spec.pop("path", name)
    meta = {"name": name, "namespace": "argocd", "finalizers": [*finalizers], "annotations": dict(notes or {})}
    whole = {
        "project": "default",
        "source": {"repoURL": REPOSITORY, "targetRevision": "main", "path": path},
        "destination": {"server": HERE, "namespace": home},
        "syncPolicy": AUTO,
        **spec,
    }
    return {"apiVersion": ARGO, "kind": "Application", "metadata": meta, "spec": whole}


def options(*listed: str, **automated: Any) -> dict[str, Any]:
    """A sync policy with these options."""
    return {"automated": {"prune": True, **automated}, "syncOptions": [*listed]}


def project(name: str = "shop", **spec: Any) -> dict[str, Any]:
    """An AppProject that permits all, but for what it says."""
    everything = {"sourceRepos": ["*"], "destinations": [{"server": "*", "namespace": "*"}]}
    whole = {**everything, "clusterResourceWhitelist": [{"group": "*", "kind": "*"}], **spec}
    return thing("AppProject", name, ARGO, space="argocd", spec=whole)


def side(by_hand: Iterable[Object], before: Cluster | None = None, **folders: Iterable[Object]) -> Cluster:
    """An environment of what is applied by hand and of folders; one that is not there does not render."""

    def render(manifest: Object) -> Application:
        return Application(manifest, tuple(folders.get(manifest["spec"]["source"]["path"], ())))

    return cluster.of("dev", by_hand, render, before=before)


def told(base: Cluster, head: Cluster, world: World = World()) -> Told3:  # noqa: B008 - a frozen value
    """What is foretold, by simple judges of single objects."""
    return foretold(
        base, head, changes=_changes(base, head), refused=refused, changed=changed, restarts=restarts, world=world
    )


def refused(subject: Subject) -> tuple[str, str] | None:
    """A Job's template is fixed, and so is a Deployment's selector; a ConfigMap of level `bad` is never taken.

    A Widget is known where one was there.
    """
    if subject.identity.kind == "Widget" and subject.identity not in subject.around.base:
        return "I23", "nothing defines a Widget"
    if (subject.head or {}).get("data", {}).get("LEVEL") == "bad":
        return "X", "a level that nobody knows"
    if subject.base is None or subject.head is None:
        return None
    fixed = {"Job": "template", "Deployment": "selector"}.get(subject.identity.kind)
    sides = [one.get("spec", {}).get(fixed) for one in (subject.base, subject.head)]
    return ("I", "field is immutable") if sides[0] != sides[1] else None


def changed(subject: Subject) -> bool:
    """Whether anything differs; what only leaves git is kept where the way to apply was switched."""
    if subject.was is not None and subject.base is not None and subject.head is not None:
        return {**subject.base, **subject.head} != subject.base
    return subject.base != subject.head


def restarts(subject: Subject) -> bool:
    """Whether a Deployment's pods are others."""
    sides = [(one or {}).get("spec", {}).get("template") for one in (subject.base, subject.head)]
    return subject.identity.kind == "Deployment" and sides[0] != sides[1] and subject.way is not Way.REPLACE


def _changes(base: Cluster, head: Cluster) -> list[Change]:
    found: list[Change] = []
    for name in sorted({*base.applications, *head.applications}):
        old, new = (objects_of(one.applications.get(name), {}) for one in (base, head))
        both = (one for one in sorted({**old, **new}) if old.get(one) != new.get(one))
        found.extend(Change("dev", name, one, old.get(one), new.get(one)) for one in both)
    return found
