from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from generator.console.diff.document import as_data, as_json
from generator.diff.nouns import NOTHING, Edit, Report
from generator.errors import Place, Problem
from tests.diff.report.shop import edited, found, large, report, shop

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/schemas/diff-v1.json").read_text(encoding="utf-8"))
BROKEN = Problem(code="render-failed", message="no", place=Place("charts/a/templates/b.yaml", 3, 4), hint="mend it")
WITHIN = [("changes", 0), ("changes", 0, "edits", 0), ("findings", 0), ("coverage",)]


def strict(schema: Any) -> Any:
    """The schema, without room for keys that it does not name."""
    if isinstance(schema, dict):
        inner = {key: strict(value) for key, value in schema.items()}
        return {**inner, "additionalProperties": False} if "additionalProperties" in schema else inner
    return [*map(strict, schema)] if isinstance(schema, list) else schema


def refused(schema: Any, data: Any) -> list[str]:
    """What of a report is not as the schema says."""
    found = jsonschema_rs.Draft202012Validator(schema).iter_errors(data)
    return [f"at {'/'.join(map(str, one.instance_path))}: {one.message}" for one in found]


@pytest.mark.parametrize("made", [shop(), report(), large(200), report(failures=(BROKEN,))], ids=range(4))
def test_every_report_is_what_the_published_schema_says_and_nothing_more(made: Report) -> None:
    assert refused(SCHEMA, as_data(made)) == []
    assert refused(strict(SCHEMA), as_data(made)) == []


def test_the_published_schema_allows_what_is_added_later() -> None:
    later = {**as_data(report()), "later": 1}

    assert refused(SCHEMA, later) == []
    assert refused(strict(SCHEMA), later) == ["at : Additional properties are not allowed ('later' was unexpected)"]


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_a_report_without_a_key_is_none(key: str) -> None:
    data = {name: value for name, value in as_data(report()).items() if name != key}

    assert refused(SCHEMA, data) == [f'at : "{key}" is a required property']


@pytest.mark.parametrize("at", WITHIN)
def test_a_change_a_finding_or_an_edit_without_any_key_is_none(at: tuple[str | int, ...]) -> None:
    data = json.loads(as_json(report([edited(Edit("a", 1, 2))], findings=[found()])))
    node = data
    for step in at:
        node = node[step]
    node.clear()

    assert refused(SCHEMA, data)


def test_a_hidden_field_has_no_value_on_either_side() -> None:
    told = edited(Edit("data[key]", "old-secret", "new-secret", hidden=True), kind="Secret")

    text = as_json(report([told]))

    (edit,) = json.loads(text)["changes"][0]["edits"]
    assert edit == {"path": "data[key]", "operation": "change", "hidden": True, "noise": ""}
    assert "secret" not in text.replace("Secret", "")


def test_a_side_that_is_not_there_has_no_key_and_null_is_a_value() -> None:
    told = edited(Edit("a", NOTHING, None), Edit("b", 1, NOTHING))

    edits = as_data(report([told]))["changes"][0]["edits"]

    assert [(one["operation"], "old" in one, one.get("new", "-")) for one in edits] == [
        ("add", False, None),
        ("remove", True, "-"),
    ]


def test_the_result_says_whether_the_answer_is_whole() -> None:
    results = [as_data(one)["result"] for one in (report(), shop(), report(failures=(BROKEN,)))]

    assert results == ["same", "different", "incomplete"]


def test_what_a_terminal_obeys_is_escaped() -> None:
    told = edited(Edit("a", "\x1b[31m", "##[error] \u202e"))

    text = as_json(report([told]))

    assert text.isascii()
    assert "\x1b" not in text
    assert "##[" not in text


def test_a_finding_names_its_object_and_one_of_a_whole_application_names_none() -> None:
    both = report(findings=[found(path="spec.x"), replace(found("A8", "X"), identity=None)])

    one, other = as_data(both)["findings"]

    assert one == {
        "rule": "D02",
        "severity": "D",
        "environment": "production",
        "application": "api-production",
        "resource": {"group": "apps", "kind": "Deployment", "namespace": "shop", "name": "api"},
        "path": "spec.x",
        "message": "the volume is deleted with all that is on it",
        "remedy": "",
        "proved": False,
        "acknowledged": "",
    }
    assert (other["rule"], other["resource"]) == ("A8", None)
