"""What a diff has to keep, whatever is compared: on DhakaCart, with one line of its input changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pipeline
from generator.console import Look
from generator.console.diff.document import as_json
from generator.console.diff.terminal import report_lines
from generator.diff.nouns import NOTHING, Report, Verdict
from tests.committed import Committed

HERE = Path(__file__).parents[3]
EDITS = {
    "the backend's maximum raised": ("config/services/backend.yaml", r"max: 10", "max: 12"),
    "another image": ("environments/production.yaml", r"tag: v1\.0\.0", "tag: v1.0.1"),
    "a secret of another name": ("config/services/backend.yaml", r"secret: admin-api-key", "secret: other-api-key"),
    "a volume shrunk": ("config/services/postgres.yaml", r"storage: 10Gi", "storage: 5Gi"),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Committed:
    found = Committed(tmp_path_factory.mktemp("trust") / "repository")
    for folder in ("config", "environments", "charts", "argocd", "schemas"):
        shutil.copytree(HERE / folder, found.root / folder)
    found.git("init", "--quiet", "--initial-branch=main")
    found.commit()
    return found


@pytest.fixture(scope="module")
def edited(whole: Committed) -> Callable[[str], str]:
    """The commit, on `main`, of an edit by its name."""
    made: dict[str, str] = {}

    def commit(name: str) -> str:
        if name not in made:
            path, old, new = EDITS[name]
            whole.git("checkout", "--quiet", "main")
            whole.git("checkout", "--quiet", "-b", f"edit-{len(made)}")
            before = (whole.root / path).read_text()
            after = re.sub(old, new, before, count=1)
            assert after != before
            whole.put({path: after.encode()})
            made[name] = whole.commit()
        return made[name]

    return commit


def diff(whole: Committed, base: str, head: str) -> Report:
    return pipeline.diff(whole.root, base, head)


@pytest.mark.parametrize("name", EDITS)
def test_a_revision_does_not_differ_from_itself(whole: Committed, edited: Callable[[str], str], name: str) -> None:
    head = edited(name)

    report = diff(whole, head, head)

    assert (report.changes, report.states, report.findings, report.failures) == ((), (), (), ())


@pytest.mark.parametrize("name", EDITS)
def test_one_way_mirrors_the_other(whole: Committed, edited: Callable[[str], str], name: str) -> None:
    there, back = (diff(whole, *pair) for pair in (("main", edited(name)), (edited(name), "main")))

    def edits(report: Report, *, mirrored: bool) -> set[tuple[str, ...]]:
        return {
            (str(told.change.identity), edit.path, *((repr(edit.old), repr(edit.new))[:: -1 if mirrored else 1]))
            for told in report.changes
            for edit in told.change.edits
        }

    assert edits(there, mirrored=False) == edits(back, mirrored=True)
    assert {(t.change.environment, t.change.identity) for t in there.changes} == {
        (t.change.environment, t.change.identity) for t in back.changes
    }
    assert there.changes


@pytest.mark.parametrize("name", EDITS)
def test_the_same_comparison_is_the_same_bytes_cold_and_warm(
    whole: Committed, edited: Callable[[str], str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = edited(name)
    monkeypatch.setenv("CARTWRIGHT_CACHE", str(tmp_path / "cache"))
    cold = as_json(diff(whole, "main", head))
    warm = as_json(diff(whole, "main", head))
    monkeypatch.setenv("CARTWRIGHT_CACHE", "off")

    assert cold == warm == as_json(diff(whole, "main", head))


def test_what_lies_in_the_cache_is_believed_only_where_it_is_whole(
    whole: Committed, edited: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, cache = edited("another image"), tmp_path / "cache"
    monkeypatch.setenv("CARTWRIGHT_CACHE", str(cache))
    right = as_json(diff(whole, "main", head))
    for entry in cache.iterdir():
        data = bytearray(entry.read_bytes())
        data[-1] ^= 1
        entry.write_bytes(bytes(data))

    assert as_json(diff(whole, "main", head)) == right


def test_every_change_names_a_line_of_the_input_that_was_edited(whole: Committed, edited: Callable[[str], str]) -> None:
    report = diff(whole, "main", edited("the backend's maximum raised"))

    scaled = [one for one in report.changes if one.change.identity.kind == "HorizontalPodAutoscaler"]
    assert {str(place.file) for one in scaled for place in one.causes} == {"config/services/backend.yaml"}
    assert all(one.causes for one in report.changes)


def test_pods_that_restart_are_as_many_as_an_autoscaler_may_have(
    whole: Committed, edited: Callable[[str], str]
) -> None:
    report = diff(whole, "main", edited("another image"))

    (deployment,) = [one for one in report.changes if one.change.identity.kind == "Deployment"]
    assert deployment.verdict is Verdict.RESTARTED
    assert deployment.pods is not None
    assert 0 < deployment.pods[0] < deployment.pods[1]
    assert f"{deployment.pods[0]} to {deployment.pods[1]} pods restart" in next(report_lines(report, Look()))


def test_no_edit_says_that_nothing_became_nothing(whole: Committed, edited: Callable[[str], str]) -> None:
    for name in EDITS:
        for told in diff(whole, "main", edited(name)).changes:
            assert all(edit.old is not NOTHING or edit.new is not NOTHING for edit in told.change.edits)
