"""A rendering in a folder of a person's choice: exactly that, and nothing of anybody else's touched."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from generator import write
from generator.errors import InputError, MachineError
from generator.marks import RENDERED
from generator.temporary import PREFIX
from generator.write import lock, rendering

OLD = {"dev/a.yaml": RENDERED + "a: 1\n", "dev/b.yaml": RENDERED + "b: 1\n", "prod/a.yaml": RENDERED + "a: 1\n"}
NEW = {"dev/a.yaml": RENDERED + "a: 1\n", "dev/b.yaml": RENDERED + "b: 2\n", "stage/a.yaml": RENDERED + "a: 1\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An earlier rendering."""
    write.put(tmp_path / "made", OLD)
    return tmp_path / "made"


def found(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_is_made_with_all_above_it(tmp_path: Path) -> None:
    write.put(tmp_path / ".a/b/.c", NEW)

    assert found(tmp_path / ".a/b/.c") == NEW


def test_it_holds_exactly_what_was_rendered_last_and_no_empty_folder(folder: Path) -> None:
    write.put(folder, NEW)

    assert found(folder) == NEW
    assert sorted(path.name for path in folder.iterdir()) == ["dev", "stage"]


def test_a_file_that_stays_is_not_touched_and_the_folder_is_the_same(folder: Path) -> None:
    before = (folder.stat().st_ino, (folder / "dev/a.yaml").stat().st_mtime_ns, (folder / "dev/a.yaml").stat().st_ino)

    write.put(folder, NEW)

    kept = (folder / "dev/a.yaml").stat()
    assert (folder.stat().st_ino, kept.st_mtime_ns, kept.st_ino) == before


def test_nothing_rendered_is_an_empty_folder(folder: Path) -> None:
    write.put(folder, {})

    assert list(folder.iterdir()) == []


def test_what_a_killed_run_left_is_free_and_goes(folder: Path) -> None:
    (folder / f"dev/{PREFIX}0-0").write_text("ha")
    (folder / "gone").mkdir()
    (folder / f"gone/{PREFIX}0-1").write_text("ha")

    assert write.is_free(folder)
    write.put(folder, NEW)

    assert found(folder) == NEW
    assert not (folder / "gone").exists()


@pytest.mark.parametrize("kind", ["file", "link", "folder link", "pipe"])
def test_what_is_not_ours_is_never_free(folder: Path, kind: str) -> None:
    path = folder / "dev/mine"
    match kind:
        case "file":
            path.write_text("mine")
        case "pipe":
            os.mkfifo(path)
        case "link":
            path.symlink_to("a.yaml")
        case _:
            path.symlink_to("../prod")

    assert not write.is_free(folder)
    with pytest.raises(MachineError) as told:
        write.put(folder, NEW)
    assert told.value.message == f"`{folder}` holds files that `render` did not write"
    assert (folder / "dev/b.yaml").read_text() == OLD["dev/b.yaml"]


def test_a_file_that_was_edited_meanwhile_stops_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staged = rendering.staged

    def edited(*arguments: object) -> object:
        (folder / "dev/b.yaml").write_text("mine")
        return staged(*arguments)

    monkeypatch.setattr(rendering, "staged", edited)
    with pytest.raises(InputError, match="changed while this command ran"):
        write.put(folder, NEW)
    assert found(folder) == {**OLD, "dev/b.yaml": "mine"}


def test_a_run_into_the_same_folder_waits_for_another_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        with pytest.raises(MachineError) as told:
            write.put(folder, NEW)
    finally:
        os.close(held)

    assert (told.value.message, told.value.hint) == (
        "another run has been writing for 0 s",
        "wait until it ends, then try again",
    )
    assert found(folder) == OLD


def test_where_it_fails_no_folder_stays_that_was_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("generator.write.staging.write_fresh", full)
    with pytest.raises(MachineError) as told:
        write.put(tmp_path / "a/b", NEW)

    assert told.value.message == "cannot write `a/b/dev/a.yaml`: no space left on device"
    assert list(tmp_path.iterdir()) == []
