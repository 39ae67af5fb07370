"""Sizes: what is too large for the API server, or for the note that client-side apply takes."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator

from generator.diff.nouns import Hit, Object, Rule, Subject, Way
from generator.kubernetes.reading import mapping, notes

ANNOTATIONS = 256 * 1024
DATA = 1024 * 1024
STORED = 1536 * 1024
"""What the store takes in one request."""
LAST = "kubectl.kubernetes.io/last-applied-configuration"
ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def _size(subject: Subject) -> Iterator[Hit]:
    if subject.head is None:
        return
    yield from _annotated(subject, subject.head)
    if subject.identity.kind in ("ConfigMap", "Secret") and not subject.identity.group:
        size = _data(subject.head)
        if size > DATA:
            yield Hit(
                f"it holds {size} bytes, and {DATA} are allowed", "data", "split it, or keep the content elsewhere"
            )
    elif len(_written(subject.head)) > STORED:
        yield Hit(f"it is larger than the {STORED} bytes that the store takes", "", "split it")


def _annotated(subject: Subject, head: Object) -> Iterator[Hit]:
    own = {key: value for key, value in notes(head).items() if key != LAST}
    size = sum(len(key.encode()) + len(str(value).encode()) for key, value in own.items())
    if size > ANNOTATIONS:
        message = f"its annotations have {size} bytes, and {ANNOTATIONS} are allowed"
        yield Hit(message, "metadata.annotations", "move what is long to a ConfigMap")
        return
    note = len(LAST) + len(_noted(subject, head))
    if subject.way is Way.CLIENT and size + note > ANNOTATIONS:
        message = f"client-side apply notes the whole object in an annotation: {size + note} bytes of {ANNOTATIONS}"
        yield Hit(message, "metadata.annotations")


def _noted(subject: Subject, head: Object) -> bytes:
    """What client-side apply would write down."""
    metadata = {"annotations": {}, **mapping(head, "metadata")}
    if subject.identity.namespace:
        metadata.setdefault("namespace", subject.identity.namespace)
    return _written({**head, "metadata": metadata}) + b"\n"


def _written(node: object) -> bytes:
    return json.dumps(node, separators=(",", ":"), ensure_ascii=False, default=str).translate(ESCAPED).encode()


def _data(head: Object) -> int:
    plain = [*mapping(head, "stringData").values()] if head["kind"] == "Secret" else [*mapping(head, "data").values()]
    coded = [*mapping(head, "data").values()] if head["kind"] == "Secret" else [*mapping(head, "binaryData").values()]
    return sum(len(str(value).encode()) for value in plain) + sum(_decoded(str(value)) for value in coded)


def _decoded(value: str) -> int:
    try:
        return len(b64decode(value))
    except ValueError:
        return len(value)


RULES = (
    Rule(
        "I21",
        "X",
        "the object is too large to be applied",
        "set `ServerSideApply=true` for it, which writes no such note",
        _size,
        proved=True,
    ),
)
