"""A release that does not render says why and where, in the same words on every engine."""

from __future__ import annotations

import time

import pytest

from generator.errors import Place, Problem
from generator.render import Engine, Failure
from tests.render.charts import chart, failure

EXECUTING = 'shop/templates/a.yaml:1:13: executing "shop/templates/a.yaml"'
MISSING = 'template: no template "x" associated with template "gotpl"'
WORDS = {
    'x: 1\ny: {{ fail "boom" }}\n': ("execution error at (shop/templates/a.yaml:2:6): boom", 2, 7),
    '\n\nx: {{ required "say it" .Values.host }}\n': ("execution error at (shop/templates/a.yaml:3:6): say it", 3, 7),
    "x: {{ if }}\n": ("parse error at (shop/templates/a.yaml:1): missing value for if", 1, 1),
    "x: {{ .Values.a.b.c }}\n": (
        f"{EXECUTING} at <.Values.a.b.c>: nil pointer evaluating interface {{}}.b",
        1,
        14,
    ),
    '          {{ include "x" . }}\n': (
        f'{EXECUTING} at <include "x" .>: error calling include: {MISSING}',
        1,
        14,
    ),
}


@pytest.mark.parametrize("template", WORDS)
def test_a_failing_template_is_named_with_its_line(engine: Engine, template: str) -> None:
    message, line, column = WORDS[template]

    assert failure(engine, chart(a=template)) == Failure(message, "templates/a.yaml", line, column)


def test_a_failure_inside_a_helper_is_placed_there(engine: Engine) -> None:
    found = failure(engine, chart(a='x: {{ include "x" . }}\n', _x='\n{{ define "x" }}{{ .Values.a.b.c }}{{ end }}\n'))

    assert (found.origin, found.line) == ("templates/_x.yaml", 2)
    assert found.message.endswith("nil pointer evaluating interface {}.b")


@pytest.mark.parametrize("template", ["kind: Pod\nx: [\n", "kind: Pod\n x: 1\n", "a: 'b\n", "- 1\n", "text\n"])
def test_text_that_is_no_object_fails_with_the_name_of_its_file(engine: Engine, template: str) -> None:
    found = failure(engine, chart(a=template))

    assert found.message.startswith("`templates/a.yaml` does not render to an object: ")
    assert found.origin == "templates/a.yaml"


def test_a_key_twice_is_a_failure_though_helm_takes_it(engine: Engine) -> None:
    found = failure(engine, chart(a="kind: Pod\nx: 1\nx: 2\n"))

    assert (
        found.message
        == "`templates/a.yaml` does not render to an object: line 3: the key `x` stands twice in one mapping"
    )


def test_a_chart_that_is_none_fails(engine: Engine) -> None:
    found = failure(engine, type(chart())("shop", {"values.yaml": "{}"}))

    assert "Chart.yaml" in found.message
    assert "/" not in found.message
    assert found.origin == "Chart.yaml"


def test_a_message_that_repeats_itself_a_thousand_times_is_read_at_once(engine: Engine) -> None:
    text = '{{ define "x" }}{{ include "x" . }}{{ end }}x: {{ include "x" . }}\n'
    start = time.monotonic()

    found = failure(engine, chart(a=text))

    assert "rendering template has a nested reference name: x" in found.message
    assert time.monotonic() - start < 5


def test_a_failure_becomes_a_problem_of_the_charts_folder() -> None:
    found = Failure("execution error at (shop/templates/a.yaml:2:6): boom", "templates/a.yaml", 2, 7)

    assert found.problem("charts/shop") == Problem(
        code="render-failed",
        message="helm cannot render this: execution error at (shop/templates/a.yaml:2:6): boom",
        place=Place("charts/shop/templates/a.yaml", 2, 7),
    )
