"""Small objects to compare."""

from __future__ import annotations

from typing import Any

from generator.diff.compare import edits
from generator.diff.nouns import NOTHING, Application, Cluster

Object = dict[str, Any]


def thing(kind: str, api: str = "v1", name: str = "api", **body: Any) -> Object:
    return {"apiVersion": api, "kind": kind, "metadata": {"name": name}, **body}


def deployment(name: str = "api", **container: Any) -> Object:
    spec = {"replicas": 1, "template": {"spec": {"containers": [{"name": "api", **container}]}}}
    return thing("Deployment", "apps/v1", name, spec=spec)


def config_map(**data: str) -> Object:
    return thing("ConfigMap", data=data)


def told(before: Object, after: Object) -> list[str]:
    """Each edit as a line: its path, both values, and what else is said of it."""
    return [_line(edit) for edit in edits(before, after)]


def _line(edit: Any) -> str:
    marks = "".join(f" ({mark})" for mark in (edit.about, edit.noise) if mark)
    return f"{edit.path}: {_shown(edit.old)} → {_shown(edit.new)}{marks}"


def _shown(value: Any) -> str:
    return "nothing" if value is NOTHING else repr(value) if isinstance(value, str | tuple) else str(value)


def application(name: str, *objects: Object, namespace: str = "shop", **more: Any) -> Application:
    manifest = thing("Application", "argoproj.io/v1alpha1", name, spec={"destination": {"namespace": namespace}})
    return Application(manifest, objects, **more)


def cluster(*applications: Application, **more: Any) -> Cluster:
    return Cluster("production", applications={one.name: one for one in applications}, **more)
