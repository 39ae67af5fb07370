"""Lists that Kubernetes keeps by a key: nothing stands in them twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from generator.diff.nouns import Hit, Object, Rule, Subject, Way
from generator.diff.rules.pods import Container, pod_of
from generator.kubernetes.reading import items, mapping, text


class Keyed(NamedTuple):
    """A list, and the values that make an entry of it one."""

    path: str
    keys: tuple[str, ...]
    entries: Sequence[Mapping[str, Any]]
    judged: bool = True
    """whether the API server itself refuses a second one, however it is written"""


Entry = tuple[object, ...]
BOTH = "server-side apply knows this one by {key}, and it is there twice"


def keyed(node: Object) -> Iterator[Keyed]:
    """Every list of an object that has a key."""
    pod = pod_of(node)
    if pod is not None:
        every = [*items(pod.spec, "initContainers"), *items(pod.spec, "containers")]
        yield Keyed(f"{pod.path}.containers", ("name",), every)
        yield Keyed(f"{pod.path}.volumes", ("name",), items(pod.spec, "volumes"))
        spread = items(pod.spec, "topologySpreadConstraints")
        yield Keyed(f"{pod.path}.topologySpreadConstraints", ("topologyKey", "whenUnsatisfiable"), spread)
        yield Keyed(f"{pod.path}.hostAliases", ("ip",), items(pod.spec, "hostAliases"), judged=False)
        yield Keyed(f"{pod.path}.imagePullSecrets", ("name",), items(pod.spec, "imagePullSecrets"), judged=False)
        for container in pod.containers:
            yield from _of_container(container)
    if text(node, "kind") == "Service":
        yield Keyed("spec.ports", ("port", "protocol"), items(node, "spec", "ports"))
    if text(node, "kind").endswith("WebhookConfiguration"):
        yield Keyed("webhooks", ("name",), items(node, "webhooks"))


def _of_container(container: Container) -> Iterator[Keyed]:
    body = container.body
    yield Keyed(f"{container.path}.env", ("name",), items(body, "env"), judged=False)
    yield Keyed(f"{container.path}.ports", ("containerPort", "protocol"), items(body, "ports"), judged=False)
    yield Keyed(f"{container.path}.volumeMounts", ("mountPath",), items(body, "volumeMounts"))
    yield Keyed(f"{container.path}.volumeDevices", ("devicePath",), items(body, "volumeDevices"))


def twice(found: Keyed) -> Iterator[Entry]:
    """The keys that more than one entry has."""
    seen: set[Entry] = set()
    for entry in found.entries:
        key = tuple(entry.get(name, "TCP" if name == "protocol" else None) for name in found.keys)
        if key in seen:
            yield key
        seen.add(key)


def _refused(subject: Subject) -> Iterator[Hit]:
    if subject.head is None:
        return
    for found in keyed(subject.head):
        for key in twice(found):
            if subject.way is Way.SERVER or (found.judged and not _is_folded(subject, found)):
                yield Hit(f"{_said(found, key)} is there twice", found.path)
    for path, name in _names(subject):
        yield Hit(f"two ports have the name `{name}`", path, "give each port a name of its own")
    several = items(subject.head, "spec", "ports") if subject.identity.kind == "Service" else []
    if len(several) > 1 and not all(text(port, "name") for port in several):
        yield Hit("each of several ports needs a name", "spec.ports", "give each port a name")


def _is_folded(subject: Subject, found: Keyed) -> bool:
    """Whether client-side apply makes one of the two before the API server sees them."""
    return subject.way is Way.CLIENT and subject.base is not None and found.path == "spec.ports"


def _said(found: Keyed, key: Entry) -> str:
    return f"`{'/'.join(map(str, key))}`"


def _names(subject: Subject) -> Iterator[tuple[str, str]]:
    """Ports of one name: in git, or with one that stays because client-side apply wrote it."""
    stays = subject.way is Way.SERVER and subject.was is Way.CLIENT and subject.base is not None
    before = _ports(subject.base) if stays and subject.base is not None else {}
    for path, ports in _ports(subject.head).items():
        names = [text(port, "name") for port in ports]
        has = {_number(port) for port in ports}
        names += [text(port, "name") for port in before.get(path, ()) if _number(port) not in has]
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            yield path, name


def _ports(node: Object | None) -> dict[str, list[Mapping[str, Any]]]:
    if node is None:
        return {}
    pod = pod_of(node)
    found = {f"{one.path}.ports": items(one.body, "ports") for one in (pod.containers if pod else ())}
    if text(node, "kind") == "Service":
        found["spec.ports"] = items(mapping(node, "spec"), "ports")
    return found


def _number(port: Mapping[str, Any]) -> Entry:
    return port.get("containerPort", port.get("port")), port.get("protocol", "TCP")


def _folded(subject: Subject) -> Iterator[Hit]:
    """Only what was not so before: a person was told then."""
    if subject.head is None or subject.way is not Way.CLIENT:
        return
    before = {*_silent(replace(subject, head=subject.base))} if subject.base is not None else set()
    yield from (hit for hit in _silent(subject) if hit not in before)


def _silent(subject: Subject) -> Iterator[Hit]:
    if subject.head is None:
        return
    for found in keyed(subject.head):
        accepted = not found.judged or _is_folded(subject, found)
        for key in twice(found) if accepted else ():
            outcome = (
                "only one of them is stored" if found.path == "spec.ports" else "later changes reach the wrong one"
            )
            yield Hit(f"{_said(found, key)} is there twice: client-side apply takes it, and {outcome}", found.path)
        ports = [entry.get(found.keys[0]) for entry in found.entries] if found.keys[-1] == "protocol" else []
        if len(set(ports)) < len(ports) and not [*twice(found)]:
            yield Hit("two protocols on one port: with client-side apply a change of one reaches the other", found.path)


UNIQUE = "write each of them once; two protocols on one port need `ServerSideApply=true`"
RULES = (Rule("I22", "X", "something is there twice that may be there once", UNIQUE, _refused, proved=True),)
SILENT = (Rule("I22", "O", "something is there twice, and Kubernetes does not say so", UNIQUE, _folded, proved=True),)
