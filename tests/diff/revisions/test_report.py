from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.console.diff.document import as_json
from generator.diff.nouns import Report, Verdict
from generator.errors import InputError, Place, UnknownNameError
from tests.committed import Committed, committed
from tests.repositories import POSTGRES, WEB, environment, files, over

SERVICES = {"api": WEB, "db": POSTGRES}
ENVIRONMENTS = {
    "dev": environment(1, domain="dev.example.com"),
    "production": environment(2, production=True, services={"api": {"scaling": {"min": 2, "max": 4, "cpu": 70}}}),
}


def written(services: dict[str, Any] = SERVICES, environments: dict[str, Any] = ENVIRONMENTS) -> dict[str, bytes]:
    return files(services, environments)


def changed(environment_name: str, **keys: Any) -> dict[str, Any]:
    return {**ENVIRONMENTS, environment_name: over(ENVIRONMENTS[environment_name], keys)}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Committed:
    return committed(tmp_path_factory.mktemp("diff") / "repository", written())


@pytest.fixture
def repository(template: Committed, tmp_path: Path) -> Committed:
    """Two environments with an `api` and a database, on `main`; `work` is checked out."""
    template.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    found = Committed(tmp_path / "clone")
    found.git("remote", "remove", "origin")
    found.git("branch", "--quiet", "--move", "main")
    found.git("checkout", "--quiet", "-b", "work")
    return found


def told(report: Report) -> list[tuple[str, str, Verdict]]:
    return [(one.change.environment, str(one.change.identity), one.verdict) for one in report.changes]


def diff(repository: Committed, *arguments: Any) -> Report:
    return pipeline.diff(repository.root, *arguments)


def test_what_is_the_same_has_no_difference(repository: Committed) -> None:
    for revisions in [(None, None), ("main", "work"), ("main", "index"), ("HEAD", "HEAD")]:
        report = diff(repository, *revisions)

        assert (report.changes, report.findings, report.states, report.failures) == ((), (), (), ())
        assert report.coverage.rendered == report.coverage.applications > 0


def test_an_edit_of_the_input_is_told_before_anything_is_generated(repository: Committed) -> None:
    repository.put(written(environments=changed("production", services={"api": {"scaling": {"max": 9}}})))

    report = diff(repository)

    assert told(report) == [("production", "HorizontalPodAutoscaler/api", Verdict.UPDATED)]
    (one,) = report.changes
    assert [(edit.path, edit.old, edit.new) for edit in one.change.edits] == [("spec.maxReplicas", 4, 9)]
    assert [place.file for place in one.causes] == ["environments/production.yaml"]
    line = (repository.root / one.causes[0].file).read_text().splitlines()[one.causes[0].line - 1]
    assert line.strip() == "max: 9"


def test_a_commit_and_the_work_tree_that_it_was_made_of_say_the_same(repository: Committed) -> None:
    repository.put(written({**SERVICES, "api": over(WEB, {"image": {"tag": "v2"}})}))
    before = diff(repository)
    repository.git("add", "--all")
    staged = diff(repository, "main", "index")
    repository.commit()
    after = diff(repository, "main", "work")

    assert told(before) == told(staged) == told(after)
    assert before.changes == staged.changes == after.changes
    assert (before.head, staged.head, after.head) == ("work tree", "index", f"{after.head[:7]} (work)")
    assert before.notes[0].endswith("run `cartwright generate`")
    assert after.notes == ()


def test_a_new_image_restarts_as_many_pods_as_there_may_be(repository: Committed) -> None:
    repository.put(written({**SERVICES, "api": over(WEB, {"image": {"tag": "v2"}})}))

    report = diff(repository)

    pods = {one.change.environment: one.pods for one in report.changes if one.verdict is Verdict.RESTARTED}
    assert pods == {"dev": (1, 1), "production": (2, 4)}


def test_the_same_comparison_says_the_same_bytes(repository: Committed) -> None:
    repository.put(written(environments=changed("production", services={"api": {"image": {"tag": "v2"}}})))

    first = as_json(diff(repository))

    assert first == as_json(diff(repository))
    assert json.loads(first)["schema"] == "diff/v1"


def test_what_does_not_render_is_told_and_hides_nothing_else(repository: Committed) -> None:
    repository.put(written({**SERVICES, "api": over(WEB, {"image": {"tag": "v2"}})}))
    repository.commit()
    templates = repository.root / "charts/db/templates"
    broken = min(templates.glob("*.yaml")).relative_to(repository.root).as_posix()
    repository.put({broken: b'{{ fail "no" }}\n'})
    repository.git("commit", "--all", "--quiet", "--message", "broken")

    report = diff(repository, "main", "work")

    assert {one.code for one in report.failures} == {"render-failed"}
    assert [one.place.file for one in report.failures] == [broken]
    assert ("dev", "Deployment/api", Verdict.RESTARTED) in told(report)
    assert report.coverage.rendered == report.coverage.applications - 2
    assert not [one for one in told(report) if "db" in one[1]]


def test_values_that_are_not_there_are_a_failure_unless_the_application_suffers_it(repository: Committed) -> None:
    values = "charts/api/values/dev.yaml"
    (manifest,) = (repository.root / "argocd/dev").rglob("api.yaml")
    text = manifest.read_text()

    def failures(patient: str) -> list[tuple[str, str]]:
        name = manifest.relative_to(repository.root).as_posix()
        repository.put({name: text.replace("      releaseName: api\n", f"      releaseName: api\n{patient}").encode()})
        repository.git("rm", "--quiet", "--ignore-unmatch", values)
        repository.git("commit", "--all", "--quiet", "--message", "without values")
        return [(one.place.file, one.message) for one in diff(repository, "main", "work").failures]

    assert failures("") == [(values, f"`{values}`, which the Application `api-dev` reads, is not there")]
    assert values not in {file for file, _ in failures("      ignoreMissingValueFiles: true\n")}


