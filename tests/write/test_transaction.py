"""How files reach the disk."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import write
from generator.errors import InputError, MachineError, Place, Problem
from generator.temporary import PREFIX
from generator.write import lock
from tests.write.faults import install
from tests.write.repository import VALUES, Repository, ours


def mode(repository: Repository, path: str = VALUES) -> int:
    return stat.S_IMODE((repository.root / path).stat().st_mode)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_new_file_has_the_same_mode_whatever_the_umask(repository: Repository, mask: int) -> None:
    before = os.umask(mask)
    try:
        repository.generate({VALUES: ours("a: 1")})
    finally:
        os.umask(before)

    assert mode(repository) == 0o644


def test_an_updated_file_keeps_its_mode(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    (repository.root / VALUES).chmod(0o600)

    repository.generate({VALUES: ours("a: 2")})

    assert (mode(repository), repository.read(VALUES)) == (0o600, ours("a: 2"))


def test_with_a_problem_nothing_is_written(repository: Repository) -> None:
    repository.put(VALUES, "mine")
    changes = write.changes({VALUES: ours("a: 1"), "charts/web/a.yaml": ours("a: 1")}, repository.root)

    with pytest.raises(InputError):
        write.apply(changes, repository.root)

    assert repository.files() == {VALUES: "mine"}


@pytest.mark.parametrize("edit", ["a: 7", None])
def test_a_file_that_changed_since_it_was_compared_stops_the_run(repository: Repository, edit: str | None) -> None:
    repository.generate({VALUES: ours("a: 1"), "charts/api/b.yaml": ours("a: 1")})
    changes = write.changes({VALUES: ours("a: 2"), "charts/api/c/d.yaml": ours("a: 1")}, repository.root)
    (repository.root / VALUES).unlink()
    if edit:
        repository.put(VALUES, edit)
    found = repository.files()

    with pytest.raises(InputError) as caught:
        write.apply(changes, repository.root)

    assert caught.value.problems == (
        Problem(
            code="changed-meanwhile",
            message="`charts/api/values.yaml` was changed while this command ran",
            place=Place(VALUES),
            hint="run it again",
        ),
    )
    assert repository.files() == found
    assert not (repository.root / "charts/api/c").exists()


def make_link(path: Path) -> None:
    path.symlink_to("elsewhere")


@pytest.mark.parametrize("make", [make_link, Path.mkdir, os.mkfifo, lambda path: path.write_text("mine")])
def test_what_appeared_where_a_file_is_planned_stops_the_run(
    repository: Repository, make: Callable[[Path], object]
) -> None:
    changes = write.changes({VALUES: ours("a: 1")}, repository.root)
    (repository.root / VALUES).parent.mkdir(parents=True)
    make(repository.root / VALUES)

    with pytest.raises(InputError, match="was changed while"):
        write.apply(changes, repository.root)

    assert [path.name for path in (repository.root / "charts/api").iterdir()] == ["values.yaml"]
    assert (
        (repository.root / VALUES).is_symlink()
        or not (repository.root / VALUES).is_file()
        or repository.read(VALUES) == "mine"
    )


def test_a_folder_that_became_a_link_is_not_followed(repository: Repository) -> None:
    changes = write.changes({VALUES: ours("a: 1")}, repository.root)
    (repository.root / "elsewhere").mkdir()
    (repository.root / "charts").symlink_to("elsewhere")

    with pytest.raises(MachineError, match=r"cannot write `charts/api/values\.yaml`: ") as caught:
        write.apply(changes, repository.root)

    assert caught.value.hint == "nothing was changed"
    assert list((repository.root / "elsewhere").iterdir()) == []


def test_two_runs_with_the_same_input_both_succeed(repository: Repository) -> None:
    repository.generate({"charts/old.yaml": ours("a: 1"), VALUES: ours("a: 1")})
    wanted = {VALUES: ours("a: 2"), "charts/new.yaml": ours("a: 1")}
    first, second = write.changes(wanted, repository.root), write.changes(wanted, repository.root)

    write.apply(first, repository.root)
    write.apply(second, repository.root)

    assert repository.files() == wanted


def test_a_run_waits_for_another_one_and_says_which(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    repository.generate({VALUES: ours("a: 1")})
    changes = write.changes({VALUES: ours("a: 2")}, repository.root)

    with (repository.root / ".git/cartwright/lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(MachineError) as caught:
            write.apply(changes, repository.root)

    assert caught.value.message == f"another run (process {os.getpid()}) has been writing for 0 s"
    assert caught.value.hint == "wait until it ends, then try again"
    assert repository.read(VALUES) == ours("a: 1")


def test_what_a_killed_run_left_is_removed_even_with_nothing_else_to_do(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.put(f"charts/api/{PREFIX}0-0", "half")
    repository.put(f"schemas/{PREFIX}0-1", "half")

    repository.generate({VALUES: ours("a: 1")})

    assert repository.files() == {VALUES: ours("a: 1")}


def test_a_full_disk_is_said_with_the_file(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.generate({VALUES: ours("a: 1")})
    changes = write.changes({VALUES: ours("a: 2")}, repository.root)

    def full(_number: int, name: str, done: bool) -> None:
        if name == "fchmod" and not done:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    install(monkeypatch, full)
    with pytest.raises(MachineError) as caught:
        write.apply(changes, repository.root)

    assert caught.value.message == "cannot write `charts/api/values.yaml`: no space left on device"
    assert caught.value.hint == "nothing was changed"
    assert repository.files() == {VALUES: ours("a: 1")}


def test_trouble_in_the_middle_of_the_renames_says_that_files_are_mixed(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = write.changes({VALUES: ours("a: 2")}, repository.root)

    def refused(_number: int, name: str, done: bool) -> None:
        if name == "rename" and not done:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    install(monkeypatch, refused)
    with pytest.raises(MachineError) as caught:
        write.apply(changes, repository.root)

    assert caught.value.message == "cannot replace `charts/api/values.yaml`: input/output error"
    assert caught.value.hint == "some files are new, some are old, none is torn: run the same again"


def test_a_write_in_pieces_arrives_whole(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    changes = write.changes({VALUES: ours("a: 1" * 100)}, repository.root)
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))

    write.apply(changes, repository.root)

    assert repository.read(VALUES) == ours("a: 1" * 100)


def test_a_run_with_nothing_to_do_is_fine_where_nothing_can_be_written(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.put(VALUES, ours("a: 1"))
    changes = write.changes({VALUES: ours("a: 1")}, repository.root)

    def read_only(_number: int, name: str, done: bool) -> None:
        if name == "open" and not done:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    install(monkeypatch, read_only)
    write.apply(changes, repository.root)

    assert repository.files() == {VALUES: ours("a: 1")}


def test_no_descriptor_stays_open(repository: Repository) -> None:
    before = len(list(Path("/dev/fd").iterdir()))

    repository.generate({VALUES: ours("a: 1"), "argocd/dev/apps/a.yaml": ours("a: 1")})
    repository.generate({})

    assert len(list(Path("/dev/fd").iterdir())) == before
