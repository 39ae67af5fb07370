"""What earlier runs made is taken where its input is as it was, and never changes an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import fleet
from generator import load, pipeline, remake, yamlio
from generator.errors import InputError
from generator.recall import Made
from generator.tree import MemoryTree
from tests import repositories
from tests.laws.effort import percent
from tests.repositories import WEB, environment, over

Files = dict[str, str]
DAY = "2030-01-01"
LAST = f"environments/{fleet.stage(2)}.yaml"
SERVICE = f"config/services/{fleet.name_of(1)}.yaml"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that is empty yet."""
    monkeypatch.setenv("CARTWRIGHT_CACHE", str(tmp_path / "results"))
    return tmp_path / "results"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The environments that are read, file by file."""
    found: list[str] = []
    parse = load.parse

    def noted(data: bytes, path: str) -> Any:
        found.extend([path] if path.startswith("environments/") else [])
        return parse(data, path)

    monkeypatch.setattr(load, "parse", noted)
    return found


def made(files: Files) -> Made:
    return pipeline.made(MemoryTree({path: text.encode() for path, text in files.items()}))


def answer(files: Files) -> tuple[dict[str, bytes], list[str]] | list[str]:
    """The files and notes, or the problems."""
    try:
        found = made(files)
    except InputError as error:
        return [f"{problem.place}: {problem.code}: {problem.message}" for problem in error.problems]
    return dict(found.files), list(found.notes)


def anew(files: Files) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CARTWRIGHT_CACHE", "off")
        return answer(files)


def edited(files: Files, path: str, edit: Callable[[Any], None]) -> Files:
    """The files with the data of one changed."""
    data = next(iter(yamlio.documents(files[path])))
    edit(data)
    return {**files, path: dated(yamlio.dump(data))}


def dated(text: str) -> str:
    """The text with its day as people write it, which data of ours has as a text."""
    return text.replace(f'"{DAY}"', DAY)


def test_the_same_input_is_read_by_nobody(kept: Path, read: list[str]) -> None:
    files = fleet.files(3, 4)
    first = answer(files)
    read.clear()

    assert answer(files) == first == anew(files)
    assert read == [path for path in files if path.startswith("environments/")]  # by `anew` alone


def test_after_an_edit_of_one_environment_that_one_alone_is_read(kept: Path, read: list[str]) -> None:
    files = fleet.files(3, 4)
    made(files)
    read.clear()
    files[LAST] = files[LAST].replace(fleet.FIRST_TAG, fleet.SECOND_TAG, 1)

    found = answer(files)

    assert read == [LAST]
    assert found == anew(files)


def test_after_an_edit_of_what_all_share_everything_is_read(kept: Path, read: list[str]) -> None:
    files = fleet.files(3, 4)
    made(files)
    read.clear()
    files = edited(files, SERVICE, lambda data: data["env"].update(NEW="1"))

    found = answer(files)

    assert len(read) == 3
    assert found == anew(files)


def test_a_damaged_entry_is_made_anew(kept: Path) -> None:
    files = fleet.files(3, 4)
    first = answer(files)
    for number, entry in enumerate(sorted(kept.iterdir())):
        data = bytearray(entry.read_bytes())
        data[len(data) * number // 5] ^= 1
        entry.write_bytes(data)

    assert answer(files) == first


def test_an_input_with_problems_is_kept_by_nobody(kept: Path) -> None:
    files = edited(fleet.files(2, 4), SERVICE, lambda data: data.update(image="a b"))

    assert answer(files) == answer(files) == anew(files)
    assert not kept.exists()


def test_what_an_earlier_cartwright_kept_is_asked_by_nobody(
    kept: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = fleet.files(2, 4)
    made(files)
    read.clear()
    monkeypatch.setattr("generator.cache._program", lambda: "another")

    made(files)

    assert len(read) == 2


BETWEEN = {
    "one cluster for two": (lambda data: data["cluster"].update(name="bench-stage-000"), "cluster-shared"),
    "one network for two": (lambda data: data["network"].update(cidr="10.0.0.0/20"), "network-overlap"),
    "an environment that follows none": (lambda data: data.update(follows="nobody"), "unknown-environment"),
}


@pytest.mark.parametrize("name", BETWEEN)
def test_what_is_wrong_between_two_environments_is_told_after_an_edit_of_one(kept: Path, name: str) -> None:
    edit, code = BETWEEN[name]
    files = fleet.files(3, 4)
    made(files)

    found = answer(edited(files, LAST, edit))

    assert isinstance(found, list)
    assert [line.split(": ")[1] for line in found] == [code]


def test_an_environment_that_goes_takes_what_followed_it_along(kept: Path) -> None:
    files = edited(fleet.files(3, 4), LAST, lambda data: data.update(follows=fleet.stage(1)))
    made(files)
    del files[f"environments/{fleet.stage(1)}.yaml"]

    assert answer(files) == anew(files)
    assert "unknown-environment" in str(answer(files))


WAIVER = {"check": "production-replicas", "reason": "it locks a file", "until": DAY}
TWO = {"dev": environment(1, "dev.example.com"), "prod": environment(2, production=True)}
ROLE = b"apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: a}\nrules: []\n"
ELSEWHERE: dict[str, tuple[Any, Any, Any]] = {
    "an annotation that only it gave an effect": (
        {"annotations": {"ingress": {"example.com/a": "b"}}},
        {"replicas": 2, "routes": {"a": {"host": "a"}}},
        {"enabled": False},
    ),
    "a waiver that only it needed": ({"waive": [WAIVER]}, {}, {"enabled": False}),
    "objects whose kind every project permits": (
        {},
        {"replicas": 2, "objects": ["files/role.yaml"]},
        {"replicas": 2, "objects": []},
    ),
}
"""What a service says, and what an environment says of it before and after: (service, before, after)."""


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_one_environment_means_for_the_others_is_looked_up_again(kept: Path, name: str) -> None:
    service, *said = ELSEWHERE[name]
    before, after = (
        {
            path: dated(data.decode())
            for path, data in repositories.files(
                {"app": over(WEB, service)},
                over(TWO, {"prod": {"services": {"app": here}}}),
                mounted={"role.yaml": ROLE},
            ).items()
        }
        for here in said
    )
    first_answer = answer(before)
    assert isinstance(first_answer, tuple), first_answer

    found = answer(after)

    assert found == anew(after)
    assert found != first_answer


def first(data: Any) -> Any:
    """What an environment says of its first service."""
    return data["services"][fleet.name_of(1)]


EDITS: dict[str, Callable[[Any], object]] = {
    "a tag": lambda data: first(data)["image"].update(tag="v9"),
    "a variable": lambda data: first(data).setdefault("env", {}).update(NEW="1"),
    "a secret": lambda data: first(data).setdefault("env", {}).update(NEW={"secret": "new"}),
    "a text that is no secret": lambda data: (
        first(data)
        .setdefault("env", {})
        .update(NEW_PASSWORD={"value": "abcdefgh12345678", "notSecret": "the word of a test"})
    ),
    "a service less": lambda data: first(data).update(enabled=False),
    "a route": lambda data: first(data).update(routes={"new": {"host": "new"}}),
    "a job": lambda data: first(data).update(before={"migrate": {"command": ["migrate"]}}),
    "a waiver": lambda data: first(data).update(waive=[{"check": "production-replicas", "reason": "x", "until": DAY}]),
    "an annotation": lambda data: first(data).update(annotations={"service": {"example.com/a": "b"}}),
    "objects": lambda data: first(data).update(objects=["files/extra.yaml"]),
    "a pin": lambda data: data.update(revision="v1"),
    "another domain": lambda data: data.update(domain="other.example.com"),
    "one cluster": lambda data: data["cluster"].update(name="bench-stage-000"),
    "one network": lambda data: data["network"].update(cidr="10.0.0.0/20"),
    "one that it follows": lambda data: data.update(follows=fleet.stage(0)),
    "one that follows it": lambda data: data.update(follows=fleet.stage(2)),
    "production": lambda data: data.update(production=True),
    "a key that there is not": lambda data: data.update(clusterr=1),
}
EXTRA = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\ndata: {A: b}\n"
STEPS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from([*EDITS, "as it was", "gone"])), min_size=1, max_size=6)


def walked(steps: list[tuple[int, str]]) -> Iterator[Files]:
    """The input after each step, each step an edit of one environment over what the others are by then."""
    whole = {**fleet.files(3, 4), "config/files/extra.yaml": EXTRA}
    files = dict(whole)
    yield files
    for number, edit in steps:
        path = f"environments/{fleet.stage(number)}.yaml"
        if edit == "gone":
            files.pop(path, None)
        elif edit == "as it was":
            files[path] = whole[path]
        elif path in files:
            files = edited(files, path, EDITS[edit])
        yield dict(files)


@settings(percent(50), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_was_made_before_the_answer_is_that_of_a_run_without_it(
    kept: Path, steps: list[tuple[int, str]]
) -> None:
    for files in walked(steps):
        assert answer(files) == anew(files)


def test_such_walks_go_both_ways(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some steps are taken with what was made before, and some need the whole: else the law above would say nothing."""
    taken = []
    partly = remake.partly

    def noted(*arguments: Any) -> Made | None:
        found = partly(*arguments)
        taken.append(found is not None)
        return found

    monkeypatch.setattr(remake, "partly", noted)
    for files in walked([(2, "a tag"), (1, "a job"), (0, "a waiver"), (0, "as it was"), (1, "objects")]):
        answer(files)

    assert {*taken} == {True, False}
