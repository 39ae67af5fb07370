"""Ingresses: hosts and paths as the API server takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from typing import Any

from generator.diff.nouns import Hit, Subject
from generator.kubernetes.form import SUBDOMAIN, fits
from generator.kubernetes.reading import items, mapping, sequence, text

TYPES = ("Exact", "ImplementationSpecific", "Prefix")
NEVER = ("//", "/./", "/../", "%2f", "%2F")
ENDS = ("/..", "/.")


def ingresses(subject: Subject) -> Iterator[Hit]:
    """Hosts that are none, paths without a type, backends that are none or two."""
    if subject.head is None or subject.identity.kind != "Ingress" or subject.identity.group != "networking.k8s.io":
        return
    spec = mapping(subject.head, "spec")
    if not items(spec, "rules") and not mapping(spec, "defaultBackend"):
        yield Hit("an Ingress needs a rule or a `defaultBackend`", "spec.rules")
    if mapping(spec, "defaultBackend"):
        yield from _backend(mapping(spec, "defaultBackend"), "spec.defaultBackend")
    for rule in items(spec, "rules"):
        host = text(rule, "host")
        yield from _host(host, f"spec.rules[{host}].host")
        for path in items(rule, "http", "paths"):
            yield from _path(path, f"spec.rules[{host}].http.paths[{text(path, 'path')}]")
    for entry in items(spec, "tls"):
        for host in sequence(entry, "hosts"):
            yield from _host(str(host), f"spec.tls[{text(entry, 'secretName')}].hosts")


def _host(host: str, place: str) -> Iterator[Hit]:
    name = host.removeprefix("*.")
    if host and (_is_address(host) or not fits(name, SUBDOMAIN) or ("*" in host and "." not in name and name == host)):
        yield Hit("a host is a domain of a-z, 0-9, `-` and `.`, and no address", place, "write it in small letters")


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _path(path: Mapping[str, Any], place: str) -> Iterator[Hit]:
    kind, where = text(path, "pathType"), text(path, "path")
    if kind not in TYPES:
        yield Hit("a path needs a `pathType`", f"{place}.pathType", "write `pathType: Prefix`")
        return
    if (kind != "ImplementationSpecific" or where) and not where.startswith("/"):
        yield Hit("a path starts with `/`", f"{place}.path")
    elif kind != "ImplementationSpecific" and (any(part in where for part in NEVER) or where.endswith(ENDS)):
        yield Hit("a path is written without `//`, `/./`, `/../` and `%2f`", f"{place}.path")
    yield from _backend(mapping(path, "backend"), f"{place}.backend")


def _backend(backend: Mapping[str, Any], place: str) -> Iterator[Hit]:
    service = mapping(backend, "service")
    if bool(service) is bool(mapping(backend, "resource")):
        yield Hit("a backend is a `service` or a `resource`, one of them", place)
    elif service and (bool(text(service, "port", "name")) is bool(mapping(service, "port").get("number"))):
        yield Hit("the port of a service has a `name` or a `number`, one of them", f"{place}.service.port")
