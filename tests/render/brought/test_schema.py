"""The schema of a chart's values refers to nothing that Helm would fetch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.render.brought.charts import brought, refused

WHERE = "vendor/evil/values.schema.json"
OUTSIDE = "refers to something outside of the schema, which Helm would fetch"


@pytest.mark.parametrize(
    "address",
    [
        "http://user:marker@169.254.169.254/latest",
        "https://example.com/x.json#/a",
        "file:///etc/passwd",
        "//example.com/x",
        "other.json",
        "../../x.json",
        "",
        7,
    ],
)
@pytest.mark.parametrize("key", ["$ref", "$dynamicRef", "$recursiveRef"])
def test_a_reference_to_anywhere_else_is_refused_and_not_repeated(tmp_path: Path, key: str, address: Any) -> None:
    schema = json.dumps({"type": "object", "properties": {"x": {key: address}}}, indent=1)

    (found,) = refused(tmp_path, {"values.schema.json": schema})

    assert found == f"{WHERE}:5:4: chart-schema: `{key}` {OUTSIDE}"
    assert "marker" not in found


@pytest.mark.parametrize(
    "text",
    [
        '{"\\u0024ref": "http://x"}',
        '{"$ref": "http://x", "$ref": "#/a"}',
        '{"a": [{"b": {"$ref": "http://x"}}]}',
        '\ufeff{"$ref": "http://x"}',
    ],
)
def test_however_it_is_written(tmp_path: Path, text: str) -> None:
    (found,) = refused(tmp_path, {"values.schema.json": text})

    assert found.endswith(f"chart-schema: `$ref` {OUTSIDE}")


def test_so_is_a_schema_of_schemas_that_helm_has_not(tmp_path: Path) -> None:
    assert refused(tmp_path, {"values.schema.json": '{"$schema": "http://example.com/schema"}'}) == [
        f"{WHERE}:1:2: chart-schema: `$schema` {OUTSIDE}"
    ]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 80 + "1" + "}" * 80, b"\xff\xfe", "{", "1" * 5000 + "x"])
def test_what_is_too_deep_or_no_json_is_refused_without_a_crash(tmp_path: Path, text: str) -> None:
    (found,) = refused(tmp_path, {"values.schema.json": text})

    assert found.startswith(f"{WHERE}:1:1: chart-schema: the schema is no")


def test_the_schema_of_a_chart_inside_counts_too(tmp_path: Path) -> None:
    files = {"charts/sub/Chart.yaml": "name: sub\n", "charts/sub/values.schema.json": '{"$ref": "http://x"}'}

    (found,) = refused(tmp_path, files)

    assert found.startswith("vendor/evil/charts/sub/values.schema.json:1:2: chart-schema: ")


@pytest.mark.parametrize(
    "schema",
    [
        {"$schema": "http://json-schema.org/draft-07/schema#", "$defs": {"x": {}}, "$ref": "#/$defs/x"},
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "https://example.com/x",
            "title": "http://x",
        },
        {"const": 10**400},
    ],
)
def test_what_refers_to_itself_is_fine(tmp_path: Path, schema: Any) -> None:
    assert brought(tmp_path, {"values.schema.json": json.dumps(schema)}).name == "evil"
