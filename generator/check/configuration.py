"""ConfigMaps and Secrets that pods name: they exist, with the keys that are taken from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.mention import Mention, mentions
from generator.check.pod import Pod
from generator.check.resource import Resource
from generator.kubernetes.reading import at, mapping, numbered, text

Keys = frozenset[str] | None
"""What is in a ConfigMap or Secret; None where only the cluster knows."""
CODES = {"ConfigMap": "config-map", "Secret": "secret"}
ROOT_CERTIFICATE = "kube-root-ca.crt"


def references(cluster: Cluster) -> Iterator[Finding]:
    """Pods that would wait for ever for their configuration."""
    there = _held(cluster)
    for pod in cluster.pods:
        yield from _mentioned(pod, there)


def _mentioned(pod: Pod, there: Mapping[tuple[str, str, str], Keys]) -> Iterator[Finding]:
    told = {("ConfigMap", ROOT_CERTIFICATE)}
    for mention in mentions(pod):
        identity = (mention.kind, pod.owner.namespace, mention.name)
        if identity in there:
            yield from _keys(pod, mention, there[identity])
        elif (mention.kind, mention.name) not in told:
            told.add((mention.kind, mention.name))
            yield _nowhere(pod, mention, there)


def _nowhere(pod: Pod, mention: Mention, there: Mapping[tuple[str, str, str], Keys]) -> Finding:
    namespace = pod.owner.namespace
    known = [name for kind, space, name in there if (kind, space) == (mention.kind, namespace)]
    made = "nothing makes it there" if mention.kind == "ConfigMap" else "no Secret or ExternalSecret makes it there"
    message = f"{pod.owner} needs the {mention.kind} `{mention.name}` in the namespace `{namespace}`, but {made}"
    hint = did_you_mean(mention.name, known, f"add the {mention.kind} `{mention.name}`")
    return pod.finding(mention.path, f"{CODES[mention.kind]}-unknown", message, hint)


def _keys(pod: Pod, mention: Mention, keys: Keys) -> Iterator[Finding]:
    for key, path in mention.keys if keys is not None else ():
        if keys is None or key in keys or key.split("/")[0] in keys:
            continue
        message = f"{pod.owner} takes the key `{key}` from the {mention.kind} `{mention.name}`, which lacks it"
        hint = did_you_mean(key, keys, f"add the key `{key}` to it")
        yield pod.finding(path, f"{CODES[mention.kind]}-key-unknown", message, hint)


def _held(cluster: Cluster) -> dict[tuple[str, str, str], Keys]:
    """Every ConfigMap and Secret that there will be, with its keys."""
    held: dict[tuple[str, str, str], Keys] = {}
    for one in cluster.of("ConfigMap"):
        held[one.kind, one.namespace, one.name] = _data(one, "data", "binaryData")
    for one in cluster.of("Secret"):
        held[one.kind, one.namespace, one.name] = _data(one, "data", "stringData")
    for one in cluster.of("Certificate"):
        held["Secret", one.namespace, text(one.spec, "secretName")] = frozenset(("tls.crt", "tls.key", "ca.crt"))
    for one in cluster.of("ExternalSecret"):
        if text(one.spec, "target", "creationPolicy") != "None":
            held["Secret", one.namespace, text(one.spec, "target", "name") or one.name] = external_keys(one)
    return held


def external_keys(external: Resource) -> Keys:
    """The keys of the Secret that an ExternalSecret makes."""
    target = mapping(external.spec, "target")
    template = mapping(target, "template")
    fetched = frozenset(text(item, "secretKey") for _, item in numbered(external.spec, "data"))
    written = frozenset(mapping(template, "data"))
    whole = bool(external.spec.get("dataFrom"))
    if "templateFrom" in template or text(target, "creationPolicy") == "Merge":
        return None
    if written and text(template, "mergePolicy") != "Merge":
        return written
    return None if whole else fetched | written


def _data(one: Resource, *fields: str) -> frozenset[str]:
    return frozenset(key for field in fields for key in mapping(at(one.body, field)))
