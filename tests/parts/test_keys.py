"""The keys of values: each is explained, and its schema is strict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from generator.parts.keys import KEYS, schema

FREE = {"podSelector", "namespaceSelector", "ipBlock", "behavior", "container", "global", "pod"}
"""Mappings that are Kubernetes' own, or Helm's: the checks of rendered objects see to them."""


def open_mappings(part: Any, path: str = "") -> Iterator[str]:
    """Paths of mappings that take any key with any value."""
    if isinstance(part, dict):
        if part.get("type") == "object" and "additionalProperties" not in part and path.rpartition(".")[2] not in FREE:
            yield path
        for name, inner in {**part.get("properties", {}), "*": part.get("additionalProperties")}.items():
            yield from open_mappings(inner, f"{path}.{name}")
        yield from open_mappings(part.get("items"), path)


def test_every_key_is_explained_in_one_sentence() -> None:
    assert [key for key, about in KEYS.items() if not about.meaning.endswith(".") or "\n" in about.meaning] == []


def test_no_mapping_takes_just_anything() -> None:
    free = [".tolerations", ".before.*.tolerations", ".after.*.tolerations", ".objects.*"]

    assert [*open_mappings(schema(KEYS))] == free


@pytest.mark.parametrize(
    ("values", "valid"),
    [
        ({"image": {"repository": "x", "tag": "v1"}}, True),
        ({"image": {"repository": "x"}}, False),
        ({"image": {"repository": "x", "tag": "v1", "tga": "v2"}}, False),
        ({"image": {"repository": "x", "tag": 1}}, False),
        ({"image": {"repository": "x", "tag": "v1"}, "imgae": {}}, False),
        ({"image": {"repository": "x", "tag": "v1"}, "env": {"A": "b"}}, True),
        ({"image": {"repository": "x", "tag": "v1"}, "env": {"A": 1}}, False),
        ({"image": {"repository": "x", "tag": "v1"}, "ports": {"http": {"port": 65536, "protocol": "TCP"}}}, False),
        ({"image": {"repository": "x", "tag": "v1"}, "global": {"any": 1}}, True),
        ({}, False),
    ],
)
def test_the_schema_of_a_chart_takes_its_keys_and_no_others(values: dict[str, Any], valid: bool) -> None:
    assert jsonschema_rs.validator_for(schema(["image", "env", "ports"])).is_valid(values) is valid
