"""ConfigMaps and Secrets: what is marked `immutable`, and the type of a Secret."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator, Mapping

from generator.diff.nouns import Hit, Object, Rule, Subject
from generator.diff.rules.pair import frozen, pair
from generator.diff.settled import merged
from generator.kubernetes.reading import mapping, notes, text

NEEDED: Mapping[str, tuple[str, ...]] = {
    "kubernetes.io/dockercfg": (".dockercfg",),
    "kubernetes.io/dockerconfigjson": (".dockerconfigjson",),
    "kubernetes.io/ssh-auth": ("ssh-privatekey",),
    "kubernetes.io/tls": ("tls.crt", "tls.key"),
}
"""Type of a Secret -> the keys that it must have."""
BASIC = ("username", "password")
ACCOUNT = "kubernetes.io/service-account.name"


def _immutable(subject: Subject) -> Iterator[Hit]:
    both = pair(subject, "ConfigMap", "Secret")
    if both is None or both.value("immutable") is not True:
        return
    for path in both.differing("immutable", "data", "binaryData"):
        yield Hit(f"`{path}` is fixed, because `immutable: true` is set", path)


def _type(subject: Subject) -> Iterator[Hit]:
    yield from frozen(subject, ("Secret",), "type")
    if subject.head is not None and subject.identity.kind == "Secret":
        yield from _keys(merged(subject))


def _keys(secret: Object) -> Iterator[Hit]:
    kind, data = text(secret, "type"), mapping(secret, "data")
    for key in NEEDED.get(kind, ()):
        if key not in data or (key == "ssh-privatekey" and not data[key]):
            yield Hit(f"a Secret of the type `{kind}` needs the key `{key}`", f"data[{key}]")
        elif key.startswith(".docker") and not _is_json(data[key]):
            yield Hit(f"`{key}` of a Secret of the type `{kind}` is no JSON", f"data[{key}]")
    if kind == "kubernetes.io/basic-auth" and not any(key in data for key in BASIC):
        yield Hit(f"a Secret of the type `{kind}` needs the key `username` or `password`", "data")
    if kind == "kubernetes.io/service-account-token" and not notes(secret).get(ACCOUNT):
        yield Hit(f"a Secret of the type `{kind}` needs the annotation `{ACCOUNT}`", "metadata.annotations")


def _is_json(encoded: object) -> bool:
    try:
        return isinstance(json.loads(b64decode(str(encoded))), dict)
    except ValueError:
        return False


RULES = (
    Rule(
        "I13",
        "X",
        "what is marked `immutable` cannot be changed",
        "put a hash of its content in its name, and prune the old one last (`PruneLast`)",
        _immutable,
        proved=True,
    ),
    Rule(
        "I14",
        "X",
        "the type of a Secret cannot be changed, and asks for its own keys",
        "give the Secret a new name, or delete it before the sync",
        _type,
        proved=True,
    ),
)
