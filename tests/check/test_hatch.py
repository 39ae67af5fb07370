"""Pieces of a pod against the schema of what they are pieces of, where they stand."""

from __future__ import annotations

import pytest

from generator import pipeline
from generator.errors import InputError
from generator.tree import MemoryTree
from tests.validate.shop import DEV, PLATFORM, PROD, line, shop

API = "config/services/api.yaml"


def said(**lines: object) -> list[str]:
    """What is told of the smallest repository with these lines added."""
    source = {path: text.encode() for path, text in shop(**lines).items()}  # type: ignore[arg-type]  # as there
    try:
        pipeline.generated(MemoryTree(source))
    except InputError as error:
        return [line(problem) for problem in error.problems]
    return []


def test_what_misses_the_schema_is_told_where_it_stands() -> None:
    api = """\
pod:
  hostAliases: [{ip: 10.1.2.3, hostnmes: [x]}]
  dnsConfig: {options: [{value: 1}]}
  volumes: {a: b}
  dnsPolicy: Clusterfirst
  initContainers: [{image: acme/a:v1}]
container:
  tty: "yes"
  stidn: true
"""
    assert said(api=api) == [
        f"{API}:5:32: schema-unknown-key: unknown key `hostnmes` at `pod.hostAliases[0]` | did you mean `hostnames`?",
        f"{API}:6:33: schema-wrong-type: found `1` at `pod.dnsConfig.options[0].value`, expected text"
        " | put it in quotes",
        f"{API}:7:12: schema-wrong-type: found a mapping at `pod.volumes`, expected a list | write a list",
        f"{API}:8:14: schema-unknown-value: found the text `Clusterfirst` at `pod.dnsPolicy`, expected `ClusterFirst`, "
        "`ClusterFirstWithHostNet`, `Default` or `None` | did you mean `ClusterFirst`?",
        f"{API}:9:20: schema-missing-key: the key `name` is missing at `pod.initContainers[0]` | add `name`",
        f"{API}:11:8: schema-wrong-type: found the text `yes` at `container.tty`, expected `true` or `false`"
        " | write `true` or `false`",
        f"{API}:12:3: schema-unknown-key: unknown key `stidn` at `container` | did you mean `stdin`?",
    ]


def test_a_piece_lacks_what_only_a_whole_has() -> None:
    assert said(api="pod: {hostname: x}\ncontainer: {tty: true}\n") == []


def test_it_is_told_in_the_layer_that_says_it_and_once() -> None:
    more = {"environments/prod.yaml": PROD}

    assert said(api="pod: {hostnme: x}\n", more=more) == [
        f"{API}:4:7: schema-unknown-key: unknown key `hostnme` at `pod` | did you mean `hostname`?"
    ]
    assert said(dev="services: {api: {pod: {hostnme: x}}}\n", more=more) == [
        "environments/dev.yaml:4:24: schema-unknown-key: unknown key `hostnme` at `pod` | did you mean `hostname`?"
    ]


def test_the_version_is_that_of_the_environment() -> None:
    api = "pod: {workloadRef: {name: a, podGroup: b}}\n"
    told = f"{API}:4:7: schema-unknown-key: unknown key `workloadRef` at `pod` | remove it"

    assert said(api=api, platform="", more={"config/platform.yaml": PLATFORM.replace("1.36", "1.35")}) == []
    assert said(api=api) == [told]
    assert told in said(api=api, more={"environments/dev.yaml": f"{DEV}kubernetes: [1]\n"})


@pytest.mark.parametrize("kind", ["postgres", "nothing"])
def test_a_service_of_another_kind_has_no_hatch_and_is_told_so(kind: str) -> None:
    found = said(more={API: f"kind: {kind}\npod: {{hostnme: x}}\n"})

    assert any(": unknown-" in line for line in found)


def test_dates_and_nothing_are_told_once() -> None:
    assert said(api="pod: {hostname: 2026-01-01, volumes: [{name: null}]}\n") == [
        f"{API}:4:17: wrong-type: found the date `2026-01-01`, expected text | quote it",
        f"{API}:4:40: null-in-hatch: found nothing (null), expected a value"
        " | give it a value, such as `{}`, or remove the line",
    ]


def test_whole_objects_are_told_in_their_file() -> None:
    text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, lables: {}}\ndata: {A: 1}\n"
    unknown = "---\napiVersion: acme.io/v1\nkind: Widget\nmetadata: {name: a}\n"

    assert said(api="objects: [files/x.yaml, 3]\n", more={"config/files/x.yaml": text + unknown}) == [
        "config/files/x.yaml:3:21: schema-unknown-key: unknown key `lables` at `metadata` | did you mean `labels`?",
        "config/files/x.yaml:4:11: schema-wrong-type: found `1` at `data.A`, expected text | put it in quotes",
        f"{API}:4:25: wrong-type: `objects[1]`: found the number `3`, expected a file below `files/`, "
        "relative to `config/`, such as `files/backend/schema.sql`",
    ]
