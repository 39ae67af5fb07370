"""What both engines promise, Helm 3 and 4 alike."""

from __future__ import annotations

from typing import Any

import pytest

from generator.render import Engine, Failure
from tests.render.charts import chart, data, job, rendered

WORDS = """
~ null Null true True yes no NO on off y n Y N 0755 010 08 0o10 0x1F 0b11 1_000 1e3 12e03 1234567e8 1e400 .inf .nan
-.inf 1 -1 1.10 +.0_ 9007199254740993 22:30 190:20:30 2026-11-22 20261122 = << - --- # a: : ? [ ] { } {} [] , &a *a
!t | > %x @x `x` ' " it's "q" \\ \\n
{{x}} {%x%} $(id) ${x} $HOME \x00 \x1b[31m \u200b \u202e \ufeff größe 日本語 🚀 e\u0301
"""
SPACED = ("", " ", " x ", "# x", "a #b", "a: b", "? x", "- x", "tab\tin", "\t", "\xa0", "\u2028", "\u2029")
LINES = ("a\nb", "a\nb\n", "a\n\nb\n\n", "\n", "\na", "  a\n b", "a\r\nb", "---\na: 1", "a\n---\nb: 2\n")
NASTY = (*WORDS.split(), *SPACED, *LINES)


def test_values_files_are_merged_weakest_first_and_over_the_charts_own(engine: Engine) -> None:
    defaults = "{a: 1, b: {one: chart, two: chart, three: chart}, list: [1, 2]}"
    template = "data: {{ toYaml .Values | nindent 2 }}\n"

    found = data(engine, template, {"b": {"two": 2, "three": 2}, "list": [3]}, {"b": {"three": 3}}, defaults=defaults)

    assert found == {"a": 1, "b": {"one": "chart", "two": 2, "three": 3}, "list": [3]}


def test_null_takes_away_what_the_chart_or_a_weaker_file_says(engine: Engine) -> None:
    defaults = "{a: {one: 1, two: 2}, b: {three: 1}}"
    template = "data: {{ toYaml .Values | nindent 2 }}\n"

    found = data(engine, template, {"a": {"two": 3}}, {"a": {"two": None}, "b": None}, defaults=defaults)

    assert found == {"a": {"one": 1}}


def test_a_mapping_over_a_null_stands_alone(engine: Engine) -> None:
    found = data(engine, "data: {{ toYaml .Values.a | nindent 2 }}\n", {"a": None}, {"a": {"x": 1}})

    assert found == {"x": 1}


@pytest.mark.parametrize("number", [0, 8080, 999_999, 1_000_000, 123_456_789, 2**53 - 1, -1_000_000])
def test_an_integer_comes_out_whole_through_to_yaml_and_int64(engine: Engine, number: int) -> None:
    template = (
        "data:\n  yaml: {{ toYaml .Values.n }}\n  int: {{ int64 .Values.n }}\n  text: {{ int64 .Values.n | quote }}\n"
    )

    found = data(engine, template, {"n": number})

    assert found == {"yaml": number, "int": number, "text": str(number)}


def test_quote_alone_writes_a_big_integer_as_a_float_does(engine: Engine) -> None:
    assert data(engine, "data:\n  x: {{ quote .Values.n }}\n", {"n": 1_000_000}) == {"x": "1e+06"}


def test_every_string_comes_back_as_that_string(engine: Engine) -> None:
    template = (
        "data:\n  quoted:\n{{- range .Values.all }}\n  - {{ quote . }}\n{{- end }}\n"
        "  yaml: {{ toYaml .Values.all | nindent 4 }}\n  json: {{ toJson .Values.all }}\n  end: x\n"
    )

    found = data(engine, template, {"all": list(NASTY)})

    assert {name: changed(found[name]) for name in ("quoted", "yaml", "json")} == {"quoted": [], "yaml": [], "json": []}


@pytest.mark.parametrize(("character", "lost"), [("\x7f", None), ("\x85", ["whole", " "])])
def test_quote_keeps_the_control_characters_that_to_yaml_loses(engine: Engine, character: str, lost: Any) -> None:
    template = "data:\n  quoted: {{ quote .Values.text }}\n  yaml: {{ toYaml .Values.list | nindent 4 }}\n"

    found = data(engine, template, {"text": character, "list": ["whole", character]})

    assert found == {"quoted": character, "yaml": lost}


