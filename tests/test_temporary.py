"""Files written beside their places, and folders for a while: nothing of them stays, and nothing of others' goes."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator import temporary
from generator.temporary import PREFIX

NAME = f"{PREFIX}0a1b2c3d"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def aged(path: Path) -> Path:
    """As if it had been made a minute ago."""
    os.utime(path, (time.time() - 60,) * 2)
    return path


def test_a_file_is_replaced_with_its_mode_whatever_the_umask(tmp_path: Path) -> None:
    (tmp_path / "hook").write_text("old")
    before = os.umask(0o077)
    try:
        temporary.replace(tmp_path / "hook", b"new", 0o755)
    finally:
        os.umask(before)

    assert (tmp_path / "hook").read_text() == "new"
    assert (tmp_path / "hook").stat().st_mode & 0o777 == 0o755
    assert names(tmp_path) == ["hook"]


def test_a_link_is_replaced_and_never_written_through(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "hook").symlink_to("mine")

    temporary.replace(tmp_path / "hook", b"new", 0o644)

    assert not (tmp_path / "hook").is_symlink()
    assert (tmp_path / "mine").read_text() == "mine"


def test_what_cannot_be_written_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/x").touch()

    with pytest.raises(OSError, match="directory"):
        temporary.replace(tmp_path / "taken", b"new", 0o644)

    assert names(tmp_path) == ["taken"]


def test_a_sweep_takes_what_a_killed_run_left_and_nothing_else(tmp_path: Path) -> None:
    for name in (NAME, "mine", ".cartwright"):
        (tmp_path / name).touch()

    temporary.sweep(tmp_path)
    temporary.sweep(tmp_path / "nowhere")

    assert names(tmp_path) == [".cartwright", "mine"]


def test_a_workshop_is_gone_in_the_end(tmp_path: Path) -> None:
    with temporary.workshop(tmp_path) as folder:
        (folder / "index").touch()
        assert folder.parent == tmp_path

    assert names(tmp_path) == []


def test_the_workshop_of_a_killed_run_goes_with_the_next_one(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom generator import temporary\n"
        "with temporary.workshop(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'index').touch()\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[1]
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=root, check=False)
    (left,) = tmp_path.iterdir()

    with temporary.workshop(tmp_path):
        assert left.exists()  # it may be of a run that is about to lock it
    aged(left)
    with temporary.workshop(tmp_path):
        assert not left.exists()


def test_a_workshop_at_work_and_folders_of_other_names_stay(tmp_path: Path) -> None:
    others = [tmp_path / name for name in ("cartwright-notes", f"{PREFIX}mine", f"{NAME}.d")]
    for folder in others:
        folder.mkdir()
        aged(folder)
    (tmp_path / NAME).symlink_to("cartwright-notes")
    (tmp_path / f"{PREFIX}00000000").touch()
    aged(tmp_path / f"{PREFIX}00000000")
    with temporary.workshop(tmp_path) as at_work:
        aged(at_work)
        held = os.open(at_work, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(held)

        with temporary.workshop(tmp_path):
            pass

        assert at_work.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [*(folder.name for folder in others), NAME, f"{PREFIX}00000000"]
    )


def test_a_spool_gives_back_what_was_written_whether_it_is_long_or_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(temporary, "_SHORT", 10)
    for pieces in (["a\r\n"], ["é\u2028", "long enough for a file\n", "\ud800"]):
        with temporary.spool() as file:
            for piece in pieces:
                file.write(piece)
            file.seek(0)

            assert file.read() == "".join(pieces)
