"""What a merge leaves in conflict: generated files are settled by the next run, a person's are a person's."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping

import pytest

from generator import write
from generator.errors import Place, Problem
from tests.write.repository import VALUES, Repository, ours

OTHER = "charts/api/values/dev.yaml"
Files = Mapping[str, str]


@pytest.fixture
def merged(repository: Repository) -> Callable[..., None]:
    """Commits of two branches with a common beginning, and the merge that git cannot end."""

    def merge(base: Files, mine: Files, theirs: Files, *, how: tuple[str, ...] = ("merge",)) -> None:
        write_all(repository, base)
        repository.commit()
        repository.git("switch", "--quiet", "--create", "other")
        write_all(repository, theirs)
        repository.commit()
        repository.git("switch", "--quiet", "-")
        write_all(repository, mine)
        repository.commit()
        with pytest.raises(subprocess.CalledProcessError):
            repository.git(*how, "other")

    return merge


def write_all(repository: Repository, files: Files) -> None:
    for path in repository.files():
        (repository.root / path).unlink()
    for path, text in files.items():
        repository.put(path, text)


def settled(repository: Repository, wanted: Files) -> write.Changes:
    changes = repository.generate(wanted)
    write.stage(changes, repository.root)
    return changes


def test_conflicts_in_generated_files_are_settled_and_staged(repository: Repository, merged: Callable[..., None]):
    merged({VALUES: ours("a: 1")}, {VALUES: ours("a: 3")}, {VALUES: ours("a: 2")})

    changes = settled(repository, {VALUES: ours("a: 4")})

    assert (changes.problems, changes.staged) == ((), (VALUES,))
    assert repository.git("status", "--porcelain") == f"M  {VALUES}\n"
    assert repository.git("show", f":{VALUES}") == ours("a: 4")


def test_a_file_that_one_side_removed_and_the_other_changed_is_what_the_input_says(
    repository: Repository, merged: Callable[..., None]
):
    both = {VALUES: ours("a: 1"), OTHER: ours("a: 1")}
    merged(both, {OTHER: ours("a: 2")}, {VALUES: ours("a: 2")})

    changes = settled(repository, {VALUES: ours("a: 3")})

    assert (changes.problems, changes.staged) == ((), (VALUES, OTHER))
    assert repository.files() == {VALUES: ours("a: 3")}
    assert repository.git("status", "--porcelain", "--no-renames").splitlines() == [f"A  {VALUES}", f"D  {OTHER}"]


def test_a_conflict_in_line_one_hides_the_mark_from_nobody(repository: Repository, merged: Callable[..., None]):
    stale = "charts/old/values.yaml"
    mine, theirs = ours("a: 1").replace("api.yaml", "b.yaml"), ours("a: 2").replace("api.yaml", "c.yaml")
    merged({}, {VALUES: mine, stale: mine}, {VALUES: theirs, stale: theirs})

    changes = settled(repository, {VALUES: ours("a: 3")})

    assert changes.problems == ()
    assert repository.files() == {VALUES: ours("a: 3")}


def test_settling_twice_is_settling_once(repository: Repository, merged: Callable[..., None]):
    merged({VALUES: ours("a: 1")}, {VALUES: ours("a: 3")}, {VALUES: ours("a: 2")})
    settled(repository, {VALUES: ours("a: 4")})
    before = repository.git("status", "--porcelain")

    changes = settled(repository, {VALUES: ours("a: 4")})

    assert (len(changes), changes.staged) == (0, ())
    assert repository.git("status", "--porcelain") == before


def test_what_follows_from_the_merged_input_is_staged_where_nothing_was_in_conflict(
    repository: Repository, merged: Callable[..., None]
):
    merged({"input": "1"}, {VALUES: ours("a: 1"), "input": "2"}, {OTHER: ours("a: 1"), "input": "3"})

    changes = settled(repository, {VALUES: ours("a: 2"), OTHER: ours("a: 1")})

    assert changes.staged == (VALUES,)
    assert repository.git("show", f":{VALUES}") == ours("a: 2")


def test_a_cherry_pick_and_a_stash_in_conflict_are_settled_too(repository: Repository, merged: Callable[..., None]):
    merged({VALUES: ours("a: 1")}, {VALUES: ours("a: 3")}, {VALUES: ours("a: 2")}, how=("cherry-pick",))
    settled(repository, {VALUES: ours("a: 4")})
    repository.commit()
    repository.put(VALUES, ours("a: 5"))
    repository.git("stash")
    repository.put(VALUES, ours("a: 6"))
    repository.commit()
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("stash", "pop")

    assert settled(repository, {VALUES: ours("a: 7")}).staged == (VALUES,)
    assert repository.git("show", f":{VALUES}") == ours("a: 7")


def test_a_rebase_that_stopped_to_change_a_commit_is_no_merge(repository: Repository):
    for body in ("a: 1", "a: 2"):
        repository.generate({VALUES: ours(body)})
        repository.commit()
    repository.git("-c", "sequence.editor=sed -i.bak s/^pick/edit/", "rebase", "--interactive", "HEAD^")

    assert settled(repository, {VALUES: ours("a: 3")}).staged == ()


def test_without_a_merge_nothing_is_staged(repository: Repository):
    repository.generate({VALUES: ours("a: 1")})
    repository.commit()

    settled(repository, {VALUES: ours("a: 2")})

    assert repository.git("status", "--porcelain") == f" M {VALUES}\n"


def test_a_conflict_with_a_file_of_a_person_is_said_with_the_side_to_take(
    repository: Repository, merged: Callable[..., None]
):
    merged({}, {VALUES: "mine: 1\n"}, {VALUES: ours("a: 2")})

    changes = settled(repository, {VALUES: ours("a: 3")})

    assert changes.problems == (
        Problem(
            code="in-conflict",
            message="`charts/api/values.yaml` is in conflict, and was generated on one side of the merge alone",
            place=Place(VALUES),
            hint="take that side, `git checkout --theirs -- charts/api/values.yaml`, "
            "and give the other file another name",
        ),
    )
    assert "mine: 1" in repository.read(VALUES)
    repository.git("checkout", "--theirs", "--", VALUES)
    assert settled(repository, {VALUES: ours("a: 3")}).problems == ()


def test_a_conflict_between_files_of_persons_is_left_alone(repository: Repository, merged: Callable[..., None]):
    mine = "charts/api/notes.md"
    merged({mine: "1\n"}, {mine: "2\n"}, {mine: "3\n"})

    changes = settled(repository, {VALUES: ours("a: 1")})

    assert (changes.problems, changes.staged, changes.foreign) == ((), (VALUES,), (mine,))
    assert "<<<<<<<" in repository.read(mine)
