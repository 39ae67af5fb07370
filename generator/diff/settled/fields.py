"""What Go's types say of fields, by name: which are maps, amounts, values that no pointer holds."""

from __future__ import annotations

MAPS = frozenset(
    [
        "annotations",
        "binaryData",
        "data",
        "labels",
        "matchLabels",
        "nodeSelector",
        "options",
        "parameters",
        "stringData",
        "userAnnotations",
        "volumeAttributes",
    ]
)
"""Maps from names to texts, whose entries are never dropped."""
AMOUNTS = frozenset(
    ["capacity", "default", "defaultRequest", "hard", "limits", "max", "min", "overhead", "podFixed", "requests"]
)
AMOUNT = frozenset(["averageValue", "divisor", "sizeLimit"])
VALUES = (
    frozenset(["jobTemplate", "metadata", "resources", "spec", "strategy", "template", "updateStrategy"])
    | MAPS
    | AMOUNTS
)
"""What is dropped where it is empty: maps, and structures that no pointer holds."""
FALSE = frozenset(
    [
        "chapAuthDiscovery",
        "chapAuthSession",
        "globalDefault",
        "hostIPC",
        "hostNetwork",
        "hostPID",
        "paused",
        "publishNotReadyAddresses",
        "readOnly",
        "sslEnabled",
        "stdin",
        "stdinOnce",
        "tty",
    ]
)
ZERO = frozenset(
    [
        "failureThreshold",
        "healthCheckNodePort",
        "hostPort",
        "initialDelaySeconds",
        "minReadySeconds",
        "nodePort",
        "number",
        "periodSeconds",
        "successThreshold",
    ]
)
POINTERS = frozenset(
    [
        "fsGroupChangePolicy",
        "hostnameOverride",
        "ingressClassName",
        "loadBalancerClass",
        "runtimeClassName",
        "storageClassName",
        "timeZone",
        "volumeAttributesClassName",
    ]
)
"""Texts of which the empty one is another than none."""