def changed(found: list[Any]) -> list[tuple[str, Any]]:
    return [(before, after) for before, after in zip(NASTY, found, strict=True) if before != after]


def test_every_string_is_a_key(engine: Engine) -> None:
    keys = {text: str(number) for number, text in enumerate(NASTY) if text != "<<"}

    found = data(engine, "data: {{ toYaml .Values.all | nindent 2 }}\n", {"all": keys})

    assert found == keys


def test_a_file_may_hold_several_documents_and_empty_ones(engine: Engine) -> None:
    several = (
        "---\nkind: Secret\nname: 1\n---\n\n---\n# nothing\n---\nkind: Secret\nname: 2\n{{- if false }}x: 1{{ end }}\n"
    )
    empty = "{{- if false }}\nkind: Secret\n{{- end }}\n"

    found = rendered(engine, chart(several=several, empty=empty))

    assert [manifest.object for manifest in found] == [{"kind": "Secret", "name": 1}, {"kind": "Secret", "name": 2}]


def test_helpers_and_notes_are_no_objects(engine: Engine) -> None:
    files = chart(a='kind: {{ include "kind" . }}\n', _helpers='{{ define "kind" }}Pod{{ end }}kind: Job\n').files
    of = type(chart())("shop", {**files, "templates/NOTES.txt": "Thank you\n"})

    assert [manifest.object for manifest in rendered(engine, of)] == [{"kind": "Pod"}]


def test_objects_come_in_helms_install_order_each_with_its_file(engine: Engine) -> None:
    of = chart(
        a="kind: Ingress\n---\nkind: Zebra\n---\nkind: Deployment\nname: first\n",
        b="kind: ExternalSecret\n---\nkind: 'NetworkPolicy'\n",
        c='kind: Service\n---\nkind: Deployment\nname: second\n---\nkind: Job\nmetadata: {annotations: {"x": "1"}}\n',
        d='kind: ServiceAccount\nmetadata:\n  annotations:\n    "helm.sh/hook": pre-install\n',
    )

    found = [(manifest.origin[10:-5], manifest.object["kind"]) for manifest in rendered(engine, of)]

    assert found == [
        ("b", "NetworkPolicy"),
        ("c", "Service"),
        ("a", "Deployment"),
        ("c", "Deployment"),
        ("c", "Job"),
        ("a", "Ingress"),
        ("b", "ExternalSecret"),
        ("a", "Zebra"),
        ("d", "ServiceAccount"),
    ]


def test_release_and_namespace_reach_the_templates(engine: Engine) -> None:
    found = data(engine, "data: {release: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}\n")

    assert found == {"release": "orders", "namespace": "staging"}


def test_results_come_in_the_order_of_the_jobs(engine: Engine) -> None:
    of, other = chart(a="kind: {{ .Release.Name }}\n"), chart(a="{{ fail .Release.Name }}")
    names = ["a", "b", "c", "d"]

    results = engine.manifests([job(other if name == "c" else of, release=name) for name in names])

    found = [item.message[-1] if isinstance(item, Failure) else item[0].object["kind"] for item in results]
    assert found == names


def test_documents_are_the_text_that_helm_wrote(engine: Engine) -> None:
    of = chart(a="# why\nkind: Pod  # what\nspec: {{ .Values.x | quote }}\n\n---\nkind: Namespace\n")

    (found,) = engine.documents([job(of, {"x": "größe 🚀"})])

    assert not isinstance(found, Failure)
    assert [document.text for document in found] == [
        "kind: Namespace\n",
        '# why\nkind: Pod  # what\nspec: "größe 🚀"\n',
    ]


def test_a_schema_is_not_looked_at_and_a_readme_is_no_template(engine: Engine) -> None:
    of = type(chart())(
        "shop", {**chart(a="kind: Pod\n").files, "values.schema.json": '{"required": ["x"]}', "README.md": "{{"}
    )

    assert [manifest.object for manifest in rendered(engine, of)] == [{"kind": "Pod"}]
