"""Leaving takes the marks and the journal, and nothing else; and nothing of a person's is lost by it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator import marks, merging, pipeline, write
from generator.errors import InputError, Problem
from generator.render import Chart, Job
from generator.render.manifests import manifests
from generator.tree import DiskTree
from generator.write.journal import Journal
from tests.committed import Committed, committed
from tests.render.conftest import ENGINES, engine_of
from tests.repositories import POSTGRES, WEB, files, over
from tests.write.faults import install

ROUTED = over(WEB, {"env": {"A": "b"}, "files": {"/etc/x": "files/x"}, "routes": {"shop": {"host": "@"}}})
SOURCE = files({"app": ROUTED, "db": POSTGRES}, mounted={"x": b"y"})
VALUES = "charts/app/values.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Committed:
    return committed(tmp_path / "shop", SOURCE)


def generated(repository: Committed) -> dict[str, bytes]:
    """Every file of the generated folders."""
    tree = DiskTree(repository.root)
    return {path: tree.read(path) for folder in write.FOLDERS for path in tree.paths(folder)}


def refused(repository: Committed) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        pipeline.eject(repository.root)
    return [*caught.value.problems]


def test_the_files_stay_byte_by_byte_but_for_their_marks(repository: Committed) -> None:
    before = generated(repository)

    changes = pipeline.eject(repository.root)

    after = generated(repository)
    assert [change.path for change in changes if change.after is None] == [
        "argocd/.gitattributes",
        "charts/.gitattributes",
        "schemas/.gitattributes",
    ]
    assert len(changes) == len(before) == len(after) + 3 > 30
    assert not any(map(marks.is_marked, after.values()))
    for path, data in after.items():
        lines = before[path].split(b"\n")
        number = 1 if path.endswith(".json") else 0
        assert marks.mark(path, str(marks.source_of(before[path]))).encode() in lines[number]
        assert data == b"\n".join([*lines[:number], *lines[number + 1 :]])
    assert not (repository.root / ".git/cartwright").exists()


def test_merges_of_an_ejected_tree_are_left_as_git_makes_them(repository: Committed) -> None:
    assert merging.follows(repository.root, "HEAD") is not None
    pipeline.eject(repository.root)
    repository.git("commit", "--quiet", "--all", "--message", "ejected")

    assert merging.follows(repository.root, "HEAD") is None


def test_without_git_the_folder_of_the_journal_goes_too(tmp_path: Path) -> None:
    repository = Committed(tmp_path)
    repository.put(SOURCE)
    pipeline.generate(tmp_path)
    assert (tmp_path / ".cartwright").is_dir()

    pipeline.eject(tmp_path)

    assert not (tmp_path / ".cartwright").exists()


@pytest.mark.parametrize("engine", ENGINES)
def test_charts_and_manifests_make_the_same_objects_as_before(repository: Committed, engine: str) -> None:
    helm = engine_of(engine)

    def objects() -> list[object]:
        texts = {path: data.decode() for path, data in generated(repository).items()}
        found: list[object] = [manifests({path: text for path, text in texts.items() if path.startswith("argocd/")})]
        for name in ("app", "db"):
            folder = f"charts/{name}/"
            chart = Chart(name, {path.removeprefix(folder): text for path, text in texts.items() if folder in path})
            values = [dict(body.object) for body in manifests({"v.yaml": chart.files["values/dev.yaml"]})]
            job = Job(chart=chart, release=name, namespace="shop", kubernetes="1.36", values=values)
            (made,) = helm.manifests([job])
            found.append(made)
        return found

    before = objects()
    pipeline.eject(repository.root)

    assert objects() == before
    assert all(isinstance(made, tuple) and len(made) > 3 for made in before)


def test_it_refuses_where_files_do_not_follow_from_the_input(repository: Committed) -> None:
    (repository.root / VALUES).unlink()
    before = generated(repository)

    assert [(problem.code, problem.place.file, problem.hint) for problem in refused(repository)] == [
        ("stale-file", VALUES, "run `cartwright generate`")
    ]
    assert generated(repository) == before


def test_it_refuses_an_edit_by_hand_as_generate_does(repository: Committed) -> None:
    repository.put({VALUES: generated(repository)[VALUES] + b"# mine\n"})
    before = generated(repository)

    assert [problem.code for problem in refused(repository)] == ["hand-edited", "stale-file"]
    assert generated(repository) == before


def test_it_refuses_while_a_merge_is_under_way(repository: Committed) -> None:
    blob = repository.git("hash-object", "-w", VALUES).strip()
    stages = "".join(f"100644 {blob} {stage}\t{VALUES}\n" for stage in (1, 2, 3))
    listing = f"0 {'0' * 40}\t{VALUES}\n{stages}".encode()
    subprocess.run(["git", "update-index", "--index-info"], cwd=repository.root, input=listing, check=True)
    (repository.root / ".git/MERGE_HEAD").write_text(repository.git("rev-parse", "HEAD"))

    (problem,) = refused(repository)

    assert (problem.code, problem.message, problem.place.file, problem.hint) == (
        "merge-under-way",
        "git waits for the commit that ends a merge",
        VALUES,
        "run `cartwright generate`, and end the merge first",
    )


def test_files_of_others_are_left_alone(repository: Committed) -> None:
    mine = {"charts/app/notes.txt": b"mine\n", "charts/own/Chart.yaml": b"mine: 1\n"}
    repository.put(mine)

    pipeline.eject(repository.root)

    assert {path: generated(repository)[path] for path in mine} == mine


@pytest.mark.parametrize("is_committed", [False, True])
def test_a_later_run_says_once_that_the_tree_was_ejected_and_writes_nothing(
    repository: Committed, is_committed: bool
) -> None:
    pipeline.eject(repository.root)
    repository.put({VALUES: b"mine: 1\n"})
    if is_committed:
        repository.git("commit", "--quiet", "--all", "--message", "ejected")
    before = generated(repository)

    with pytest.raises(InputError) as caught:
        pipeline.generate(repository.root)

    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file, problem.message, problem.hint) == (
        "ejected",
        "argocd/dev/BOOTSTRAP.md",
        "no file has the mark of a generated one: this tree was ejected, and `generate` would write over "
        f"{len(before)} files of yours",
        "to come back, undo the commit that ejected it; or remove `argocd`, `charts` and `schemas` first",
    )
    assert [problem.code for problem in pipeline.validate(repository.root).problems] == ["ejected"]
    assert [problem.code for problem in refused(repository)] == ["ejected"]
    assert generated(repository) == before


def test_a_colleague_whose_journal_knows_the_marked_files_is_told_the_same(repository: Committed) -> None:
    journal = repository.root / ".git/cartwright/written"
    kept = journal.read_bytes()
    pipeline.eject(repository.root)
    journal.parent.mkdir()
    journal.write_bytes(kept)

    with pytest.raises(InputError) as caught:
        pipeline.generate(repository.root)

    assert [problem.code for problem in caught.value.problems] == ["ejected"]


def test_one_comes_back_by_undoing_the_commit_or_by_removing_the_folders(repository: Committed) -> None:
    before = generated(repository)
    pipeline.eject(repository.root)
    repository.git("commit", "--quiet", "--all", "--message", "ejected")

    repository.git("revert", "--no-edit", "HEAD")
    assert len(pipeline.generate(repository.root)) == 0

    pipeline.eject(repository.root)
    for folder in write.FOLDERS:
        shutil.rmtree(repository.root / folder)
    pipeline.generate(repository.root)
    assert generated(repository) == before


class Crash(BaseException):
    """A process that ends here."""


@pytest.mark.parametrize("at", range(1, 1000, 60))
def test_a_run_that_dies_leaves_files_that_the_next_generate_marks_again(
    repository: Committed, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    before = generated(repository)
    died = False

    def fails(number: int, name: str, after: bool) -> None:
        if number >= at and not after and name != "close":  # which the end of a process does
            raise Crash

    with monkeypatch.context() as patch:
        install(patch, fails)
        try:
            pipeline.eject(repository.root)
        except Crash:
            died = True

    if died:
        pipeline.generate(repository.root)
        assert generated(repository) == before
    else:
        assert not any(map(marks.is_marked, generated(repository).values()))


def test_a_run_that_died_is_ended_by_the_next_one(repository: Committed) -> None:
    """Killed where some files were bare, and those that go had begun to go."""
    bare = {path: marks.unmarked(data) for path, data in generated(repository).items()}
    Journal(repository.root).record(bare)
    repository.put({path: data for path, data in bare.items() if path.startswith("charts/app/")})
    (repository.root / "argocd/.gitattributes").unlink()
    whole = committed(repository.root.parent / "whole", SOURCE)
    pipeline.eject(whole.root)

    pipeline.eject(repository.root)

    assert generated(repository) == generated(whole)
    assert not (repository.root / ".git/cartwright").exists()
