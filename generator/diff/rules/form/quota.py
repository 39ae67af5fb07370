"""Quotas and limits of a namespace: what one object more would be, for those that nothing makes anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from generator.diff.nouns import Hit, Object, Rule, Subject
from generator.diff.rules.around import there
from generator.diff.rules.form.plural import plural
from generator.diff.rules.pods import pod_of
from generator.diff.rules.turn import is_before
from generator.kubernetes.quantity import quantity
from generator.kubernetes.reading import group, items, mapping, sequence, text

COUNTED = (
    "configmaps",
    "persistentvolumeclaims",
    "pods",
    "replicationcontrollers",
    "resourcequotas",
    "secrets",
    "services",
)
ALWAYS: Mapping[str, int] = {"configmaps": 1}
"""What is in every namespace: the certificate of the cluster."""
COMPUTED = ("cpu", "memory", "ephemeral-storage")


def _exceeded(subject: Subject) -> Iterator[Hit]:
    if subject.head is None or not subject.identity.namespace or subject.identity.kind == "ResourceQuota":
        return
    mine, before = _use(subject.head), _use(subject.base) if subject.base else {}
    for identity, found in there(subject, "ResourceQuota"):
        if identity.namespace != subject.identity.namespace or _is_narrow(found):
            continue
        for name, most in mapping(found, "spec", "hard").items():
            limit, wanted = quantity(most), mine.get(name)
            if limit is None or wanted is None or wanted <= before.get(name, Fraction(0)):
                continue
            used = sum(
                (_use(other).get(name, Fraction(0)) for other in _others(subject)), Fraction(ALWAYS.get(name, 0))
            )
            if used + wanted > limit:
                yield Hit(f"the quota `{identity.name}` allows `{most}` of `{name}` in this namespace")


def _is_narrow(found: Object) -> bool:
    """Whether a quota counts only some pods, which ones is not asked here."""
    return bool(sequence(found, "spec", "scopes") or mapping(found, "spec", "scopeSelector"))


def _others(subject: Subject) -> Iterator[Object]:
    """What else is in the namespace by then."""
    now = subject.around.head.get(subject.identity) or subject.head or {}
    for identity, other in subject.around.head.items():
        same = identity == subject.identity or identity.namespace != subject.identity.namespace
        if not same and (identity in subject.around.base or is_before(other, now)):
            yield other


def _use(node: Object) -> dict[str, Fraction]:
    """How much of each resource an object takes of a quota."""
    kind, of = plural(text(node, "kind")), group(node)
    found = {f"count/{kind}.{of}" if of else f"count/{kind}": Fraction(1)}
    if not of and kind in COUNTED:
        found[kind] = Fraction(1)
    if kind == "services" and text(node, "spec", "type") in ("LoadBalancer", "NodePort"):
        found["services.loadbalancers"] = Fraction(text(node, "spec", "type") == "LoadBalancer")
        found["services.nodeports"] = Fraction(len(items(node, "spec", "ports")))
    size = quantity(mapping(node, "spec", "resources", "requests").get("storage"))
    if kind == "persistentvolumeclaims" and size is not None:
        found["requests.storage"] = size
    if kind == "pods" and not of:
        found |= _computed(node)
    return found


def _computed(node: Object) -> dict[str, Fraction]:
    pod, found = pod_of(node), {}
    for name in COMPUTED:
        for part in ("requests", "limits"):
            bodies = [mapping(one.body, "resources", part) for one in (pod.containers if pod else ())]
            given = [amount for body in bodies if (amount := quantity(body.get(name))) is not None]
            found[f"{part}.{name}"] = sum(given, Fraction(0))
        found[name] = found[f"requests.{name}"]
    return found


def _limited(subject: Subject) -> Iterator[Hit]:
    if subject.head is None or subject.base is not None or subject.identity.kind not in LIMITED:
        return
    for identity, found in there(subject, "LimitRange"):
        for limit in items(found, "spec", "limits") if identity.namespace == subject.identity.namespace else ():
            if text(limit, "type") in LIMITED[subject.identity.kind]:
                yield from _outside(subject.head, limit, identity.name)


LIMITED: Mapping[str, tuple[str, ...]] = {"Pod": ("Container",), "PersistentVolumeClaim": ("PersistentVolumeClaim",)}


def _outside(node: Object, limit: Mapping[str, Any], name: str) -> Iterator[Hit]:
    pod = pod_of(node)
    bodies = [one.body for one in pod.containers] if pod else [mapping(node, "spec")]
    for body in bodies:
        given = {**mapping(body, "resources", "requests"), **mapping(body, "resources", "limits")}
        for resource, most in mapping(limit, "max").items():
            wanted, bound = quantity(given.get(resource)), quantity(most)
            if wanted is not None and bound is not None and wanted > bound:
                yield Hit(f"the LimitRange `{name}` allows at most `{most}` of `{resource}`")
        for resource, least in mapping(limit, "min").items():
            wanted, bound = quantity(given.get(resource)), quantity(least)
            if wanted is not None and bound is not None and wanted < bound:
                yield Hit(f"the LimitRange `{name}` asks for at least `{least}` of `{resource}`")


def _over(subject: Subject) -> Iterator[Hit]:
    yield from _exceeded(subject)
    yield from _limited(subject)


RULES = (
    Rule(
        "O20",
        "X",
        "the quota of the namespace is used up",
        "raise the quota in an earlier sync wave, or ask for less",
        _over,
    ),
)
