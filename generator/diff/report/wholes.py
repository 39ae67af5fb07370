"""An object that comes or goes as a whole -> its leaves, as edits; what is or may be a secret is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.diff.nouns import NOTHING, Change, Edit, Object
from generator.model.credential import holds_a_secret
from generator.model.exposed import is_exposing

_KEYS = ("name", "mountPath", "containerPort", "port", "key", "secretKey", "host", "path", "type", "ip", "topologyKey")
"""What tells the items of a list apart, the first that all of them have and no two share."""
_SECRET = re.compile(r"(?i)pass|token|secret|private|api_?key|dsn|connectionstring|credential")
_REFERENCE = re.compile(r"(?:Ref|Name|Names|Key|Keys|From|Store|Class)$|^existing|^(?:mount|automount)")
_SECRETS = frozenset({"Secret", "SealedSecret"})
_IDENTITY = frozenset({"apiVersion", "kind"})
_NAMES = frozenset({"metadata.name", "metadata.namespace"})
"""What the change says already."""


def leaves(change: Change) -> tuple[Edit, ...]:
    """What differs, leaf by leaf, also where one side has no object."""
    if change.edits or (change.base is None) == (change.head is None):
        return change.edits
    whole = change.base if change.head is None else change.head
    return tuple(_edits(whole or {}, comes=change.base is None))


def _edits(whole: Object, *, comes: bool) -> Iterator[Edit]:
    secret = whole.get("kind") in _SECRETS
    for path, name, value in _walk({key: whole[key] for key in whole if key not in _IDENTITY}, ""):
        if path in _NAMES:
            continue
        hidden = (secret and path.startswith(("data", "stringData", "spec.encryptedData"))) or _is_secret(name, value)
        yield Edit(path, NOTHING if comes else value, value if comes else NOTHING, hidden=hidden)


def _walk(value: Any, path: str, name: str = "") -> Iterator[tuple[str, str, Any]]:
    """The path of each leaf, the name that says what it is, and the leaf."""
    if isinstance(value, Mapping) and value:
        of = str(value["name"]) if "value" in value and "name" in value else ""
        for key in value:
            step = f"{path}.{key}" if path and _plain(key) else str(key) if _plain(key) else f"{path}[{key}]"
            yield from _walk(value[key], step, of if of and key == "value" else str(key))
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        key_of = _key(value)
        for number, item in enumerate(value):
            step = f"{path}[{item[key_of] if key_of else number}]"
            yield from (leaf for leaf in _walk(item, step, name) if not key_of or leaf[0] != f"{step}.{key_of}")
    else:
        yield path, name, value


def _plain(key: Any) -> bool:
    return re.fullmatch(r"[\w-]+", str(key)) is not None


def _key(items: Sequence[Any]) -> str:
    if not all(isinstance(item, Mapping) for item in items):
        return ""
    for key in _KEYS:
        values = [str(item.get(key, "")) for item in items]
        if all(values) and len(set(values)) == len(values):
            return key
    return ""


def _is_secret(name: str, value: Any) -> bool:
    if not isinstance(value, str) or not value:
        return False
    if _SECRET.search(name) and not _REFERENCE.search(name):
        return True
    return holds_a_secret(name, value) or is_exposing(value)
