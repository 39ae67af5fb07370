"""A Service as the server stores it: what follows from its type, and what stays of the one before.

From pkg/apis/core/v1/defaults.go and pkg/registry/core/service: an address once given stays, and what only the former
type had goes without a word where it is not edited at the same time.
"""

from __future__ import annotations

from typing import Any

from generator.diff.settled.pods import completed, structures

Plain = dict[str, Any]

NODE_PORTS = frozenset({"LoadBalancer", "NodePort"})
THREE_HOURS = 10800
ADDRESSES = ("clusterIP", "clusterIPs")
FAMILIES = ("ipFamilies", "ipFamilyPolicy")


def service(item: Plain) -> None:
    """What every Service has, whatever it was before."""
    spec = completed(item, "spec")
    form = spec.setdefault("type", "ClusterIP")
    if not spec.get("selector", True):
        del spec["selector"]
    if spec.setdefault("sessionAffinity", "None") == "None":
        spec.pop("sessionAffinityConfig", None)
    elif spec["sessionAffinity"] == "ClientIP":
        completed(completed(spec, "sessionAffinityConfig"), "clientIP").setdefault("timeoutSeconds", THREE_HOURS)
    for port in structures(spec, "ports"):
        port.setdefault("protocol", "TCP")
        if port.get("targetPort") in (None, 0, ""):
            port["targetPort"] = port.get("port")
    if is_reachable(spec):
        spec.setdefault("externalTrafficPolicy", "Cluster")
    if form != "ExternalName":
        spec.setdefault("internalTrafficPolicy", "Cluster")
    if form == "LoadBalancer":
        spec.setdefault("allocateLoadBalancerNodePorts", True)


def allocated(item: Plain, before: Plain | None) -> None:
    """What the server gives a Service, and what it keeps of the one that it held."""
    spec = item["spec"]
    if before is not None and type(old := before.get("spec")) is dict:
        _keep(spec, old)
        _drop(spec, old)
    if spec["type"] != "ExternalName" and "ipFamilyPolicy" not in spec:
        is_apart = spec.get("clusterIP") == "None" and not spec.get("selector")
        spec["ipFamilyPolicy"] = "RequireDualStack" if is_apart else "SingleStack"


def is_reachable(spec: Plain) -> bool:
    """Whether anything outside of the cluster reaches it."""
    return spec.get("type") in NODE_PORTS or bool(spec.get("type") == "ClusterIP" and spec.get("externalIPs"))


def _keep(spec: Plain, old: Plain) -> None:
    if "ExternalName" not in (spec["type"], old.get("type")):
        for name in (*ADDRESSES, "ipFamilyPolicy"):
            if name not in spec and name in old:
                spec[name] = old[name]
    if spec["type"] in NODE_PORTS and old.get("type") in NODE_PORTS:
        were = {port.get("name"): port.get("nodePort") for port in structures(old, "ports")}
        taken = {port.get("nodePort") for port in structures(spec, "ports")}
        for port in structures(spec, "ports"):
            if "nodePort" not in port and (known := were.get(port.get("name"))) and known not in taken:
                port["nodePort"] = known


def _drop(spec: Plain, old: Plain) -> None:
    form, was = spec["type"], old.get("type")
    if was != "ExternalName" and form == "ExternalName":
        for names in (ADDRESSES, FAMILIES):
            _drop_unchanged(spec, old, *names)
    if was in NODE_PORTS and form not in NODE_PORTS:
        ports = {port.get("nodePort") for port in structures(spec, "ports")}
        if ports <= {None, *(port.get("nodePort") for port in structures(old, "ports"))}:
            for port in structures(spec, "ports"):
                port.pop("nodePort", None)
    if was == "LoadBalancer" and form != "LoadBalancer":
        for name in ("allocateLoadBalancerNodePorts", "loadBalancerClass", "healthCheckNodePort"):
            _drop_unchanged(spec, old, name)
    if is_reachable(old) and not is_reachable(spec):
        _drop_unchanged(spec, old, "externalTrafficPolicy")


def _drop_unchanged(spec: Plain, old: Plain, *names: str) -> None:
    if all(spec.get(name) == old.get(name) for name in names):
        for name in names:
            spec.pop(name, None)
