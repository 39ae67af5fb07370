"""What is ours and what is a person's: nothing a person wrote is overwritten or removed without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import MachineError, Place, Problem
from tests.write.repository import SOURCE, VALUES, Repository, ours


def hand_edited(path: str, drop: str, act: str = "overwrite") -> Problem:
    return Problem(
        code="hand-edited",
        message=f"`{path}` was edited by hand since it was generated, and `generate` would {act} it",
        place=Place(path),
        hint=f"move the edit into `{SOURCE}`, then drop it here: `{drop}`",
    )


def test_a_foreign_file_is_a_problem_and_left_alone(repository: Repository) -> None:
    repository.put(VALUES, "mine: 1\n")

    changes = repository.generate({VALUES: ours("a: 1")})

    assert changes.problems == (
        Problem(
            code="foreign-file",
            message="`charts/api/values.yaml` was not generated, and `generate` would overwrite it",
            place=Place(VALUES),
            hint="move it to a folder of its own, or rename it",
        ),
    )
    assert repository.read(VALUES) == "mine: 1\n"


def test_a_foreign_file_stays_foreign_when_it_is_committed(repository: Repository) -> None:
    repository.put(VALUES, "mine: 1\n")
    repository.commit()

    assert [problem.code for problem in repository.generate({VALUES: ours("a: 1")}).problems] == ["foreign-file"]


def test_an_edit_by_hand_of_a_committed_file_is_a_problem(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.commit()
    repository.put(VALUES, ours("a: 7"))

    changes = repository.generate({VALUES: ours("a: 2")})

    assert changes.problems == (hand_edited(VALUES, "git checkout -- charts/api/values.yaml"),)
    assert repository.read(VALUES) == ours("a: 7")


def test_an_edit_by_hand_of_a_file_that_git_does_not_know_is_a_problem(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.put(VALUES, ours("a: 7"))

    assert repository.generate({VALUES: ours("a: 2")}).problems == (hand_edited(VALUES, "rm charts/api/values.yaml"),)


def test_an_edit_by_hand_is_a_problem_even_when_the_input_did_not_change(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.put(VALUES, ours("a: 7"))

    assert repository.generate({VALUES: ours("a: 1")}).problems == (hand_edited(VALUES, "rm charts/api/values.yaml"),)


def test_an_edit_by_hand_of_a_stale_file_is_a_problem(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.commit()
    repository.put(VALUES, ours("a: 7"))

    changes = repository.generate({})

    assert changes.problems == (hand_edited(VALUES, "git checkout -- charts/api/values.yaml", "remove"),)
    assert repository.read(VALUES) == ours("a: 7")


def test_an_edit_by_hand_that_is_staged_or_committed_is_replaced_for_git_keeps_it(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.commit()
    repository.put(VALUES, ours("a: 7"))
    repository.git("add", VALUES)

    assert repository.generate({VALUES: ours("a: 2")}).problems == ()
    assert repository.git("show", f":{VALUES}") == ours("a: 7")

    repository.commit()
    repository.put(VALUES, ours("a: 8"))
    repository.commit()

    assert repository.generate({VALUES: ours("a: 3")}).problems == ()
    assert repository.read(VALUES) == ours("a: 3")


def test_a_committed_file_that_left_the_index_is_still_known(repository: Repository) -> None:
    repository.put(VALUES, ours("a: 1"))
    repository.commit()
    repository.git("rm", "--quiet", "--cached", VALUES)

    assert repository.generate({VALUES: ours("a: 2")}).problems == ()


def test_an_edit_by_hand_that_took_the_mark_away_is_left_alone(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.commit()
    repository.put(VALUES, "a: 1\n")

    assert [problem.code for problem in repository.generate({VALUES: ours("a: 2")}).problems] == ["foreign-file"]
    assert repository.generate({}).foreign == (VALUES,)
    assert repository.read(VALUES) == "a: 1\n"


def test_an_edit_by_hand_that_equals_what_is_wanted_is_fine(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.put(VALUES, ours("a: 2"))

    changes = repository.generate({VALUES: ours("a: 2")})

    assert (changes.problems, len(changes)) == ((), 0)


def test_editing_and_generating_again_and_again_needs_no_commit(repository: Repository) -> None:
    for body in ("a: 1", "a: 2", "a: 3", "a: 1"):
        assert repository.generate({VALUES: ours(body)}).problems == ()
    assert repository.generate({}).problems == ()


def test_a_stash_that_brings_older_output_of_ours_back_is_no_edit(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.commit()
    repository.generate({VALUES: ours("a: 2")})
    repository.git("stash")
    repository.generate({VALUES: ours("a: 3")})
    repository.git("checkout", "--", ".")
    repository.git("stash", "pop")

    assert repository.generate({VALUES: ours("a: 4")}).problems == ()


def test_a_committed_file_of_an_older_version_is_replaced_or_removed_in_a_fresh_clone(repository: Repository) -> None:
    repository.put(VALUES, ours("a: 1"))
    repository.put("charts/api/old.yaml", ours("a: 1"))
    repository.commit()

    changes = repository.generate({VALUES: ours("a: 2")})

    assert changes.problems == ()
    assert repository.files() == {VALUES: ours("a: 2")}


def test_without_its_journal_a_run_falls_back_to_git(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1"), "charts/api/b.yaml": ours("b: 1")})
    repository.git("add", VALUES)
    repository.forget()

    changes = repository.generate({VALUES: ours("a: 2"), "charts/api/b.yaml": ours("b: 2")})

    assert [problem.place.file for problem in changes.problems] == ["charts/api/b.yaml"]


def test_a_run_with_nothing_to_do_mends_a_lost_journal(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.forget()
    repository.generate({VALUES: ours("a: 1")})

    assert repository.generate({VALUES: ours("a: 2")}).problems == ()


def test_an_unmarked_file_that_is_not_planned_is_left_alone_without_a_word(repository: Repository) -> None:
    repository.put("charts/api/mine.yaml", "a: 1\n")
    repository.put("charts/other/Chart.yaml", "a: 1\n")

    changes = repository.generate({VALUES: ours("a: 1")})

    assert changes.problems == ()
    assert repository.read("charts/api/mine.yaml") == repository.read("charts/other/Chart.yaml") == "a: 1\n"


def test_a_copy_of_a_generated_file_is_not_removed_before_git_knows_it(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.put("charts/copy/values.yaml", ours("a: 1"))

    changes = repository.generate({VALUES: ours("a: 1")})

    assert changes.problems == (hand_edited("charts/copy/values.yaml", "rm charts/copy/values.yaml", "remove"),)


def test_ends_of_lines_that_a_checkout_changed_are_no_edit(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.commit()
    repository.forget()
    repository.put(VALUES, ours("a: 1").replace("\n", "\r\n"))

    assert repository.generate({VALUES: ours("a: 1")}).problems == ()
    assert repository.read(VALUES) == ours("a: 1")


@pytest.mark.parametrize("left", ["", "\0" * 100])
def test_a_file_that_a_power_cut_emptied_is_written_again(repository: Repository, left: str) -> None:
    repository.put(VALUES, left)

    assert repository.generate({VALUES: ours("a: 1")}).problems == ()
    assert repository.read(VALUES) == ours("a: 1")


def test_a_repository_in_a_folder_of_a_larger_one_is_asked_by_its_own_paths(repository: Repository) -> None:
    inner = Repository(repository.root / "deploy")
    inner.put(VALUES, ours("a: 1"))
    inner.put("charts/api/b.yaml", ours("a: 1"))
    repository.git("add", "deploy/charts/api/values.yaml")

    changes = inner.generate({VALUES: ours("a: 2"), "charts/api/b.yaml": ours("a: 2")})

    assert [problem.place.file for problem in changes.problems] == ["charts/api/b.yaml"]


def test_a_second_work_tree_has_its_own_journal(repository: Repository, tmp_path: Path) -> None:
    repository.commit()
    repository.git("worktree", "add", "--quiet", str(tmp_path / "second"))
    second = Repository(tmp_path / "second")
    second.generate({VALUES: ours("a: 1")})

    assert second.generate({VALUES: ours("a: 2")}).problems == ()
    assert not (repository.root / ".git/cartwright").exists()


def test_a_repository_with_longer_hashes_is_read(folder: Repository) -> None:
    folder.git("init", "--quiet", "--object-format=sha256")
    folder.put(VALUES, ours("a: 1"))
    folder.commit()

    assert folder.generate({VALUES: ours("a: 2")}).problems == ()


def test_a_git_folder_that_git_cannot_read_is_trouble_with_the_machine(repository: Repository) -> None:
    repository.put(VALUES, ours("a: 1"))
    (repository.root / ".git/index").write_bytes(b"garbage")

    with pytest.raises(MachineError, match="git cannot read the index: "):
        repository.generate({VALUES: ours("a: 2")})


def test_without_git_only_the_journal_says_what_is_ours(folder: Repository) -> None:
    folder.put(VALUES, ours("a: 1"))

    assert folder.generate({VALUES: ours("a: 2")}).problems == (
        Problem(
            code="hand-edited",
            message=f"`{VALUES}` differs, and whether a person edited it is not known: no git, no record of a run",
            place=Place(VALUES),
            hint=f"remove it if nobody did: `rm {VALUES}`; and keep the repository under git",
        ),
    )
