"""Attacks by a chart that nothing was wrong with before it ran: each is stopped, at the line that does it."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from generator.errors import MachineError
from generator.render import Engine, Failure, Job, Manifest
from generator.render.brought import culprit
from generator.render.brought.guard import Guarded
from generator.render.brought.limits import Limits
from tests.render.brought.charts import SMALL, answer, brought, place
from tests.render.charts import chart as ours

VALUES = "many: 300000000\nsome: 100000\nme: '{{ tpl .Values.me . }}'\nmap: {a: 1, b: 2, c: 3, d: 4}\n"

TWO = pytest.mark.parametrize("engine", ["in-process", "helm4"], indirect=True)
"""Where a test waits for an end, one of the two programs is enough."""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(culprit, "SECONDS", 0.8)


def test_a_chart_that_means_well_renders_in_a_process_of_its_own(engine: Engine, tmp_path: Path) -> None:
    template = "kind: A\nx: {{ .Values.some | int64 }}\nw: {{ .Values.given }}\nz: {{ .Release.Namespace }}\n"
    files = {"values.yaml": VALUES, "templates/a.yaml": template, "crds/b.yaml": "kind: B\n---\nkind: C\n"}
    chart = brought(tmp_path, {**files, ".helmignore": "templates/ignored*\n", "templates/ignored.yaml": "{{ fail }}"})

    found = answer(engine, chart, values={"given": "here"})

    assert found == (
        Manifest("crds/b.yaml", {"kind": "B"}),
        Manifest("crds/b.yaml", {"kind": "C"}),
        Manifest("templates/a.yaml", {"kind": "A", "x": 100000, "w": "here", "z": "shop"}),
    )


ENDLESS = {
    "memory": "kind: A\n{{ if .Values.map }}\nx: 1\ny: {{ range until (int .Values.many) }}a{{ end }}\n{{ end }}\nz: 1",
    "repetition": "kind: A\nx: 1\n{{- if true }}\ny: {{ repeat (int .Values.many) .Release.Name }}\n{{ end }}",
    "time": "{{ $n := int .Values.some }}\nkind: A\n\nx: {{ range until $n }}{{ range until $n }}{{ end }}{{ end }}",
    "recursion": "kind: A\nx: 1\n\ny: {{ tpl .Values.me . }}\n",
    "a definition": '{{ define "x" }}\n{{ $n := 1 }}\n\n{{ until (int .Values.many) }}{{ end }}{{ include "x" . }}',
}


@TWO
@pytest.mark.parametrize("what", ENDLESS)
def test_what_has_no_end_is_stopped_with_its_line(engine: Engine, tmp_path: Path, what: str) -> None:
    others = {"templates/b.yaml": "kind: B\n", "templates/0.yaml": "kind: C\n"}
    chart = brought(tmp_path, {"values.yaml": VALUES, "templates/a.yaml": ENDLESS[what], **others})
    start = time.monotonic()

    found = answer(engine, chart)

    assert place(found) == "chart-stopped templates/a.yaml:4"
    assert isinstance(found, Failure)
    assert found.message in ("it was stopped after 1.5 seconds", "it was stopped at 384 MiB of memory")
    assert found.hint == "make what it loops over, repeats or includes smaller"
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("call", ['include "x" .', 'template "x" .'])
def test_a_definition_that_includes_itself_is_helms_to_refuse(engine: Engine, tmp_path: Path, call: str) -> None:
    text = f'{{{{ define "x" }}}}{{{{ {call} }}}}{{{{ end }}}}\nkind: A\nx: {{{{ {call} }}}}\n'

    found = answer(engine, brought(tmp_path, {"templates/a.yaml": text}))

    assert place(found) == "render-failed templates/a.yaml:1"
    assert isinstance(found, Failure)
    assert len(found.message) < 500


CHANCE = "made: '{{ tpl (print .Values.a .Values.b) . }}'\na: '{{ ra'\nb: 'ndAlphaNum 9 }}'\n"


@pytest.mark.parametrize(
    ("call", "line", "column"),
    [("keys .Values.map | join `,`", 2, 8), ("values .Values.map | toJson", 2, 8), ("tpl .Values.made .", 1, 1)],
)
def test_a_render_that_differs_from_the_one_before_is_a_problem(
    engine: Engine, tmp_path: Path, call: str, line: int, column: int
) -> None:
    often = f"{{{{ {call} }}}}" * 20  # one order of four comes twice in a row, one time in four: twenty do not
    files = {"values.yaml": f"{VALUES}{CHANCE}", "templates/a.yaml": f"kind: A\nx: '{often}'\n"}

    found = answer(engine, brought(tmp_path, files))

    assert found == Failure(
        "it renders to something else each time: line 2 of what comes out is another",
        "templates/a.yaml",
        line,
        column,
        code="chart-differs",
        hint="sort what has no order, as in `keys … | sortAlpha`, and take no value that is made while rendering",
    )


def test_an_order_that_is_sorted_is_none_of_chance(engine: Engine, tmp_path: Path) -> None:
    files = {"values.yaml": VALUES, "templates/a.yaml": "x: {{ keys .Values.map | sortAlpha | join `,` }}\n"}

    assert answer(engine, brought(tmp_path, files)) == (Manifest("templates/a.yaml", {"x": "a,b,c,d"}),)


LAUGHS = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{number}: &a{number} [{','.join([f'*a{number - 1}'] * 10)}]\n" for number in range(1, 9)
)


@pytest.mark.parametrize(
    "text", [LAUGHS, f"x: {'[' * 70}{']' * 70}\n", "x: [" + "1," * 210_000 + "]\n", f"x: {'[' * 100_000}\n"]
)
def test_an_object_larger_than_any_is_refused(engine: Engine, tmp_path: Path, text: str) -> None:
    found = answer(engine, brought(tmp_path, {"templates/a.yaml": f"kind: A\n{text}"}), Limits(seconds=20))

    assert place(found) in ("chart-output templates/a.yaml:1", "render-failed templates/a.yaml:1")


def test_more_output_than_anybody_applies_is_refused(engine: Engine, tmp_path: Path) -> None:
    chart = brought(tmp_path, {"templates/a.yaml": "kind: A\nx: {{ repeat 9000 .Release.Name | quote }}\n"})

    found = answer(engine, chart, Limits(output=10_000))

    assert place(found) == "chart-output templates/a.yaml:1"


SECRET = {
    "a Secret": "kind: Secret\nstringData: {password: hunter2-marker}\n",
    "an encoded Secret": "kind: Secret\ndata: {password: aHVudGVyMi1tYXJrZXI=}\n",
    "a key in a ConfigMap": "kind: ConfigMap\ndata: {x: AKIAMARKER0123456789}\n",
    "a password in an address": "kind: ConfigMap\ndata: {x: 'postgres://app:marker-1@db/x'}\n",
    "a variable": "kind: Pod\nspec: {containers: [{env: [{name: DB_PASSWORD, value: hunter2-marker}]}]}\n",
    "a key of a name": "kind: ConfigMap\ndata: {API_TOKEN: hunter2-marker}\n",
    "a comment": "kind: ConfigMap\n# ghp_markermarkermarkermarkermarkermarker\n",
}


@pytest.mark.parametrize("what", SECRET)
def test_a_secret_that_a_chart_renders_is_refused_and_not_shown(engine: Engine, tmp_path: Path, what: str) -> None:
    found = answer(engine, brought(tmp_path, {"templates/a.yaml": SECRET[what]}))

    assert place(found) == "plain-secret templates/a.yaml:1"
    assert "marker" not in str(found).lower()


def test_text_is_written_anew_so_that_no_terminal_obeys_it(engine: Engine, tmp_path: Path) -> None:
    chart = brought(tmp_path, {"templates/a.yaml": 'kind: A\n# \u202e\nx: "\\e[31m\u202e"\n'})
    job = Job(chart=chart, release="evil", namespace="shop", kubernetes="1.36")

    ((document,),) = Guarded(engine).documents([job])

    assert document.text == 'kind: A\nx: "\\u001b[31m\\u202e"\n'


def test_the_source_that_a_template_claims_is_a_file_of_the_chart(engine: Engine, tmp_path: Path) -> None:
    text = "kind: A\n---\n# Source: evil/../../.git/config\nkind: B\n"

    found = answer(engine, brought(tmp_path, {"templates/a.yaml": text}))

    assert not isinstance(found, Failure)
    assert {one.origin for one in found} <= {"templates/a.yaml", "Chart.yaml"}


def test_charts_of_ours_keep_their_place_beside_those_of_people(engine: Engine, tmp_path: Path) -> None:
    mine, theirs = ours(a="kind: Mine\n"), brought(tmp_path, {"templates/a.yaml": "kind: {{ .Release.Name }}\n"})
    jobs = [
        Job(chart=chart, release=name, namespace="x", kubernetes="1.36")
        for chart, name in ((theirs, "a"), (mine, "b"), (theirs, "c"), (mine, "d"))
    ]

    found = list(Guarded(engine).manifests(jobs))

    kinds = [one[0].object["kind"] for one in found if not isinstance(one, Failure)]
    assert kinds == ["a", "Mine", "c", "Mine"]


@TWO
def test_one_that_was_stopped_is_not_tried_again_and_the_others_are_judged(engine: Engine, tmp_path: Path) -> None:
    bad = brought(tmp_path / "1", {"values.yaml": VALUES, "templates/a.yaml": ENDLESS["time"]})
    good = brought(tmp_path / "2", {"templates/a.yaml": "kind: A\n"})
    jobs = [Job(chart=c, release="x", namespace="x", kubernetes="1.36") for c in (bad, good, bad, bad, good)]
    start = time.monotonic()

    found = list(Guarded(engine, SMALL).manifests(jobs))

    assert [isinstance(one, Failure) for one in found] == [True, False, True, True, False]
    assert time.monotonic() - start < 15


def test_all_charts_together_have_an_end(engine: Engine, tmp_path: Path) -> None:
    chart = brought(tmp_path, {"templates/a.yaml": "kind: A\n"})
    jobs = [Job(chart=chart, release="x", namespace="x", kubernetes="1.36")] * 3

    first, *others = Guarded(engine, Limits(in_all=0)).manifests(jobs)

    assert not isinstance(first, Failure)
    assert {str(one) for one in others} == {
        str(
            Failure(
                "it was not rendered: the charts before it took 0 seconds",
                code="chart-stopped",
                hint="mend those that were stopped, or render fewer at once",
            )
        )
    }


@TWO
def test_nothing_stays_behind(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    chart = brought(tmp_path, {"values.yaml": VALUES, "templates/a.yaml": ENDLESS["time"]})

    answer(engine, chart)

    assert list((tmp_path / "temporary").iterdir()) == []
    assert children() == []


@TWO
def test_an_interrupted_run_ends_its_processes(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = brought(tmp_path / "1", {"values.yaml": VALUES, "templates/a.yaml": ENDLESS["time"]})
    broken = brought(tmp_path / "2", {"templates/a.yaml": "kind: A\n"})

    def interrupted(chart: object, _: object) -> None:
        if chart is broken:
            raise KeyboardInterrupt

    monkeypatch.setattr("generator.render.brought.guard.taken", interrupted)
    jobs = [Job(chart=c, release="x", namespace="x", kubernetes="1.36") for c in (broken, slow)]
    start = time.monotonic()

    with pytest.raises((KeyboardInterrupt, MachineError)):
        list(Guarded(engine, Limits(seconds=30)).manifests(jobs))

    assert time.monotonic() - start < 10
    assert children() == []


def children() -> list[str]:
    """What this process started and is still there."""
    listed = subprocess.run(
        ["ps", "-o", "args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    return [line for line in listed.stdout.splitlines() if "brought" in line]
