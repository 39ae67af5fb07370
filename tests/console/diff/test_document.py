from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from generator.console.diff.document import as_data, as_json
from generator.diff.nouns import NOTHING, Edit, Report
from generator.errors import Place, Problem
from tests.diff.report.shop import edited, large, report, shop

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/schemas/diff-v1.json").read_text(encoding="utf-8"))
BROKEN = Problem(code="render-failed", message="no", place=Place("charts/a/templates/b.yaml", 3, 4), hint="mend it")


def strict(schema: Any) -> Any:
    """The schema, without room for keys that it does not name."""
    if isinstance(schema, dict):
        inner = {key: strict(value) for key, value in schema.items()}
        return {**inner, "additionalProperties": False} if "additionalProperties" in schema else inner
    return [*map(strict, schema)] if isinstance(schema, list) else schema


@pytest.mark.parametrize("made", [shop(), report(), large(200), report(failures=(BROKEN,))], ids=range(4))
def test_every_report_is_what_the_published_schema_says_and_nothing_more(made: Report) -> None:
    jsonschema_rs.Draft202012Validator(SCHEMA).validate(as_data(made))
    jsonschema_rs.Draft202012Validator(strict(SCHEMA)).validate(as_data(made))


def test_the_published_schema_allows_what_is_added_later() -> None:
    jsonschema_rs.Draft202012Validator(SCHEMA).validate({**as_data(report()), "later": 1})


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
