"""Names, labels and keys: how the API server lets them be written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Subject
from generator.diff.rules.form.kinds import GROUPS
from generator.diff.rules.pods import pod_of
from generator.diff.rules.versions import since
from generator.kubernetes.form import DATA, LABEL, PORT, QUALIFIED, SERVICE, SUBDOMAIN, VALUE, Form, fits, key_fits
from generator.kubernetes.form import NAMES as OLD_NAMES
from generator.kubernetes.reading import items, labels, mapping, named, notes, sequence, text

VARIABLE = Form(re.compile(r"[ -<>-~]+"), 1 << 20, "no `=`, and nothing but plain characters")
NAMES: Mapping[str, Form] = {
    **dict.fromkeys(("Namespace", "Service", "StatefulSet"), LABEL),
    **{kind: form for kind, form in OLD_NAMES.items() if kind not in ("CronJob", "Namespace", "Service")},
}
"""Kinds whose names are not plain subdomains; how long that of a CronJob is, is another rule."""
ASKED = [
    (probe, way) for probe in ("livenessProbe", "readinessProbe", "startupProbe") for way in ("httpGet", "tcpSocket")
]
FINALIZERS = ("foregroundDeletion", "kubernetes", "orphan")
RELAXED = "1.36"
"""The first version in which the name of a Service may begin with a digit."""


def spellings(subject: Subject) -> Iterator[Hit]:
    """Whatever the API server would refuse for how it is written."""
    head = subject.head
    if head is None:
        return
    if subject.base is None and subject.identity.name:
        yield from _name(subject)
    yield from _labels("metadata", labels(head), notes(head))
    yield from _finalizers(subject, head)
    pod = pod_of(head)
    if pod is not None and pod.path != "spec":
        yield from _labels(f"{pod.path.removesuffix('.spec')}.metadata", pod.labels, pod.notes)
    for container in pod.containers if pod else ():
        yield from _wrong(LABEL, "container", text(container.body, "name"), f"{container.path}.name")
        for place, port in named(items(container.body, "ports")):
            yield from _wrong(PORT, "port", text(port, "name"), f"{container.path}.ports[{place}].name")
        for keys in ASKED:
            where = ".".join((container.path, *keys, "port"))
            yield from _wrong(PORT, "port", text(container.body, *keys, "port"), where)
        for place, variable in named(items(container.body, "env")):
            yield from _wrong(VARIABLE, "variable", text(variable, "name"), f"{container.path}.env[{place}].name")
    volumes = [(pod.path, *one) for one in named(items(pod.spec, "volumes"))] if pod else []
    for where, place, volume in volumes:
        yield from _wrong(LABEL, "volume", text(volume, "name"), f"{where}.volumes[{place}].name")
    yield from _of_kind(subject, head)


def _name(subject: Subject) -> Iterator[Hit]:
    kind = subject.identity.kind
    form = NAMES.get(kind, SUBDOMAIN)
    if kind == "Service" and not since(subject, RELAXED):
        form = SERVICE
    yield from _wrong(form, kind, subject.identity.name, "metadata.name")


def _labels(path: str, found: Mapping[str, Any], notes: Mapping[str, Any]) -> Iterator[Hit]:
    for key, value in found.items():
        yield from _key("label", key, f"{path}.labels[{key}]")
        if isinstance(value, str) and not fits(value, VALUE):
            yield Hit(f"the value of the label `{key}` may have {VALUE.words}", f"{path}.labels[{key}]")
    for key in notes:
        yield from _key("annotation", key.lower(), f"{path}.annotations[{key}]")


def _finalizers(subject: Subject, head: Mapping[str, Any]) -> Iterator[Hit]:
    """Of kinds that are not its own the API server only warns."""
    for position, one in enumerate(
        sequence(head, "metadata", "finalizers") if subject.identity.group in GROUPS else ()
    ):
        if "/" not in str(one) and one not in FINALIZERS:
            yield Hit("a finalizer has a domain and a path", f"metadata.finalizers[{position}]")


def _key(noun: str, key: str, path: str) -> Iterator[Hit]:
    if not key_fits(key):
        yield Hit(f"the key of this {noun} may have {QUALIFIED.words}, after a domain and `/` or not", path)


def _wrong(form: Form, noun: str, value: str, path: str) -> Iterator[Hit]:
    if value and not fits(value, form):
        yield Hit(f"the name of this {noun} may have {form.words}", path)


def _of_kind(subject: Subject, head: Mapping[str, Any]) -> Iterator[Hit]:
    kind = subject.identity.kind
    if kind in ("ConfigMap", "Secret") and not subject.identity.group:
        keys = [(field, key) for field in ("data", "binaryData", "stringData") for key in mapping(head, field)]
        for field, key in keys:
            yield from _wrong(DATA, "key", key, f"{field}[{key}]")
        for key in {*mapping(head, "data")} & {*mapping(head, "binaryData")} if kind == "ConfigMap" else ():
            yield Hit("`data` and `binaryData` have the same key", f"binaryData[{key}]")
    if kind == "Service":
        for place, port in named(items(head, "spec", "ports")):
            yield from _wrong(LABEL, "port", text(port, "name"), f"spec.ports[{place}].name")
            yield from _wrong(PORT, "port", text(port, "targetPort"), f"spec.ports[{place}].targetPort")
