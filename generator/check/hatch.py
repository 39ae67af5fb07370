"""Pieces of a pod that people wrote in `pod` and `container`, against the schema of what they are pieces of."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from generator.check import catalog
from generator.check.mismatch import NOTHING, texts
from generator.errors import Problem
from generator.nodes import Branch, Leaf, locate, plain
from generator.nouns import Layers

HATCHES = ("pod", "container")


def hatches(layers: Layers) -> Iterator[Problem]:
    """Every way in which a piece misses its schema, at the line of whoever wrote it; who has no hatch pays nothing."""
    for (environment, service), tree in layers.items():
        if not environment or not service:
            continue
        body = {name: plain(tree.children[name]) for name in HATCHES if isinstance(tree.children.get(name), Branch)}
        if body:
            version = _version(layers.get((environment, "")))
            yield from _mismatches(tree, _as_json(body), version)


def _mismatches(tree: Branch, body: dict[str, Any], version: str) -> Iterator[Problem]:
    document, validator = catalog.pieces(version), catalog.judge_of_pieces(version)
    for path, code, text, hint in texts(document, validator, body):
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
