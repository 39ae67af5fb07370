"""Input that changes while a command is at work: noticed, and nothing is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from generator import pipeline, write
from generator.cli import main
from generator.tree import DiskTree
from tests.repositories import WEB, files

Act = Callable[[Path], object]
SERVICE, FILE = "config/services/app.yaml", "config/files/a.txt"


def same_size_and_time(path: Path) -> None:
    """An edit that no look at sizes and times would see."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"8080", b"9090"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def moved_to_a_link(path: Path) -> None:
    path.rename(path.with_name("other"))
    path.symlink_to("other")


def a_folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


CHANGES: dict[str, tuple[str, Act]] = {
    "is edited": (SERVICE, lambda path: path.write_text("kind: worker\n")),
    "is edited, and no size or time says so": (SERVICE, same_size_and_time),
    "is torn": (SERVICE, lambda path: path.write_bytes(path.read_bytes()[:20])),
    "goes": (FILE, Path.unlink),
    "comes": ("config/services/new.yaml", lambda path: path.write_text("kind: worker\n")),
    "becomes unreadable": (FILE, a_folder_instead),
}
WRITERS = ("generate", "eject")
READERS = ("generate --check", "validate", "render", "render --out made")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A repository with a service, generated; the current folder."""
    for path, content in files({"app": WEB}, mounted={"a.txt": b"a"}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    assert main(["generate"]) == 0
    capsys.readouterr()
    return tmp_path


def digest(root: Path) -> str:
    """Everything that lies outside of the input, and of the journal, where a line too many does no harm."""
    apart = (root / "config", root / ".cartwright")
    found = sorted(path for path in root.rglob("*") if path.is_file() and not any(map(path.is_relative_to, apart)))
    return sha256(b"".join(bytes(path) + path.read_bytes() for path in found)).hexdigest()


def said(path: str) -> str:
    return (
        f"{path}:1:1: error[changed-meanwhile] `{path}` was changed while this command read the input\n"
        "  help: run it again\n"
        "1 problem in 1 file\n"
    )


def while_reading(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Act once, when the last file is being read."""
    read, done = DiskTree.read, []

    def reading(tree: DiskTree, path: str) -> bytes:
        data = read(tree, path)
        if path.startswith("environments/") and not done:
            done.append(act())
        return data

    monkeypatch.setattr(DiskTree, "read", reading)


def before_writing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Act once all is made and compared, and nothing is written yet."""
    compared = write.changes

    def comparing(*arguments: object) -> write.Changes:
        found = compared(*arguments)
        act()
        return found

    monkeypatch.setattr(pipeline.write, "changes", comparing)


@pytest.mark.parametrize(
    ("change", "command"),
    [*((change, "generate") for change in sorted(CHANGES)), *(("is torn", command) for command in ("eject", *READERS))],
)
def test_a_file_that_changes_while_the_input_is_read_is_all_that_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], change: str, command: str
) -> None:
    path, act = CHANGES[change]
    before = digest(root)
    while_reading(monkeypatch, lambda: act(root / path))

    assert main(command.split()) == 2
    shown = capsys.readouterr()
    assert shown == ((said(path), "") if command == "validate" else ("", said(path)))
    assert digest(root) == before


def test_a_file_that_becomes_a_link_is_told_with_what_it_was_moved_to(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before_writing(monkeypatch, lambda: moved_to_a_link(root / FILE))

    assert main(["generate"]) == 2
    assert [line.split()[0] for line in capsys.readouterr().err.splitlines() if "[changed-meanwhile]" in line] == [
        f"{FILE}:1:1:",
        "config/files/other:1:1:",
    ]


@pytest.mark.parametrize("command", WRITERS)
@pytest.mark.parametrize("change", sorted(CHANGES))
def test_a_file_that_changes_before_the_first_is_written_stops_the_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], change: str, command: str
) -> None:
    path, act = CHANGES[change]
    if command == "generate":
        (root / "charts/app/values.yaml").unlink()
    before = digest(root)
    before_writing(monkeypatch, lambda: act(root / path))

    assert main([command]) == 2
    assert capsys.readouterr() == ("", said(path))
    assert digest(root) == before


def test_it_is_noticed_where_nothing_would_have_been_written_too(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before_writing(monkeypatch, lambda: (root / FILE).write_text("b"))

    assert main(["generate"]) == 2
    assert capsys.readouterr().err == said(FILE)


def test_input_that_stays_is_read_as_ever(root: Path) -> None:
    tree = DiskTree(root)
    for path in [*tree.paths("config"), *tree.paths("environments")]:
        tree.read(path)

    assert tree.moved() == []
