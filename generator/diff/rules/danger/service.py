"""Services that lose the pods, or the ports, that they send to."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Identity, Object, Rule
from generator.diff.rules.danger.links import Link, newly
from generator.diff.rules.danger.side import Owner, Side
from generator.diff.rules.danger.words import listed, named, shown
from generator.kubernetes.reading import at, items, mapping, text
from generator.kubernetes.selector import written


def chosen(side: Side, identity: Identity, body: Object | None) -> list[Owner]:
    """What makes the pods that a Service sends to; none where people keep its endpoints."""
    selector = mapping(body, "spec", "selector")
    if not selector or text(body, "spec", "type") == "ExternalName":
        return []
    return side.chosen(identity.namespace, {"matchLabels": selector})


def _without_pods(side: Side) -> Iterator[Link]:
    for identity, body in side.of("Service"):
        selector = mapping(body, "spec", "selector")
        if identity.group or not selector or text(body, "spec", "type") == "ExternalName":
            continue
        behind = tuple(owner for owner, _ in chosen(side, identity, body))
        says = (
            f"{named(identity)} chooses {shown(written({'matchLabels': selector}))}, and no pod has these labels: "
            "it has no endpoints, and calls to it fail"
        )
        yield Link(identity, "pods", behind, says, "spec.selector")


def _without_ports(side: Side) -> Iterator[Link]:
    for identity, body in side.of("Service"):
        owners = chosen(side, identity, body)
        for port in items(body, "spec", "ports") if owners else ():
            name = at(port, "targetPort")
            if not isinstance(name, str) or name.isdigit():
                continue
            behind = tuple(owner for owner, pod in owners if name in pod.ports)
            says = (
                f"{named(identity)} sends to the port {shown(name)}, and {listed(owner for owner, _ in owners)} has "
                "none of that name: its endpoints have no such port, and calls to it fail"
            )
            number = f"{at(port, 'port')}/{text(port, 'protocol') or 'TCP'}"
            yield Link(identity, f"port {number}", behind, says, f"spec.ports[{number}].targetPort")


RULES = (
    Rule(
        "O01",
        "O",
        "a Service chooses no pod any more, and calls to it fail",
        "give its selector the labels that the pods have",
        newly("O01", _without_pods),
        proved=True,
    ),
    Rule(
        "O02",
        "O",
        "a Service sends to a port name that its pods no longer have",
        "keep the old name of the port beside the new one, or change both in one commit",
        newly("O02", _without_ports),
        proved=True,
    ),
)