def test_the_first_pull_request_has_a_base_without_our_files(repository: Committed) -> None:
    repository.git("checkout", "--quiet", "--orphan", "empty")
    repository.git("rm", "-r", "--quiet", "--force", ".")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "empty")

    report = diff(repository, "empty", "main")

    assert {verdict for *_, verdict in told(report)} == {Verdict.CREATED}
    assert any(note.endswith("holds nothing that cartwright generated: all is new") for note in report.notes)


def test_an_environment_alone_can_be_asked_for(repository: Committed) -> None:
    repository.put(written({**SERVICES, "api": over(WEB, {"image": {"tag": "v2"}})}))

    assert {name for name, *_ in told(diff(repository, None, None, ["dev"]))} == {"dev"}
    with pytest.raises(UnknownNameError) as caught:
        diff(repository, None, None, ["prodution"])
    assert (caught.value.message, caught.value.hint) == (
        "no environment `prodution` in either revision",
        "did you mean `production`?",
    )


def test_an_environment_that_leaves_git_goes_on_running(repository: Committed) -> None:
    (repository.root / "environments/dev.yaml").unlink()

    report = diff(repository)

    assert (report.changes, report.states, report.failures, report.capacity) == ((), (), (), ())
    (one,) = report.findings
    assert (one.rule, one.environment, str(one.identity)) == ("N07", "dev", "Application/root-dev")


def test_behind_a_service_that_comes_or_goes_is_its_file(repository: Committed) -> None:
    (repository.root / "config/services/db.yaml").unlink()
    (repository.root / "config/files/db").mkdir(parents=True)
    (repository.root / "config/files/db/notes.txt").write_text("mounted by nobody", encoding="utf-8")

    report = diff(repository)

    gone = [one for one in report.changes if "db-dev" in (one.change.application, one.change.identity.name)]
    behind = {place for one in gone for place in one.causes}
    assert behind == {Place("config/services/db.yaml")}


def test_input_that_is_wrong_has_no_answer(repository: Committed) -> None:
    repository.put({"environments/dev.yaml": b"domian: x\n"})

    with pytest.raises(InputError):
        diff(repository)


def test_a_base_that_main_has_left_behind_is_told(repository: Committed) -> None:
    repository.git("checkout", "--quiet", "main")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "later")
    repository.git("checkout", "--quiet", "work")

    assert diff(repository).notes == (
        "compared with where the work left `main`",
        "the base is 1 commit behind `main`",
    )


def test_a_pinned_environment_is_read_at_its_pin_and_so_not_reached(repository: Committed) -> None:
    repository.git("tag", "v1")
    repository.put(written(environments=changed("production", revision="v1")))
    repository.commit()
    repository.git("tag", "--force", "v1")
    repository.git("branch", "--force", "main")
    pinned = over(changed("production", revision="v1"), {"production": {"services": {"api": {"scaling": {"max": 9}}}}})
    repository.put(written(environments=pinned))

    report = diff(repository, "main")

    assert report.changes == ()
    assert "`production` follows `v1`, and no merge moves that: what changes here does not reach it" in report.notes


def test_a_risk_that_somebody_took_on_is_marked_until_its_day_is_over(repository: Committed) -> None:
    smaller = {"db": {"inCluster": {"storage": "5Gi"}}}
    repository.put(written(environments=changed("dev", services=smaller)))
    before = [one for one in diff(repository).findings if one.rule == "I07"]
    assert [(one.severity, one.acknowledged) for one in before] == [("X", "")]

    def accepted(until: str, resource: str = str(before[0].identity)) -> list[str]:
        entry = {"rule": "I07", "resource": resource, "until": until, "reason": "it is empty"}
        input_files = written(environments=changed("dev", services=smaller, acknowledge=[entry]))
        repository.put(
            {path: data.replace(f'"{until}"'.encode(), until.encode()) for path, data in input_files.items()}
        )
        return [one.acknowledged for one in diff(repository).findings if one.rule == "I07"]

    assert accepted("2026-11-24") == ["it is empty"]
    assert accepted("2026-11-23") == [""]
    assert accepted("2026-11-24", "PersistentVolumeClaim/another") == [""]


def test_nothing_is_rendered_that_is_as_it_was(repository: Committed, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.revisions.renders import Renders

    anew: list[list[str]] = []
    close = Renders.close
    monkeypatch.setattr(Renders, "close", lambda self: (anew.append(self.anew), close(self))[1])
    monkeypatch.setenv("CARTWRIGHT_CACHE", str(repository.root.parent / "cache"))
    repository.put(written(environments=changed("production", services={"api": {"scaling": {"max": 9}}})))

    diff(repository)
    diff(repository)
    repository.put(written(environments=changed("production", services={"api": {"scaling": {"max": 8}}})))
    diff(repository)

    assert sorted(anew[0]) == ["charts/api:api", "charts/api:api", "charts/db:db"]
    assert anew[1:] == [[], ["charts/api:api"]]


def test_what_people_write_beside_is_checked_as_validate_does(repository: Committed) -> None:
    own = repository.root / "argocd/dev/platform/own.yaml"
    said = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: own}\ndata: {a: 1}\n"
    repository.put({own.relative_to(repository.root).as_posix(): said.encode()})
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "own")

    verdicts = {name: verdict for _, name, verdict in told(diff(repository, "main", "work"))}

    assert verdicts["ConfigMap/own"] is Verdict.BLOCKED
