"""`ignoreDifferences` -> an object without the fields that a comparison leaves out, or with those of the cluster.

A field that is left out is not seen as out of sync, so its change alone starts no sync; it is applied along with any
other, unless `RespectIgnoreDifferences=true` puts the cluster's value into what is applied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from generator.diff.cluster.scope import metadata
from generator.diff.nouns import Object
from generator.diff.sync import jq
from generator.diff.sync.jq import Each, Index, Key, Select, Step
from generator.kubernetes.reading import group

RESPECTED = "RespectIgnoreDifferences=true"
NAMES = ("name", "key", "secretKey", "id")
Path = tuple[Step, ...]


def paths(application: Object, manifest: Object) -> tuple[Path, ...]:
    """The fields of an object that its Application leaves out."""
    spec = application.get("spec") or {}
    found = (_of(one) for one in spec.get("ignoreDifferences") or () if _concerns(one, manifest))
    return tuple(path for several in found for path in several)


def without(manifest: Object, left_out: tuple[Path, ...]) -> Object:
    """The object as it is compared."""
    found: Any = manifest
    for path in left_out:
        found = _removed(found, path)
    return found if isinstance(found, Mapping) else {}


def respecting(target: Object, live: Object, left_out: tuple[Path, ...]) -> Object:
    """The object as it is applied where what others wrote is respected."""
    found: Any = target
    for path in left_out:
        found = _copied(found, live, path)
    return found if isinstance(found, Mapping) else target


def _of(entry: Mapping[str, Any]) -> Iterator[Path]:
    for text in entry.get("jsonPointers") or ():
        if (path := jq.pointer(str(text))) is not None:
            yield path
    for text in entry.get("jqPathExpressions") or ():
        if (path := jq.steps(str(text))) is not None:
            yield path


def _concerns(entry: Mapping[str, Any], manifest: Object) -> bool:
    meta = metadata(manifest)
    return (
        fnmatchcase(group(manifest), str(entry.get("group") or ""))
        and fnmatchcase(str(manifest.get("kind")), str(entry.get("kind") or ""))
        and entry.get("name") in (None, "", meta.get("name"))
        and entry.get("namespace") in (None, "", meta.get("namespace"))
    )


def _removed(value: Any, path: Path) -> Any:
    """A value without what lies at the path."""
    step, rest = path[0], path[1:]
    if isinstance(step, Select):
        return _removed(value, rest) if rest and _is(value, step) else value
    if isinstance(value, Mapping):
        keys = [key for key in value if isinstance(step, Each) or (isinstance(step, Key) and step.name == key)]
        if not rest:
            return {key: one for key, one in value.items() if key not in keys}
        return {key: _removed(one, rest) if key in keys else one for key, one in value.items()}
    if isinstance(value, list) and isinstance(step, Each | Index):
        return _without_entries(value, step, rest)
    return value


def _without_entries(value: list[Any], step: Step, rest: Path) -> list[Any]:
    """A list without entries, or with entries that lack what lies at the rest of the path."""
    chosen = [isinstance(step, Each) or (isinstance(step, Index) and step.number == n) for n in range(len(value))]
    if rest and isinstance(rest[0], Select) and len(rest) == 1:
        chosen = [at and _is(one, rest[0]) for at, one in zip(chosen, value, strict=True)]
        rest = ()
    if rest:
        return [_removed(one, rest) if at else one for at, one in zip(chosen, value, strict=True)]
    return [one for at, one in zip(chosen, value, strict=True) if not at]


def _copied(value: Any, live: Any, path: Path) -> Any:
    """A value with what the cluster has at the path, which may be nothing."""
    step, rest = path[0], path[1:]
    if isinstance(step, Select):
        return _copied(value, live, rest) if rest and _is(value, step) else value
    if isinstance(value, Mapping) and isinstance(live, Mapping) and isinstance(step, Key):
        if rest and step.name in value:
            return {**value, step.name: _copied(value[step.name], live.get(step.name), rest)}
        kept = {key: one for key, one in value.items() if key != step.name}
        return {**kept, step.name: live[step.name]} if step.name in live else kept
    if isinstance(value, list) and isinstance(live, list) and isinstance(step, Each | Index) and rest:
        return [_copied(one, _pair(one, n, live), rest) if _at(step, n) else one for n, one in enumerate(value)]
    return value


def _at(step: Step, number: int) -> bool:
    return isinstance(step, Each) or (isinstance(step, Index) and step.number == number)


def _pair(entry: Any, number: int, live: list[Any]) -> Any:
    """The entry of the cluster's list that this one is."""
    for name in NAMES:
        if isinstance(entry, Mapping) and name in entry:
            return next((one for one in live if isinstance(one, Mapping) and one.get(name) == entry[name]), None)
    return live[number] if number < len(live) else None


def _is(value: Any, select: Select) -> bool:
    """Whether the value that a `select` asks for is there."""
    for step in select.steps:
        if isinstance(value, Mapping) and isinstance(step, Key):
            value = value.get(step.name)
        else:
            return False
    return bool(value == select.value)
