"""Functions that no chart may call, each told at its place in the template."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render.brought.folder import read
from generator.render.brought.functions import REFUSED
from tests.render.brought.charts import brought, refused, said, written

A = "vendor/evil/templates/a.yaml"
RANDOM = "gives another value at each render, so nobody can say what would be applied"
CLOCK = "asks the clock, so the same commit would give other objects tomorrow"


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_each_function_of_chance_clock_cluster_and_network_is_refused(tmp_path: Path, name: str) -> None:
    found = refused(tmp_path, {"templates/a.yaml": f"kind: A\nx: {{{{ {name} }}}}\n"})

    assert found == [f"{A}:2:7: chart-function: `{name}` {REFUSED[name].why}"]


@pytest.mark.parametrize(
    ("template", "column"),
    [
        ("{{ $x := dict | merge (dict 1 (randAlphaNum 8)) }}", 32),
        ("{{ if now }}{{ end }}", 7),
        ("{{ randAlpha 5 | b64enc }}", 4),
        ('{{ tpl "{{ uuidv4 }}" . }}', 12),
        ('{{- range $i, $e := (shuffle "abc") -}}{{ end }}', 22),
        ("{{ with genCA `x` 1 }}{{ end }}", 9),
    ],
)
def test_wherever_in_an_action_it_stands(tmp_path: Path, template: str, column: int) -> None:
    (found,) = refused(tmp_path, {"templates/a.yaml": template})

    assert found.startswith(f"{A}:1:{column}: chart-function: ")


def test_every_problem_of_every_chart_is_told_in_one_run(tmp_path: Path) -> None:
    written(tmp_path, {"templates/a.yaml": "{{ now }}\n{{ lookup }}", "values.schema.json": "{"}, name="one")
    written(tmp_path, {"templates/b.yaml": "{{ uuidv4 }}"}, name="two")

    _, problems = read(tmp_path / "vendor", tmp_path)

    assert said(problems) == [
        f"vendor/one/templates/a.yaml:1:4: chart-function: `now` {CLOCK}",
        f"vendor/one/templates/a.yaml:2:4: chart-function: `lookup` {REFUSED['lookup'].why}",
        "vendor/one/values.schema.json:1:1: chart-schema: the schema is no JSON",
        f"vendor/two/templates/b.yaml:1:4: chart-function: `uuidv4` {RANDOM}",
    ]


@pytest.mark.parametrize(
    "template",
    [
        "{{ .Values.now }}{{ $.now }}{{ .Values.lookup.date }}",
        "{{ $now := 1 }}{{ $now }}",
        '{{ "now" }}{{ `randAlphaNum 5` }}',
        "{{/* now */}}now lookup uuidv4",
        '{{ include "used" . }}{{ define "used" }}x{{ end }}{{ define "unused" }}{{ now }}{{ end }}',
        '{{ include (print $.Template.BasePath "/b.yaml") . }}{{ define "unused" }}{{ now }}{{ end }}',
    ],
)
def test_what_is_no_call_or_is_never_called_is_let_pass(tmp_path: Path, template: str) -> None:
    assert brought(tmp_path, {"templates/a.yaml": template}).files["templates/a.yaml"] == template


@pytest.mark.parametrize("call", ['include "one" .', 'template "one" .', '"x" | include "one"'])
def test_a_definition_counts_once_something_includes_it(tmp_path: Path, call: str) -> None:
    helpers = '{{ define "one" }}{{ include "two" . }}{{ end }}{{ define "two" }}{{ now }}{{ end }}'

    found = refused(tmp_path, {"templates/a.yaml": f"{{{{ {call} }}}}", "templates/_x.tpl": helpers})

    assert found == [f"vendor/evil/templates/_x.tpl:1:70: chart-function: `now` {CLOCK}"]


def test_a_name_that_is_made_up_may_be_any_definition(tmp_path: Path) -> None:
    text = '{{ include (printf "o%s" "ne") . }}{{ define "one" }}{{ now }}{{ end }}'

    assert refused(tmp_path, {"templates/a.yaml": text}) == [f"{A}:1:57: chart-function: `now` {CLOCK}"]


def test_a_chart_inside_of_a_chart_is_looked_at_too(tmp_path: Path) -> None:
    inside = {"charts/sub/Chart.yaml": "name: sub\nversion: 1.0.0\n", "charts/sub/templates/a.yaml": "{{ now }}"}

    assert refused(tmp_path, inside) == [f"vendor/evil/charts/sub/templates/a.yaml:1:4: chart-function: `now` {CLOCK}"]


def test_values_count_where_the_chart_takes_text_for_templates(tmp_path: Path) -> None:
    values = {"values.yaml": 'x: "{{ now }}"\n'}

    brought(tmp_path, {"templates/a.yaml": "x: {{ .Values.x }}", **values})
    assert refused(tmp_path, {"templates/a.yaml": "x: {{ tpl .Values.x . }}", **values}) == [
        f"vendor/evil/values.yaml:1:8: chart-function: `now` {CLOCK}"
    ]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ range until 100000000 }}{{ end }}", "10: chart-loop: `until` goes over `100000000`"),
        ("{{ untilStep 0 100000000 1 }}", "4: chart-loop: `untilStep` goes over `100000000`"),
        ("{{ seq 1 1e8 }}", "4: chart-loop: `seq` goes over `100000000`"),
        ('{{ "a" | repeat 200000000 }}', "10: chart-loop: `repeat` goes over `200000000`"),
        ("{{ 0x5F5E100 | until }}", "16: chart-loop: `until` goes over `100000000`"),
        ('{{ until (int "100_000_000") }}', "4: chart-loop: `until` goes over `100000000`"),
        ("{{ until 10001 }}", "4: chart-loop: `until` goes over `10001`"),
    ],
)
def test_a_loop_over_a_giant_number_is_refused(tmp_path: Path, template: str, said: str) -> None:
    assert refused(tmp_path, {"templates/a.yaml": f"\n{template}"}) == [f"{A}:2:{said} steps, expected at most 10,000"]


@pytest.mark.parametrize("template", ["{{ range until 10000 }}{{ end }}", "{{ add 100000000 }}", "{{ until .n }}"])
def test_other_numbers_are_no_loops(tmp_path: Path, template: str) -> None:
    assert brought(tmp_path, {"templates/a.yaml": template}).files["templates/a.yaml"] == template
