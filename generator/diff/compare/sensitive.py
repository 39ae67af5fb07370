"""A key, and what stands beside it -> whether its value is a secret: rather hidden than seen, but no reference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from generator.diff.compare.where import Where
from generator.diff.compare.words import words
from generator.model.credential import holds_a_secret

SECRETS = frozenset({"ExternalSecret", "ClusterExternalSecret", "SealedSecret", "Secret"})
"""Kinds whose content is secret, all but what they say of themselves."""
_SEEN = frozenset({"apiVersion", "kind", "metadata", "type", "immutable", "status"})
_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"
_SPEAKS = re.compile(
    r"pass|token|secret|private|api_?key|dsn|connection_?string|credential|authorization|bearer|cookie"
)
_HARMLESS = re.compile("compass|bypass|passive|pass_?through|passenger|tokeni[sz]|secretar")
_REFERENCE = re.compile(
    r"(^|_)(refs?|references?|selector)$|^existing_?secret|(^|_)pull_secrets?$|^automount|^(service_account_)?token_reviews?$"
)
_PLAIN = "a text of some length"
_MAPS = words("annotations binaryData data labels matchLabels nodeSelector parameters stringData volumeAttributes")
_VALUES = frozenset({"value", "defaultValue", "stringValue"})
_NAMES = ("name", "key", "header")
_OF_REFERENCE = words(
    "apiGroup apiVersion group key kind name namespace optional property version secretName items defaultMode"
)
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")


def inner(where: Where, key: str, holder: Mapping[str, Any], other: Mapping[str, Any]) -> Where:
    """One step into a mapping; `other` is the same one of the other side, empty if there is none."""
    if not (where.secret or key in _VALUES or where.kind in SECRETS or _is_free(where, key)):
        return where.at(key)
    both = [one for one in (holder, other) if one]
    below = tuple(one[key] for one in both if key in one)
    if where.secret and (where.kind in SECRETS or not all(map(_is_reference, both))):
        return where.at(key, secret=True)
    if key in _VALUES and (names := [name for one in both for name in _names(one)]):
        return where.at(key, secret=any(speaks(name, below) for name in names))
    return where.at(key, secret=_of_kind(where, key) or (_is_free(where, key) and speaks(key, below)))


def _names(holder: Mapping[str, Any]) -> list[str]:
    return [name for field in _NAMES if isinstance(name := holder.get(field), str)]


def _is_free(where: Where, key: str) -> bool:
    """Whether a key may be one that a person chose; the fields of Kubernetes' own kinds hold references only."""
    if where.kind in SECRETS and key == "secretKey":
        return False
    return not where.is_built_in or where.field in _MAPS


def _of_kind(where: Where, key: str) -> bool:
    """What the kind itself says is secret."""
    if where.kind not in SECRETS:
        return False
    if key == _APPLIED:
        return True
    if where.kind == "Secret":
        return not where.steps and key not in _SEEN
    if where.kind == "SealedSecret" and key == "encryptedData":
        return True
    return "template" in where.steps and key in ("data", "stringData", "literal")


def speaks(key: str, values: tuple[Any, ...]) -> bool:
    """Whether a key says that its value is a secret, and one of these values may be one."""
    return _speaks(key) and not all(map(_is_harmless, values))


def _is_harmless(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, Mapping) and _is_reference(one) for one in value)
    return value is None or isinstance(value, bool) or value in ("true", "false") or _is_reference(value)


@lru_cache(maxsize=1 << 14)
def _speaks(key: str) -> bool:
    plain = _HARMLESS.sub("", _snake(key))
    if not _SPEAKS.search(plain):
        return holds_a_secret(plain, _PLAIN) or holds_a_secret(plain, "Aa0" * 12)
    if _REFERENCE.search(plain) or re.search(r"\.io/([a-z-]+-)?secret$", key):
        return False
    last = plain.rpartition("_")[2]
    return last == "id" or holds_a_secret(f"password_{last}", _PLAIN)


def _snake(key: str) -> str:
    return "_".join(filter(None, _WORDS.split(key))).lower()


def _is_reference(value: Any) -> bool:
    """Whether a mapping names a Secret and a key in it, and holds neither."""
    if not isinstance(value, Mapping) or not _OF_REFERENCE.issuperset(value):
        return False
    return "secretName" in value or ("name" in value and ("key" not in value or isinstance(value["key"], str)))
