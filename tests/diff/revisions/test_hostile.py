"""A commit whose charts are not what cartwright makes of its input: nothing in them runs without an end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline, render
from generator.diff.nouns import Report, Verdict
from generator.revisions import renders
from tests.committed import Committed, committed
from tests.repositories import POSTGRES, WEB, environment, files, over

SERVICES = {"api": WEB, "db": POSTGRES, "web": WEB}
ENVIRONMENTS = {"dev": environment(1, domain="dev.example.com"), "production": environment(2)}
ENDLESS = b"{{ $n := 99999 }}{{ range until $n }}{{ range until $n }}{{ end }}{{ end }}\nkind: A\n"
TEMPLATE = "charts/api/templates/more.yaml"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renders, "SECONDS", 1.5)
    monkeypatch.setenv("CARTWRIGHT_CACHE", "off")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Committed:
    return committed(tmp_path_factory.mktemp("hostile") / "repository", files(SERVICES, ENVIRONMENTS))


@pytest.fixture
def repository(template: Committed, tmp_path: Path) -> Committed:
    """Two environments with `api`, `web` and a database on `main`; `work`, which moves `web`, is checked out."""
    template.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    found = Committed(tmp_path / "clone")
    found.git("remote", "remove", "origin")
    found.git("branch", "--quiet", "--move", "main")
    found.git("checkout", "--quiet", "-b", "work")
    found.put(files({**SERVICES, "web": over(WEB, {"image": {"tag": "v2"}})}, ENVIRONMENTS))
    pipeline.generate(found.root)
    return found


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be rendered in a process of its own."""

    def never(*_: Any) -> Any:
        raise AssertionError("a guard around a chart that is known to end")

    monkeypatch.setattr(render, "watched", never)


def committing(repository: Committed, path: str, data: bytes) -> Report:
    repository.put({path: data})
    as_it_lies(repository)
    return pipeline.diff(repository.root, "main", "work")


def as_it_lies(repository: Committed) -> None:
    """Commit all, without a `generate` before, which would refuse."""
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "x")


def failures(report: Report) -> list[str]:
    return [f"{one.place.file}:{one.place.line}: {one.code}" for one in report.failures]


def restarted(report: Report) -> Iterator[str]:
    return (one.change.application for one in report.changes if one.verdict is Verdict.RESTARTED)


def test_a_template_without_an_end_is_stopped_and_the_other_releases_are_told(repository: Committed) -> None:
    report = committing(repository, TEMPLATE, ENDLESS)

    assert failures(report) == ["charts/api/templates/more.yaml:1: chart-stopped"]
    assert [*restarted(report)] == ["web-dev", "web-production"]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ('{{ lookup "v1" "Secret" "a" "b" }}', "chart-function"),
        ("{{ repeat 99999999 .Release.Name }}", "chart-loop"),
        ('{{ fail "no" }}', "render-failed"),
        ('{{ env "HOME" }}', "render-failed"),
    ],
)
def test_what_a_template_may_not_ask_for_is_the_failure_of_its_release_alone(
    repository: Committed, call: str, code: str
) -> None:
    report = committing(repository, TEMPLATE, f"kind: A\nx: {call}\n".encode())

    assert {*failures(report)} == {f"{TEMPLATE}:2: {code}"}
    assert [*restarted(report)] == ["web-dev", "web-production"]


def test_without_its_input_a_commit_is_trusted_no_more_than_with_it(repository: Committed) -> None:
    repository.git("rm", "--quiet", "config/platform.yaml")

    assert failures(committing(repository, TEMPLATE, ENDLESS)) == [f"{TEMPLATE}:1: chart-stopped"]


def test_the_work_tree_is_trusted_no_more_than_a_commit(repository: Committed) -> None:
    repository.put({TEMPLATE: ENDLESS})

    assert failures(pipeline.diff(repository.root, "main")) == [f"{TEMPLATE}:1: chart-stopped"]


def test_values_that_no_file_of_the_chart_holds_are_not_trusted(
    repository: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(render, "watched", lambda engine, limits: (asked.append(limits), engine)[1])
    path = "argocd/dev/apps/api.yaml"
    found = (repository.root / path).read_bytes()
    assert found.count(b"    helm:\n") == 1

    report = committing(repository, path, found.replace(b"    helm:\n", b"    helm:\n      valuesObject: {a: 1}\n"))

    assert (report.failures, len(asked)) == ((), 1)


def test_a_chart_of_a_persons_is_compared_with_the_secret_that_it_renders(repository: Committed) -> None:
    secret = b"apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {a: xyzzy-%d}\n"
    committing(repository, TEMPLATE, secret % 1)

    report = committing(repository, TEMPLATE, secret % 2)

    assert report.failures == ()
    assert {str(one.change.identity) for one in report.changes if one.change.application == "api-dev"} >= {"Secret/a"}
    assert "xyzzy" not in repr([one.change.edits for one in report.changes])


@pytest.mark.usefixtures("unguarded")
def test_what_cartwright_makes_is_rendered_without_a_guard(repository: Committed) -> None:
    assert [*restarted(pipeline.diff(repository.root, "main"))] == ["web-dev", "web-production"]
    repository.commit()

    assert [*restarted(pipeline.diff(repository.root, "main", "work"))] == ["web-dev", "web-production"]
    assert [*restarted(pipeline.diff(repository.root, "main", "index"))] == ["web-dev", "web-production"]


@pytest.mark.usefixtures("unguarded")
def test_what_is_merged_is_rendered_without_a_guard_whoever_made_it(repository: Committed) -> None:
    repository.git("checkout", "--quiet", "--force", "main")
    repository.put({TEMPLATE: b"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: more}\n"})
    as_it_lies(repository)
    repository.git("checkout", "--quiet", "-b", "later")
    moved = (repository.root / "argocd/dev/apps/api.yaml").read_bytes().replace(b"name: api-dev", b"name: more-dev")
    repository.put({"argocd/dev/apps/more.yaml": moved})
    as_it_lies(repository)

    assert pipeline.diff(repository.root, "main", "later").failures == ()


@pytest.mark.parametrize(
    "bomb", ["x: &a [*a]\n", "".join(f"{n}: &{n} [{', '.join([f'*{n - 1}' if n else 'x'] * 9)}]\n" for n in range(12))]
)
def test_a_manifest_whose_aliases_have_no_end_is_refused_and_the_other_releases_are_told(
    repository: Committed, bomb: str
) -> None:
    path = "argocd/dev/platform/bomb.yaml"

    report = committing(repository, path, f"kind: A\n{bomb}".encode())

    assert failures(report) == [f"{path}:{2 if '*a' in bomb else 1}: render-failed"]
    assert [*restarted(report)] == ["web-dev", "web-production"]
