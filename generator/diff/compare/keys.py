"""The entries of a list -> a label for each, by which the same one is found again: section 3.1 of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from generator.diff.compare.where import Where
from generator.diff.compare.words import words


class Key(NamedTuple):
    """The fields that tell the entries of a list apart: `a.b` lies deeper, `a|b` is the first there is.

    What stands behind `=` is the value where none is written. A key for certain kinds holds for them alone, and for
    entries without any of its fields too.
    """

    fields: tuple[str, ...]
    kinds: frozenset[str] = frozenset()


def _key(text: str, kinds: str = "") -> Key:
    return Key(tuple(text.split("+")), frozenset(kinds.split()))


_NAMED = (
    "containers initContainers ephemeralContainers volumes imagePullSecrets resourceClaims schedulingGates env secrets"
    " webhooks matchConditions variables groups parameters sysctls httpHeaders versions roles"
)
_ROUTES = "HTTPRoute GRPCRoute TCPRoute TLSRoute UDPRoute"
_KEYS: Mapping[str, tuple[Key, ...]] = {
    **dict.fromkeys(_NAMED.split(), (_key("name"),)),
    "backendRefs": (_key("kind=Service+namespace+name+port"),),
    "clusterResourceBlacklist": (_key("group+kind"),),
    "clusterResourceWhitelist": (_key("group+kind"),),
    "conditions": (_key("type"),),
    "data": (_key("secretKey"),),
    "destinations": (_key("server|name+namespace"),),
    "egress": (),
    "endpoints": (_key("port|targetPort+path=/metrics", "ServiceMonitor"),),
    "envFrom": (_key("prefix+configMapRef.name|secretRef.name"),),
    "hostAliases": (_key("ip"),),
    "ignoreDifferences": (_key("group+kind+namespace+name"),),
    "ingress": (),
    "items": (_key("key"), _key("path")),
    "limits": (_key("type"),),
    "listeners": (_key("name"),),
    "matchExpressions": (_key("key+operator"),),
    "metrics": (
        _key("type+resource.name|containerResource.name|pods.metric.name|object.metric.name|external.metric.name"),
    ),
    "namespaceResourceBlacklist": (_key("group+kind"),),
    "namespaceResourceWhitelist": (_key("group+kind"),),
    "parentRefs": (_key("namespace+name+sectionName+port"),),
    "paths": (_key("path+pathType=Prefix", "Ingress"),),
    "podMetricsEndpoints": (_key("port|targetPort+path=/metrics", "PodMonitor"),),
    "policies": (_key("type"),),
    "ports": (_key("containerPort+protocol=TCP"), _key("port+protocol=TCP")),
    "readinessGates": (_key("conditionType"),),
    "requirements": (_key("key"),),
    "resizePolicy": (_key("resourceName"),),
    "rules": (
        _key("host", "Ingress"),
        _key("alert|record", "PrometheusRule"),
        _key("apiGroups+resources+resourceNames+nonResourceURLs"),
    ),
    "secretTargetRef": (_key("parameter"),),
    "sources": (_key("repoURL+chart|path+ref"),),
    "subjects": (_key("kind+namespace+name"),),
    "syncWindows": (_key("kind+schedule+duration"),),
    "taints": (_key("key+effect"),),
    "tls": (_key("secretName", "Ingress"),),
    "tolerations": (_key("key+operator=Equal+effect"),),
    "topologySpreadConstraints": (_key("topologyKey+whenUnsatisfiable=DoNotSchedule"),),
    "triggers": (_key("type+name"),),
    "volumeClaimTemplates": (_key("metadata.name"),),
    "volumeDevices": (_key("devicePath"),),
    "volumeMounts": (_key("mountPath"),),
}
_SETS = words(
    "accessModes add addresses apiGroups apiVersions categories drop finalizers hostnames namespaces nonResourceURLs"
    " operations policyTypes resourceNames resources shortNames sourceNamespaces sourceRepos supplementalGroups"
    " syncOptions verbs"
)
"""Lists of plain values in which each stands once and none before another."""
_UNORDERED = _SETS | words(
    "clusterResourceBlacklist clusterResourceWhitelist conditions data destinations endpoints ignoreDifferences"
    " imagePullSecrets limits listeners matchExpressions metrics namespaceResourceBlacklist namespaceResourceWhitelist"
    " parentRefs podMetricsEndpoints ports requirements roles rules secrets subjects syncWindows taints tls versions"
    " webhooks"
)
_COMMON = (Key(("name",)), Key(("key",)), Key(("id",)))

Labels = tuple[list[str], list[str]]


def labels(before: Sequence[Any], after: Sequence[Any], where: Where) -> Labels | None:
    """The labels of both lists; None where nothing but likeness tells which entry is which."""
    entries = (*before, *after)
    if not where.free and where.field in _SETS and all(isinstance(one, str) for one in entries):
        return _numbered([_plain(one, where) for one in before]), _numbered([_plain(one, where) for one in after])
    if not all(isinstance(one, Mapping) for one in entries):
        return None
    for key in () if where.free else _KEYS.get(where.field, ()):
        if where.kind in key.kinds if key.kinds else all(_has(one, key) for one in entries):
            return _numbered([_label(one, key) for one in before]), _numbered([_label(one, key) for one in after])
    return _by_guess(before, after)


def is_unordered(where: Where) -> bool:
    """Whether the order of a list means nothing to whoever reads it; in pods every order makes another template."""
    if where.free or where.is_in_pods or where.field not in _UNORDERED:
        return False
    return where.field != "rules" or where.group == "rbac.authorization.k8s.io"


def _by_guess(before: Sequence[Any], after: Sequence[Any]) -> Labels | None:
    """What tells entries apart in a kind that nobody knows: a name, where none stands twice."""
    for key in _COMMON:
        if all(isinstance(one.get(key.fields[0]), str | int) for one in (*before, *after)):
            both = [_label(one, key) for one in before], [_label(one, key) for one in after]
            if all(len(set(names)) == len(names) for names in both):
                return both
    return None


def _has(entry: Mapping[str, Any], key: Key) -> bool:
    return any("=" not in field and _value(entry, field) != "" for field in key.fields)


def _label(entry: Mapping[str, Any], key: Key) -> str:
    found = []
    for field in key.fields:
        names, _, default = field.partition("=")
        value = _value(entry, names)
        if value not in ("", default):
            found.append(value)
    return "/".join(found) or "*"


def _value(entry: Mapping[str, Any], names: str) -> str:
    for name in names.split("|"):
        value: Any = entry
        for step in name.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if isinstance(value, list):
            return ",".join(sorted(map(str, value)))
        if value is not None and value != "":
            return str(value)
    return ""


def _plain(value: str, where: Where) -> str:
    return value.partition("=")[0] if where.field == "syncOptions" else value


def _numbered(names: list[str]) -> list[str]:
    """The names; one that stands there again with its number, as it may be legal."""
    found: dict[str, None] = {}
    for name in names:
        label, times = name, 1
        while label in found:
            times += 1
            label = f"{name}#{times}"
        found[label] = None
    return list(found)
