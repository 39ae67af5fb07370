"""The journal of what was written: complete enough, and harmless when it is not."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from generator.errors import MachineError
from generator.write import journal
from generator.write.journal import Journal
from tests.write.repository import VALUES, Repository, ours


def file_of(repository: Repository) -> Path:
    return repository.root / ".git/cartwright/written"


def line(text: str) -> str:
    return f"{sha256(text.encode()).hexdigest()}  {VALUES}\n"


def test_the_journal_has_a_line_for_each_file_written(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.generate({VALUES: ours("a: 2")})

    assert file_of(repository).read_text() == line(ours("a: 1")) + line(ours("a: 2"))


@pytest.mark.parametrize(
    "garbage", ["", "\0\xff" * 50, "<<<<<<< HEAD\n", "a\n\n\nb", "x" * 64 + "  charts/api/values.yaml"]
)
def test_a_journal_that_is_garbage_is_empty_and_works_again_afterwards(repository: Repository, garbage: str) -> None:
    repository.generate({VALUES: ours("a: 1")})
    repository.git("add", ".")
    file_of(repository).write_text(garbage)

    assert repository.generate({VALUES: ours("a: 2")}).problems == ()
    assert repository.generate({VALUES: ours("a: 3")}).problems == ()


def test_a_line_that_was_torn_does_not_spoil_the_next(repository: Repository) -> None:
    repository.generate({VALUES: ours("a: 1")})
    file_of(repository).write_text(line(ours("a: 1")) + line(ours("a: 0"))[:30])
    repository.generate({VALUES: ours("a: 2")})

    assert repository.generate({VALUES: ours("a: 3")}).problems == ()


def test_a_journal_that_names_other_files_gives_no_right_to_them(repository: Repository) -> None:
    repository.put("README.md", "mine")
    repository.put("charts/api/mine.yaml", "mine")
    repository.generate({VALUES: ours("a: 1")})
    hostile = "".join(
        f"{sha256(b'mine').hexdigest()}  {path}\n" for path in ("README.md", "../x", "charts/api/mine.yaml")
    )
    file_of(repository).write_text(hostile)

    repository.generate({VALUES: ours("a: 1")})

    assert repository.read("README.md") == repository.read("charts/api/mine.yaml") == "mine"


def test_a_long_journal_keeps_the_newest_lines_of_each_path(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_ROOMY", 1000)
    for number in range(100):
        assert repository.generate({VALUES: ours(f"a: {number}"), "charts/web/a.yaml": ours("a: 1")}).problems == ()

    lines = file_of(repository).read_text().splitlines(keepends=True)
    assert len(lines) < 20
    assert lines[-4:] == [line(ours(f"a: {number}")) for number in range(96, 100)]
    assert any(text.endswith("charts/web/a.yaml\n") for text in lines)


def test_a_folder_of_the_journal_that_is_a_link_is_refused(folder: Repository) -> None:
    (folder.root / "elsewhere").mkdir()
    (folder.root / ".cartwright").symlink_to("elsewhere")

    with pytest.raises(MachineError) as caught:
        folder.generate({VALUES: ours("a: 1")})

    assert caught.value.message == f"`{folder.root}/.cartwright` is a link, and a folder is expected"
    assert list((folder.root / "elsewhere").iterdir()) == []
    assert folder.files() == {}


def test_a_journal_is_read_only_when_asked(repository: Repository) -> None:
    file_of(repository).mkdir(parents=True)

    with pytest.raises(MachineError, match=r"cannot read `.*written`: is a directory"):
        Journal(repository.root).knows(VALUES, b"")
