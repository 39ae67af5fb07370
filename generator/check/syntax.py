"""Names, labels and keys are written as Kubernetes takes them."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.cluster import Cluster
from generator.check.finding import Finding, Path
from generator.check.pod import Pod
from generator.check.resource import Resource
from generator.kubernetes.form import (
    DATA,
    LABEL,
    NAMES,
    PORT,
    QUALIFIED,
    SUBDOMAIN,
    VALUE,
    VARIABLE,
    Form,
    fits,
    key_fits,
)
from generator.kubernetes.reading import mapping, numbered, sequence, text

ANNOTATIONS = 256 * 1024
FINALIZERS = ("foregroundDeletion", "kubernetes", "orphan")
ENCODED = {("Secret", "data"): "`stringData`", ("ConfigMap", "binaryData"): "`data`"}


def spellings(cluster: Cluster) -> Iterator[Finding]:
    """Everything that the API server would refuse for how it is written."""
    for resource in cluster.resources:
        metadata = mapping(resource.body, "metadata")
        if resource.name or not text(metadata, "generateName"):
            yield from _name(resource)
        yield from _metadata(resource, ("metadata",), metadata)
    for holder in cluster.of("ConfigMap", "Secret"):
        for field, key in _keys(holder):
            yield from _judged(holder, (field, key), "key-invalid", "key", key, DATA)
            if (holder.kind, field) in ENCODED and not _is_base64(mapping(holder.body, field)[key]):
                message = f"{holder}: what `{field}` has under `{key}` is no base64"
                hint = "encode it, or move it to " + ENCODED[holder.kind, field]
                yield holder.finding((field, key), "data-invalid", message, hint)
    for service in cluster.of("Service"):
        for position, port in numbered(service.spec, "ports"):
            path = ("spec", "ports", position, "name")
            yield from _judged(service, path, "name-invalid", "port name", port.get("name"), LABEL)
    for pod in cluster.pods:
        yield from _pod(pod)


def _is_base64(value: object) -> bool:
    try:
        return not isinstance(value, str) or bool(b64decode("".join(value.split()), validate=True) or not value)
    except ValueError:
        return False


def _keys(holder: Resource) -> list[tuple[str, str]]:
    return [(field, key) for field in ("data", "binaryData", "stringData") for key in mapping(holder.body, field)]


def _pod(pod: Pod) -> Iterator[Finding]:
    template = pod.path[:-1]
    if template:
        yield from _metadata(pod.owner, (*template, "metadata"), {"labels": pod.labels, "annotations": pod.annotations})
    for container in pod.containers:
        path = (*pod.path, *container.path)
        yield from _judged(
            pod.owner, (*path, "name"), "name-invalid", "container name", container.body.get("name"), LABEL
        )
        for group, key, noun, form in (("ports", "name", "port name", PORT), ("env", "name", "variable", VARIABLE)):
            for position, item in numbered(container.body, group):
                place = (*path, group, position, key)
                yield from _judged(pod.owner, place, "name-invalid", noun, item.get(key), form)
    for position, volume in numbered(pod.spec, "volumes"):
        place = (*pod.path, "volumes", position, "name")
        yield from _judged(pod.owner, place, "name-invalid", "volume name", volume.get("name"), LABEL)


def _name(resource: Resource) -> Iterator[Finding]:
    if not resource.name:
        message = f"an object of the kind `{resource.kind}` has no name"
        yield resource.finding(("metadata",), "name-missing", message, "add `metadata.name`")
        return
    form = NAMES.get(resource.kind, SUBDOMAIN)
    yield from _judged(resource, ("metadata", "name"), "name-invalid", "name", resource.name, form)


def _metadata(resource: Resource, path: Path, metadata: Mapping[str, Any]) -> Iterator[Finding]:
    for key, value in mapping(metadata, "labels").items():
        place = (*path, "labels", key)
        if not key_fits(key):
            yield _refused(resource, place, "label-invalid", "label", key, QUALIFIED)
        yield from _judged(resource, place, "label-invalid", "value", value, VALUE, f" of the label `{key}`")
    for position, finalizer in enumerate(sequence(metadata, "finalizers")):
        if (
            isinstance(finalizer, str)
            and not ("/" in finalizer and key_fits(finalizer))
            and finalizer not in FINALIZERS
        ):
            message = f"{resource}: the finalizer `{finalizer}` is no domain with a path"
            hint = "write one such as `example.com/name`"
            yield resource.finding((*path, "finalizers", position), "finalizer-invalid", message, hint)
    annotations = mapping(metadata, "annotations")
    for key in annotations:
        if not key_fits(key):
            yield _refused(resource, (*path, "annotations", key), "annotation-invalid", "annotation", key, QUALIFIED)
    size = sum(len(key) + len(value) for key, value in annotations.items() if isinstance(value, str))
    if size > ANNOTATIONS:
        message = f"{resource} has {size} characters of annotations, more than the {ANNOTATIONS} that are allowed"
        hint = "move what is long to a ConfigMap"
        yield resource.finding((*path, "annotations"), "annotation-invalid", message, hint)


def _judged(
    resource: Resource, path: Path, code: str, noun: str, value: object, form: Form, of: str = ""
) -> Iterator[Finding]:
    if isinstance(value, str) and not fits(value, form):
        yield _refused(resource, path, code, noun, value, form, of)


def _refused(resource: Resource, path: Path, code: str, noun: str, value: str, form: Form, of: str = "") -> Finding:
    shown = value if len(value) <= 80 else f"{value[:79]}…"
    wrong = f"has {len(value)} characters" if len(value) > form.limit else "is written wrongly"
    return resource.finding(path, code, f"{resource}: the {noun} `{shown}`{of} {wrong}", f"use {form.words}")
