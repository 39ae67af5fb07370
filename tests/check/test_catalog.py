"""The embedded schemas: where they come from, and what is laid over them."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from generator.check import catalog, enums
from generator.check.resource import WITHOUT_NAMESPACE

ROOT = Path(__file__).parent.parent.parent
SCHEMAS = ROOT / "generator" / "check" / "schemas"


def rows() -> dict[str, str]:
    """File -> hash, as docs/schemas.md lists them."""
    text = (ROOT / "docs" / "schemas.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| (\S+\.json) \|.*\| ([0-9a-f]{64}) \|$", text, re.MULTILINE))


def test_the_table_lists_every_embedded_file_with_its_hash() -> None:
    files = {path.relative_to(SCHEMAS).as_posix(): path for path in SCHEMAS.rglob("*.json")}

    assert rows() == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def test_the_notices_of_the_sources_are_beside_the_schemas() -> None:
    text = (SCHEMAS / "NOTICE").read_text(encoding="utf-8")

    for holder in (
        "Copyright 2015 CoreOS, Inc",
        "section 7 of the CLA",
        "Copyright Amazon.com, Inc. or its affiliates",
    ):
        assert holder in text


def test_the_versions_are_those_of_the_file() -> None:
    library = json.loads((SCHEMAS / "kubernetes.json").read_text(encoding="utf-8"))

    assert tuple(library["kinds"]) == catalog.VERSIONS


@pytest.mark.parametrize("version", catalog.VERSIONS)
def test_every_schema_compiles(version: str) -> None:
    kinds = catalog.kinds(version)

    assert len(kinds) == 56
    for kind in kinds:
        assert catalog.validator(kind, version) is not None


@pytest.mark.parametrize("version", catalog.VERSIONS)
def test_every_enum_is_laid_over_a_key_that_exists(version: str) -> None:
    library = json.loads((SCHEMAS / "kubernetes.json").read_text(encoding="utf-8"))
    found = {
        f"{enums.short(name)}.{key}"
        for name, definition in library["definitions"].items()
        if "@" not in name or name.endswith(version)
        for key in definition.get("properties", {})
    }

    assert set(enums.DEFINITIONS) <= found


@pytest.mark.parametrize("kind", enums.CUSTOM)
def test_every_enum_of_a_custom_kind_is_laid_over_a_key_that_exists(kind: str) -> None:
    key = next(one for one in catalog.kinds("1.36") if one.endswith(f"/{kind}"))

    text = json.dumps(catalog.document(key, "1.36"))

    assert all(json.dumps(values.split()) in text for values in enums.CUSTOM[kind].values())


def test_a_kind_that_is_not_there_has_no_schema() -> None:
    assert catalog.document("apps/v1/Deploy", "1.36") is None
    assert catalog.validator("argoproj.io/v1alpha1/../x", "1.36") is None


def test_kinds_without_a_namespace_are_known_kinds() -> None:
    assert {kind.rpartition("/")[2] for kind in catalog.kinds("1.36")} >= WITHOUT_NAMESPACE
