"""External secrets: the store exists, and a template uses only what is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.resource import Resource
from generator.kubernetes.reading import mapping, numbered, text

ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
FIELD = re.compile(r"(?<![\w.)\"$])\.([A-Za-z_]\w*)")
OTHER_DOT = re.compile(r"\{\{-?\s*(?:range|with|define)\b")


def secrets(cluster: Cluster) -> Iterator[Finding]:
    """External secrets that would never become a Secret."""
    for external in cluster.of("ExternalSecret"):
        yield from _store(cluster, external)
        if not external.spec.get("dataFrom"):
            yield from _template(external)


def _store(cluster: Cluster, external: Resource) -> Iterator[Finding]:
    reference = mapping(external.spec, "secretStoreRef")
    kind, name = text(reference, "kind") or "SecretStore", text(reference, "name")
    namespace = external.namespace if kind == "SecretStore" else ""
    if not name or cluster.named(kind, namespace, name):
        return
    where = f" in the namespace `{namespace}`" if namespace else ""
    message = f"{external} reads from the {kind} `{name}`, which is not there{where}"
    hint = did_you_mean(name, cluster.names(kind, namespace), f"add the {kind} `{name}`")
    yield external.finding(("spec", "secretStoreRef", "name"), "secret-store-unknown", message, hint)


def _template(external: Resource) -> Iterator[Finding]:
    fetched = {text(item, "secretKey") for _, item in numbered(external.spec, "data")}
    for key, value in mapping(external.spec, "target", "template", "data").items():
        for name in _used(value) if isinstance(value, str) else ():
            if name not in fetched:
                message = f"{external}: the template of `{key}` uses `{name}`, which is not among the keys it fetches"
                hint = did_you_mean(name, fetched, f"fetch `{name}` under `data`")
                path = ("spec", "target", "template", "data", key)
                yield external.finding(path, "secret-template-key-unknown", message, hint)


def _used(template: str) -> list[str]:
    """The keys that a template uses; unknown where the dot may be something else than the keys."""
    if OTHER_DOT.search(template):
        return []
    return [name for action in ACTION.findall(template) for name in FIELD.findall(_without_text(action))]


def _without_text(action: str) -> str:
    return re.sub(r'"(?:[^"\\]|\\.)*"|`[^`]*`', '""', action)
