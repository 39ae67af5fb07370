"""The set-up of a clone: made once, never over what a person set, and gone without harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.branches import setup
from generator.branches.setup import Reach
from generator.errors import MachineError
from tests.branches.month import Clone

PROGRAM = Path("/opt/it's here/cartwright")
HOOKS = [".git/hooks/post-merge", ".git/hooks/post-rewrite", ".git/hooks/pre-commit"]
KEYS = ["merge.cartwright.driver", "merge.cartwright.name"]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    found = Clone(tmp_path / "clone")
    found.root.mkdir()
    found.git("init", "--quiet")
    return found


def states(clone: Clone, strategy: Reach = "everywhere") -> dict[str, str]:
    return {part.place: part.state for part in setup.parts(clone.root, PROGRAM, strategy)}


def fix(clone: Clone, strategy: Reach = "everywhere", program: Path = PROGRAM) -> None:
    for part in setup.parts(clone.root, program, strategy):
        setup.fix(clone.root, part)


def test_a_fresh_clone_lacks_all_and_has_all_once_it_is_fixed(clone: Clone):
    assert states(clone) == dict.fromkeys([*KEYS, *HOOKS, "pull.twohead"], "missing")

    fix(clone)

    assert states(clone) == dict.fromkeys([*KEYS, *HOOKS, "pull.twohead"], "right")


def test_fixing_twice_changes_nothing(clone: Clone):
    fix(clone)
    before = {path: path.read_bytes() for path in (clone.root / ".git").rglob("*") if path.is_file()}

    fix(clone)

    assert {path: path.read_bytes() for path in (clone.root / ".git").rglob("*") if path.is_file()} == before


def test_a_program_that_moved_is_found_again(clone: Clone):
    fix(clone, program=Path("/elsewhere/cartwright"))

    assert states(clone) == dict.fromkeys([KEYS[0], *HOOKS], "stale") | {KEYS[1]: "right", "pull.twohead": "right"}
    fix(clone)
    assert set(states(clone).values()) == {"right"}


def test_what_a_person_set_stays(clone: Clone):
    hook = clone.root / HOOKS[0]
    hook.write_text("#!/bin/sh\necho mine\n")
    hook.chmod(0o755)
    clone.git("config", KEYS[0], "mine %A")
    clone.git("config", "pull.twohead", "resolve")

    fix(clone)

    assert [place for place, state in states(clone).items() if state == "theirs"] == [KEYS[0], HOOKS[0], "pull.twohead"]
    assert hook.read_text() == "#!/bin/sh\necho mine\n"
    assert clone.git("config", KEYS[0]) == "mine %A\n"
    assert clone.git("config", "pull.twohead") == "resolve\n"


def test_a_hook_of_a_person_that_calls_us_is_right(clone: Clone):
    hook = clone.root / HOOKS[0]
    hook.write_text('#!/bin/sh\necho mine\ncartwright merge-hook post-merge "$@"\n')
    hook.chmod(0o755)

    assert states(clone)[HOOKS[0]] == "right"
    assert setup.is_called(clone.root, "post-merge")
    hook.chmod(0o644)
    assert not setup.is_called(clone.root, "post-merge")


def test_a_folder_of_hooks_that_git_was_told_to_use_is_a_persons(clone: Clone):
    clone.git("config", "core.hooksPath", ".husky")

    fix(clone)

    assert [place for place, state in states(clone).items() if state == "theirs"] == [
        ".husky/post-merge",
        ".husky/post-rewrite",
        ".husky/pre-commit",
    ]
    assert not (clone.root / ".husky").exists()
    wanted = [part.wanted for part in setup.parts(clone.root, PROGRAM, "nowhere") if part.state == "theirs"]
    assert wanted[0] == 'cartwright merge-hook post-merge "$@"'


@pytest.mark.parametrize("reach", ["nowhere", "here"])
def test_a_strategy_that_git_does_not_find_in_every_shell_is_not_set(clone: Clone, reach: Reach):
    fix(clone, reach)

    assert states(clone, reach)["pull.twohead"] == "absent"
    assert clone.tried("config", "pull.twohead").returncode == 1


def test_a_strategy_that_git_no_longer_finds_is_taken_back(clone: Clone):
    fix(clone)
    assert states(clone, "here")["pull.twohead"] == "right"
    assert states(clone, "nowhere")["pull.twohead"] == "broken"

    fix(clone, "nowhere")

    assert states(clone, "nowhere")["pull.twohead"] == "absent"


def test_a_repository_in_a_folder_of_a_larger_one_is_noted(clone: Clone):
    inner = Clone(clone.root / "deploy")
    inner.root.mkdir()

    fix(inner)

    assert clone.git("config", "merge.cartwright.root") == "deploy/\n"
    assert (clone.root / HOOKS[0]).exists()


def test_a_second_work_tree_shares_the_set_up(clone: Clone, tmp_path: Path):
    clone.git("commit", "--quiet", "--allow-empty", "--message", "x")
    fix(clone)
    clone.git("worktree", "add", "--quiet", str(tmp_path / "second"))

    assert set(states(Clone(tmp_path / "second")).values()) == {"right"}


def test_a_commit_that_ends_no_merge_starts_no_program_of_ours(clone: Clone):
    fix(clone)

    assert (clone.root / HOOKS[2]).read_text().splitlines()[
        2
    ] == 'test -f "$(git rev-parse --git-path MERGE_HEAD)" || exit 0'


def test_a_hook_that_is_a_link_is_a_person_s_and_never_written_through(clone: Clone):
    shared = clone.root / "shared"
    shared.write_text("#!/bin/sh\n# Set up by `cartwright doctor --fix`: an earlier one\n")
    hook = clone.root / HOOKS[0]
    hook.parent.mkdir(exist_ok=True)
    hook.symlink_to(shared)
    before = shared.read_text()

    fix(clone)

    assert states(clone)[HOOKS[0]] == "theirs"
    assert (hook.is_symlink(), shared.read_text()) == (True, before)


def test_a_hook_that_cannot_be_written_is_the_machine_s_trouble(clone: Clone):
    (clone.root / ".git/hooks").mkdir(exist_ok=True)
    for file in (clone.root / ".git/hooks").iterdir():
        file.unlink()
    (clone.root / ".git/hooks").rmdir()
    (clone.root / ".git/hooks").write_text("")

    with pytest.raises(MachineError, match=r"^cannot write `\.git/hooks/post-merge`: file exists$"):
        fix(clone)
