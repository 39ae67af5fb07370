"""Ingresses: addresses that nobody serves any more, and load balancers that are replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diff.nouns import Around, Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.once import once
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import listed, named, shown, went
from generator.kubernetes.reading import items, mapping, note, notes, sequence, text, texts

_ALB = "alb.ingress.kubernetes.io/"
_CLASS = "kubernetes.io/ingress.class"
_ROUTES = ("Ingress", "HTTPRoute")
Address = tuple[str, str, bool]
"""Host, path, and whether it holds for all that begins so."""


def _addresses(identity: Identity, body: Object | None) -> Iterator[Address]:
    if identity.kind == "Ingress":
        for rule in items(body, "spec", "rules"):
            for path in items(rule, "http", "paths"):
                yield text(rule, "host") or "*", text(path, "path") or "/", text(path, "pathType") != "Exact"
        return
    hosts = [host for host in sequence(body, "spec", "hostnames") if isinstance(host, str)] or ["*"]
    for rule in items(body, "spec", "rules"):
        for match in items(rule, "matches") or [{}]:
            value = text(match, "path", "value") or "/"
            yield from ((host, value, text(match, "path", "type") != "Exact") for host in hosts)


@once
def _served(around: Around) -> Mapping[str, list[tuple[str, bool]]]:
    """The paths that are served at head, by host."""
    found: dict[str, list[tuple[str, bool]]] = {}
    head = sides(around).head
    for kind in _ROUTES:
        for identity, body in head.of(kind):
            for host, path, is_prefix in _addresses(identity, body):
                found.setdefault(host, []).append((path, is_prefix))
    return found


def _is_served(around: Around, host: str, path: str) -> bool:
    wide = f"*.{host.partition('.')[2]}"
    for other, is_prefix in (pair for name in (host, wide, "*") for pair in _served(around).get(name, ())):
        stem = other.rstrip("/*")
        if other == path or (is_prefix and (path == stem or path.startswith(f"{stem}/"))):
            return True
    return False


def _unserved(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind not in _ROUTES or subject.base is None:
        return
    gone = [
        f"{host}{path}"
        for host, path, _ in _addresses(subject.identity, subject.base)
        if not _is_served(subject.around, host, path)
    ]
    if gone:
        yield Hit(f"{named(subject.identity)} no longer serves {listed(dict.fromkeys(gone))}: callers get 404", "spec")


def _class(body: Object | None) -> str:
    return text(body, "spec", "ingressClassName") or note(body, _CLASS)


def _is_alb(body: Object | None) -> bool:
    return _class(body) == "alb" or any(key.startswith(_ALB) for key in notes(body))


def _switched(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "Ingress" or subject.base is None or subject.head is None:
        return
    old, new = _class(subject.base), _class(subject.head)
    if old != new:
        yield Hit(
            f"{named(subject.identity)} goes to another controller: {went('spec.ingressClassName', old, new)}; that "
            "makes a load balancer of its own, and the address that DNS knows stops answering",
            "spec.ingressClassName",
        )


def _certificates(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "Ingress" or subject.base is None or subject.head is None:
        return
    old, new = _secrets(subject.base), _secrets(subject.head)
    for host, name in old.items():
        if host in new and new[host] != name:
            path = "spec.tls"
            yield Hit(
                f"{named(subject.identity)} takes the certificate of {shown(host)} from {shown(new[host])} instead of "
                f"{shown(name)}: until that holds one for this host, browsers refuse it",
                path,
            )
        elif host not in new and any(host == one[0] for one in _addresses(subject.identity, subject.head)):
            yield Hit(f"{named(subject.identity)} has no certificate for {shown(host)} any more", "spec.tls")


def _secrets(body: Object) -> Mapping[str, str]:
    entries = items(body, "spec", "tls")
    return {host: text(entry, "secretName") for entry in entries for host in sorted(texts(entry, "hosts"))}


def _replaced(subject: Subject) -> Iterator[Hit]:
    """What names a load balancer of AWS, or says where it stands: with another one comes another."""
    if subject.identity.kind != "Ingress" or subject.base is None or not _is_alb(subject.base):
        return
    if subject.head is None:
        yield from _renamed(subject)
        return
    for key in ("scheme", "group.name", "load-balancer-name"):
        old, new = note(subject.base, f"{_ALB}{key}"), note(subject.head, f"{_ALB}{key}")
        old, new = (old or "internal", new or "internal") if key == "scheme" else (old, new)
        if old != new and not (key == "load-balancer-name" and not new):
            path = f"metadata.annotations[{_ALB}{key}]"
            yield Hit(
                f"{named(subject.identity)} gets another load balancer with another DNS name, and the old one is "
                f"deleted first: {went(path, old, new)}",
                path,
            )


def _renamed(subject: Subject) -> Iterator[Hit]:
    both = sides(subject.around)
    hosts = {host for host, _, _ in _addresses(subject.identity, subject.base)}
    group = note(subject.base, f"{_ALB}group.name")
    if group and any(note(body, f"{_ALB}group.name") == group for _, body in both.head.of("Ingress")):
        return
    for identity, body in _new(both.head, both.base):
        if hosts & {host for host, _, _ in _addresses(identity, body)}:
            yield Hit(
                f"{named(subject.identity)} becomes {named(identity)}: its load balancer is deleted, another is made "
                f"with another DNS name, and {listed(sorted(hosts))} fails until DNS follows"
            )
            return


def _new(head: Side, base: Side) -> Iterator[tuple[Identity, Object]]:
    for identity, body in head.of("Ingress"):
        if identity not in base.objects:
            yield identity, body


def _targets(subject: Subject) -> Iterator[Hit]:
    """Pods as targets or nodes as targets: the groups of targets are made anew."""
    keys = {"Ingress": f"{_ALB}target-type", "Service": "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type"}
    key = keys.get(subject.identity.kind)
    if key is None or subject.base is None or subject.head is None:
        return
    old, new = note(subject.base, key) or "instance", note(subject.head, key) or "instance"
    if old != new and (mapping(subject.head, "metadata", "annotations") or mapping(subject.base, "metadata")):
        path = f"metadata.annotations[{key}]"
        yield Hit(f"{named(subject.identity)} makes its target groups anew: {went(path, old, new)}", path)


RULES = (
    Rule(
        "O13",
        "O",
        "a host or path is no longer served",
        "keep a redirect, or merge once nobody calls it",
        _unserved,
    ),
    Rule(
        "O13b",
        "O",
        "an Ingress goes to another controller",
        "run a second Ingress of the new class beside it, move DNS, then remove the old one",
        _switched,
    ),
    Rule(
        "O13c",
        "O",
        "the certificate of a host comes from another Secret, or from none",
        "see that the new Secret holds a certificate for the host before you merge",
        _certificates,
    ),
    Rule(
        "O14",
        "O",
        "a load balancer of AWS is replaced, and its DNS name changes",
        "add a second Ingress beside the old one, move DNS to it, then remove the old one",
        _replaced,
    ),
    Rule(
        "O16",
        "O",
        "the target groups of a load balancer are made anew, and requests may fail meanwhile",
        "add a second Ingress or Service with the new type beside it, and move over",
        _targets,
    ),
)
