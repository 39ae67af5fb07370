"""Documents inside a ConfigMap are compared by what they say."""

from __future__ import annotations

import pytest

from generator.diff.compare import edits, hunk
from tests.diff.compare.objects import config_map, thing, told


@pytest.mark.parametrize(
    ("name", "before", "after", "path"),
    [
        ("app.yaml", "db:\n  pool: 5\n", "db:\n  pool: 6\n", 'data["app.yaml"].db.pool'),
        ("app.json", '{"db": {"pool": 5}}', '{"db": {"pool": 6}}', 'data["app.json"].db.pool'),
        ("app.toml", "[db]\npool = 5\n", "[db]\npool = 6\n", 'data["app.toml"].db.pool'),
        ("app.properties", "# a\ndb.pool=5\n", "db.pool = 6\n", 'data["app.properties"]["db.pool"]'),
        ("my.cnf", "[db]\npool = 5\n", "[db]\npool = 6\n", 'data["my.cnf"].db.pool'),
        ("config", "db:\n  pool: 5\n", "db:\n  pool: 6\n", "data.config.db.pool"),
        ("config", "A=1\nPOOL=5\n", "A=1\nPOOL=6\n", "data.config.POOL"),
        ("list.yaml", "- name: a\n  x: 5\n", "- name: a\n  x: 6\n", 'data["list.yaml"][a].x'),
    ],
)
def test_a_document_is_compared_inside(name: str, before: str, after: str, path: str) -> None:
    [edit] = edits(config_map(**{name: before}), config_map(**{name: after}))

    assert edit.path == path
    assert (str(edit.old), str(edit.new)) == ("5", "6")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("nginx.conf", "server {\n  listen 80;\n}\n", "server {\n  listen 81;\n}\n"),
        ("run.sh", "a=1\n", "a=2\n"),
        ("twice.yaml", "a: 1\na: 2\n", "a: 1\na: 3\n"),
        ("twice.json", '{"a": 1, "a": 2}', '{"a": 1, "a": 3}'),
        ("broken.yaml", "a: [\n", "a: 1\n"),
        ("broken.json", '{"a":', '{"a": 1}'),
        ("note", "Dear all: hello", "Dear all: bye"),
        ("ORIGIN", "https://a.example", "https://b.example"),
        ("HOST", "postgres:5432", "postgres:5433"),
        ("OPTIONS", "a=1", "a=2"),
        ("HOSTS", "https://a.example\nb=1\n", "https://a.example\nb=2\n"),
        ("deep.json", "[" * 200 + "1" + "]" * 200, "[" * 200 + "2" + "]" * 200),
        ("deeper.json", "[" * 100_000, "[" * 100_001),
    ],
)
def test_what_is_no_document_is_a_text(name: str, before: str, after: str) -> None:
    [edit] = edits(config_map(**{name: before}), config_map(**{name: after}))

    assert (edit.old, edit.new) == (before, after)


def test_another_layout_of_one_document_is_noise() -> None:
    [edit] = edits(config_map(**{"a.yaml": "x: 1 # one\n"}), config_map(**{"a.yaml": "x:   1\n"}))

    assert (edit.path, edit.noise) == ('data["a.yaml"]', "layout")


def test_the_values_of_a_chart_are_compared_inside_an_application() -> None:
    def application(values: str) -> dict[str, object]:
        return thing("Application", "argoproj.io/v1alpha1", spec={"source": {"helm": {"values": values}}})

    assert told(application("replicas: 1\n"), application("replicas: 2\n")) == [
        "spec.source.helm.values.replicas: 1 → 2"
    ]


def test_a_hunk_has_three_lines_around_what_changed() -> None:
    before = "".join(f"{number}\n" for number in range(20))

    assert [*hunk(before, before.replace("10\n", "x\n"))] == [
        "@@ -8,7 +8,7 @@",
        *(" 7", " 8", " 9", "-10", "+x", " 11", " 12", " 13"),
    ]
