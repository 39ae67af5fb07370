"""Pieces of a pod and whole objects that people wrote, against the schemas of what they are."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.check import catalog
from generator.check.mismatch import NOTHING, texts
from generator.errors import Problem
from generator.nodes import Branch, Leaf, Node, Series, locate, plain
from generator.nouns import Layers
from generator.parts.objects import named, readable

if TYPE_CHECKING:
    from jsonschema_rs import Validator

PIECES = ("pod", "container")


def hatches(layers: Layers, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Every way in which a piece or an object misses its schema, at the line of whoever wrote it."""
    for (environment, service), tree in layers.items():
        if not environment or not service:
            continue
        version = _version(layers.get((environment, "")))
        body = {name: plain(tree.children[name]) for name in PIECES if isinstance(tree.children.get(name), Branch)}
        if body:
            judge = catalog.judge_of_pieces(version)
            yield from _mismatches(tree, body, catalog.pieces(version), judge)
        for whole in readable(files, _texts(tree.children.get("objects"))):
            key = "/".join(named(whole)[:2])
            document, validator = catalog.document(key, version), catalog.validator(key, version)
            if document is not None and validator is not None:  # else the rendered object is told
                yield from _mismatches(whole, plain(whole), document, validator)


def _texts(node: Node | None) -> Iterator[str]:
    for item in node.items if isinstance(node, Series) else ():
        if isinstance(item, Leaf) and isinstance(item.value, str):
            yield item.value


def _mismatches(tree: Branch, body: Any, document: dict[str, Any], validator: Validator) -> Iterator[Problem]:
    for path, code, text, hint in texts(document, validator, _as_json(body)):
        if text.startswith(NOTHING):
            continue  # told elsewhere, whether or not the schema takes it
        place = locate(tree, path, at_key=code == "schema-unknown-key")
        yield Problem(code=code, message=text, place=place, hint=hint)


def _version(environment: Branch | None) -> str:
    """The environment's version of Kubernetes; the newest where it has none that there is."""
    node = environment.children.get("kubernetes") if environment is not None else None
    value = node.value if isinstance(node, Leaf) else None
    return value if value in catalog.VERSIONS else catalog.VERSIONS[-1]


def _as_json(node: Any) -> Any:
    """The data without dates, which no JSON has: they are told elsewhere."""
    if isinstance(node, dict):
        return {key: _as_json(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_as_json(item) for item in node]
    return node.isoformat() if isinstance(node, datetime.date) else node
