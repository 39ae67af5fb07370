"""Two clusters -> which objects are not the same in both, each with its edits; what is identical is not looked at."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any

from generator.diff.cluster.scope import NOTHING_KNOWN, Scopes, identity, is_custom, scopes
from generator.diff.compare.edits import edits
from generator.diff.compare.noise import Settled
from generator.diff.nouns import Application, Change, Cluster, Identity, Object

_NAMESPACE = "argocd"
"""Where objects without a namespace are that people apply by hand: an Application lives beside Argo CD."""


def changes(base: Cluster, head: Cluster, settled: Settled | None = None) -> list[Change]:
    """Every object that differs, by Application and identity; those applied by hand, with no Application, first.

    An Application that could not be rendered at one of both revisions is left out: nothing is known of its objects.
    """
    known = cache(lambda: scopes(chain(_objects(base), _objects(head))))
    found = [*_changed(head.environment, "", (base.by_hand, _NAMESPACE), (head.by_hand, _NAMESPACE), known)]
    for name in sorted({**base.applications, **head.applications}):
        before, after = base.applications.get(name), head.applications.get(name)
        if before is not after and _is_known(before) and _is_known(after):
            found += _changed(head.environment, name, _side(before), _side(after), known)
    return [*_edited(found, settled)]


def _edited(found: list[Change], settled: Settled | None) -> Iterator[Change]:
    """The changes with their edits; where only the order of keys is another there is none."""
    for one in found:
        if one.base is None or one.head is None:
            yield one
        elif made := edits(one.base, one.head, settled):
            yield replace(one, edits=made)


_Side = tuple[Sequence[Object], str]


def _is_known(application: Application | None) -> bool:
    return application is None or (application.failure is None and not application.unseen)


def _side(application: Application | None) -> _Side:
    if application is None:
        return (), ""
    spec = application.manifest.get("spec")
    destination = spec.get("destination") if isinstance(spec, Mapping) else None
    namespace = destination.get("namespace") if isinstance(destination, Mapping) else None
    return application.objects, str(namespace or "")


def _objects(cluster: Cluster) -> Iterator[Object]:
    for application in cluster.applications.values():
        yield from application.objects
    yield from cluster.by_hand


def _changed(
    environment: str, application: str, base: _Side, head: _Side, defined: Callable[[], Scopes]
) -> Iterator[Change]:
    before, after = _left(base, head)
    if not (before or after):
        return
    declared = defined() if any(map(is_custom, chain(before, after))) else NOTHING_KNOWN
    known = _by_identity(before, base[1], declared), _by_identity(after, head[1], declared)
    for key in sorted({**known[0], **known[1]}):
        old, new = known[0].get(key), known[1].get(key)
        if old is None or new is None or not is_identical(old, new):
            yield Change(environment, application, key, old, new)


def _left(base: _Side, head: _Side) -> tuple[Sequence[Object], Sequence[Object]]:
    """The objects of both sides, without those that are the same ones and that nothing else shares a name with.

    Names are compared, not identities, which cost more: of two objects with one identity the last counts.
    """
    if base[1] != head[1]:
        return base[0], head[0]
    differ = [] if base[0] is head[0] else _different(base[0], head[0])
    names = {_name(one) for one in differ}
    if None in names:
        return base[0], head[0]
    return [one for one in base[0] if _name(one) in names], [one for one in head[0] if _name(one) in names]


def _different(base: Sequence[Object], head: Sequence[Object]) -> list[Object]:
    """The objects of either side that are not at the same place in the other, or where as many are not, anywhere."""
    if len(base) == len(head):
        return [one for pair in zip(base, head, strict=True) if not is_identical(*pair) for one in pair]
    before, after = {id(one) for one in base}, {id(one) for one in head}
    return [one for one in base if id(one) not in after] + [one for one in head if id(one) not in before]


def _name(one: Object) -> Any:
    """What it is called; nothing for a list of objects, and for one that the server names."""
    metadata = one.get("metadata")
    return metadata.get("name") if isinstance(metadata, Mapping) else None


def is_identical(old: Object, new: Object) -> bool:
    """Whether two objects are written alike, to the type of every value."""
    return old is new or (old == new and _bytes(old) == _bytes(new))


def _bytes(one: Object) -> bytes:
    return marshal.dumps(dict(one), 2)


def _by_identity(objects: Iterable[Object], namespace: str, known: Scopes) -> Mapping[Identity, Object]:
    """The objects; of two with one identity the last counts, but what the server names is another each time."""
    found: dict[Identity, Object] = {}
    for one in _flat(objects):
        key = identity(one, namespace, known)
        if key.name.endswith("*"):
            times = sum(other[:3] == key[:3] and other.name.startswith(key.name) for other in found)
            key = key._replace(name=f"{key.name}{times + 1}") if times else key
        found[key] = one
    return found


def _flat(objects: Iterable[Object]) -> Iterator[Object]:
    """The objects; a list of some counts as what is in it."""
    for one in objects:
        items = one.get("items")
        if isinstance(items, list) and str(one.get("kind")).endswith("List"):
            yield from (item for item in items if isinstance(item, Mapping))
        else:
            yield one
