"""A text of a user's comes out of Helm as that text, and whatever it is, the same objects are there."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import yamlio
from generator.pipeline import Generated
from generator.render import Engine
from tests.laws.effort import percent
from tests.render.conftest import ENGINES, engine_of
from tests.repositories import JOB, WEB, container, environment, files, generated, over, rendered

WORDS = """
~ null Null true True yes no NO on off y n Y N 0755 010 08 0o10 0x1F 0b11 1_000 1e3 12e03 1234567e8 1e400 .inf .nan
-.inf 1 -1 1.10 +.0_ 9007199254740993 1000000 22:30 190:20:30 2026-11-22 20261122 = << - --- # a: : ? [ ] { } {} [] ,
&a *a !t | > %x @x `x` ' " it's "q" \\ \\n {{x}} {{.Values}} {{ {{- }} {%x%} [[x]] [%x%] $(id) ${x} $HOME $(HOME) %s
größe 日本語 🚀 e\u0301 <b>&amp;</b>
"""
SPACED = (
    "",
    " ",
    " x ",
    "# x",
    "a #b",
    "a: b",
    "? x",
    "- x",
    "tab\tin",
    "\t",
    "{{ .Release.Name }}",
    "{{/* x */}}",
    "x --",
)
LINES = (
    "a\nb",
    "a\nb\n",
    "a\n\nb\n\n",
    "\n",
    "\na",
    "  a\n b",
    "a\r\nb",
    "---\na: 1",
    "a\n---\nb: 2\n",
    "# a\n  # b\n",
)
UNSEEN = (
    "\x07",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\xa0",
    "\xad",
    "\u200b",
    "\u2028",
    "\u2029",
    "\u202e",
    "\ufeff",
    "\uffff",
)
NASTY = (*WORDS.split(), *SPACED, *LINES, *UNSEEN, "x" * 4000, "long words " * 40)

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40) | st.sampled_from(NASTY)


def source(texts: list[str]) -> dict[str, bytes]:
    """A repository with the texts wherever a text of any kind may stand."""
    numbered = {f"T{index}": text for index, text in enumerate(texts)}
    annotations = {key.lower(): text for key, text in numbered.items()}
    both = {"env": numbered, "command": ["run", *texts], "args": texts, "description": texts[0]}
    mounted = {f"{key}.txt": text.encode() for key, text in numbered.items()}
    placed = {f"/etc/{name}": f"files/{name}" for name in mounted}
    web = {
        **both,
        "files": placed,
        "probes": {"readiness": {"exec": ["ask", *texts]}, "liveness": {"exec": texts}},
        "annotations": {"pod": annotations, "service": annotations, "ingress": {"example.com/note": texts[0]}},
        "routes": {"main": {"host": "@"}},
    }
    services = {"app": over(WEB, web), "job": over(JOB, both)}
    paused = environment(sync={"paused": {"app": f"because: {texts[0]}"}})
    return files(services, {"dev": paused}, {"description": texts[0]}, mounted)


def lost(texts: list[str], whole: Generated, engine: Engine | None = None) -> list[tuple[str, Any]]:
    """Each place where another text came out, and what came."""
    found = rendered(whole, engine=engine)["dev"]
    by_kind = {(name, one["kind"], one["metadata"]["name"]): one for name in ("app", "job") for one in found[name]}
    numbered = {f"T{index}": text for index, text in enumerate(texts)}
    annotations = {key.lower(): text for key, text in numbered.items()}
    deployment = by_kind["app", "Deployment", "app"]
    app, job = container(deployment), container(by_kind["job", "CronJob", "job"])
    service = by_kind["app", "Service", "app"]["metadata"]["annotations"]
    pod = deployment["spec"]["template"]["metadata"]["annotations"]
    (described,) = yamlio.documents(whole.files["charts/app/Chart.yaml"])
    pairs: dict[str, tuple[Any, Any]] = {
        "env": (by_kind["app", "ConfigMap", "app-env"]["data"], numbered),
        "files": (
            by_kind["app", "ConfigMap", "app-files"]["data"],
            {f"{key}.txt": text for key, text in numbered.items()},
        ),
        "command": (app["command"], ["run", *texts]),
        "args": (app["args"], texts),
        "args of a job": (job["args"], texts),
        "readiness": (app["readinessProbe"]["exec"]["command"], ["ask", *texts]),
        "liveness": (app["livenessProbe"]["exec"]["command"], texts),
        "pod": ({key: pod.get(key) for key in annotations}, annotations),
        "service": ({key: service.get(key) for key in annotations}, annotations),
        "description": (described["description"], texts[0] or "web service of shop"),
    }
    return [(place, came) for place, (came, wanted) in pairs.items() if came != wanted]


@pytest.mark.parametrize("name", ENGINES)
def test_the_nasty_ones_come_out_whole(name: str) -> None:
    texts = ["as it is", *NASTY]

    assert lost(texts, generated(source(texts)), engine_of(name)) == []


@percent(60)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_any_text_comes_out_whole_and_adds_no_object(texts: list[str]) -> None:
    whole = generated(source(texts))

    assert lost(texts, whole) == []
    assert identities(whole) == plain_ones()


@cache
def plain_ones() -> Counter[tuple[str, str, str]]:
    return identities(generated(source(["plain"])))


def identities(whole: Generated) -> Counter[tuple[str, str, str]]:
    """Every object by environment, kind and name."""
    return Counter(
        (environment, one["kind"], one["metadata"]["name"])
        for environment, releases_of in rendered(whole).items()
        for objects in releases_of.values()
        for one in objects
    )


def leaves(data: Any, at: tuple[Any, ...] = ()) -> dict[tuple[Any, ...], Any]:
    """Every value that is no mapping and no list, by the way to it."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list | tuple) else None
    if items is None:
        return {at: data}
    return {place: leaf for key, value in items for place, leaf in leaves(value, (*at, key)).items()}


@cache
def plain_leaves() -> dict[tuple[Any, ...], Any]:
    return leaves(rendered(generated(source(["a-plain-text"]))))


@percent(20)
@given(TEXTS)
def test_any_text_changes_no_value_but_its_own(text: str) -> None:
    before, after = plain_leaves(), leaves(rendered(generated(source([text]))))

    changed = {place for place in before if after.get(place) != before[place]}
    assert after.keys() == before.keys()
    assert [
        place for place in changed if "a-plain-text" not in str(before[place]) and "checksum" not in str(place)
    ] == []
