"""A tree lists paths in order, never follows a link, and reads only regular files of a sensible size."""

import os
import socket
import subprocess
from contextlib import contextmanager

import pytest

from generator.errors import InputError, MachineError, Place, Problem
from generator.tree import DiskTree, MemoryTree, committed


def problem_of(read, path):
    with pytest.raises(InputError) as raised:
        read(path)
    (problem,) = raised.value.problems
    return problem


@pytest.fixture
def root(tmp_path):
    for path in ("config/services/b.yaml", "config/services/a.yaml", "config/a-b.yaml", "config/.hidden", "other.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(path.encode())
    return tmp_path


def test_both_trees_list_and_read_alike(root):
    memory = MemoryTree({path: path.encode() for path in ("other.txt", "config/a-b.yaml", "config/services/b.yaml")})
    (root / "config/services/a.yaml").unlink()
    (root / "config/.hidden").unlink()

    for tree in (memory, DiskTree(root)):
        assert tree.paths() == ["config/a-b.yaml", "config/services/b.yaml", "other.txt"]
        assert tree.paths("config") == ["config/a-b.yaml", "config/services/b.yaml"]
        assert tree.paths("config/services") == ["config/services/b.yaml"]
        assert tree.paths("conf") == tree.paths("nowhere") == []
        assert tree.read("config/services/b.yaml") == b"config/services/b.yaml"
        assert tree.exists("other.txt")
        assert not tree.exists("config/services")
        assert not tree.exists("other.txt/x")


def test_hidden_files_are_listed_and_the_folder_of_git_is_not(root):
    (root / ".git").mkdir()
    (root / ".git/HEAD").write_text("ref")

    assert DiskTree(root).paths("config") == [
        "config/.hidden", "config/a-b.yaml", "config/services/a.yaml", "config/services/b.yaml",
    ]  # fmt: skip
    assert not [path for path in DiskTree(root).paths() if path.startswith(".git")]


def test_a_file_that_is_not_there_is_a_problem(root):
    expected = Problem(
        code="missing-file",
        message="there is no file `config/c.yaml`",
        place=Place("config/c.yaml"),
        hint="add the file, or correct the path",
    )

    assert problem_of(DiskTree(root).read, "config/c.yaml") == expected
    assert problem_of(MemoryTree({}).read, "config/c.yaml") == expected


def test_paths_are_sorted_whatever_order_the_disk_lists_them_in(root, monkeypatch):
    real, before = os.scandir, DiskTree(root).paths()

    @contextmanager
    def backwards(folder):
        with real(folder) as entries:
            yield [*entries][::-1]

    monkeypatch.setattr(os, "scandir", backwards)

    assert before == sorted(before)
    assert DiskTree(root).paths() == before


def test_a_link_is_listed_and_not_read(root):
    (root / "config/services/c.yaml").symlink_to(root / "other.txt")
    tree = DiskTree(root)

    assert "config/services/c.yaml" in tree.paths("config")
    assert tree.exists("config/services/c.yaml")
    assert problem_of(tree.read, "config/services/c.yaml") == Problem(
        code="not-a-regular-file",
        message="`config/services/c.yaml` is a link, expected a regular file",
        place=Place("config/services/c.yaml"),
        hint="put a file with the content itself in its place",
    )


def test_a_link_to_a_folder_is_listed_and_not_entered(root):
    (root / "config/linked").symlink_to(root / "config/services")
    tree = DiskTree(root)

    assert [path for path in tree.paths("config") if "linked" in path] == ["config/linked"]
    assert tree.paths("config/linked") == ["config/linked"]
    assert problem_of(tree.read, "config/linked/a.yaml").message == "`config/linked` is a link, expected a regular file"


def test_a_loop_of_links_ends(root):
    (root / "config/loop").symlink_to(root / "config")

    assert "config/loop" in DiskTree(root).paths()


def test_the_root_itself_may_be_a_link(root, tmp_path_factory):
    link = tmp_path_factory.mktemp("elsewhere") / "link"
    link.symlink_to(root)

    assert DiskTree(link).read("other.txt") == b"other.txt"
    assert DiskTree(link).paths("config") == DiskTree(root).paths("config")


def test_a_folder_called_like_a_file_of_people_s_is_listed_where_it_is_empty(root):
    for folder in ("config/new.yaml", "config/new", "charts/new.yaml", "config/services/full.yaml"):
        (root / folder).mkdir(parents=True)
    (root / "config/services/full.yaml/x").write_text("x")
    tree = DiskTree(root)

    assert [path for path in tree.paths() if "new" in path or "full" in path] == [
        "config/new.yaml",
        "config/services/full.yaml/x",
    ]
    assert problem_of(tree.read, "config/new.yaml").message == "`config/new.yaml` is a folder, expected a regular file"


def test_a_folder_of_a_commit_is_no_file():
    tree = MemoryTree({"environments/dev.yaml/.keep": b""})

    assert problem_of(tree.read, "environments/dev.yaml").code == "not-a-regular-file"


def test_pipes_sockets_and_folders_are_no_files(root, monkeypatch):
    os.mkfifo(root / "pipe.yaml")
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.yaml")
        tree = DiskTree(root)

        assert problem_of(tree.read, "pipe.yaml").message == "`pipe.yaml` is a pipe, expected a regular file"
        assert problem_of(tree.read, "socket.yaml").message == "`socket.yaml` is a socket, expected a regular file"
        assert problem_of(tree.read, "config").message == "`config` is a folder, expected a regular file"


@pytest.mark.parametrize("kind", ["disk", "memory"])
def test_a_file_over_one_mebibyte_is_refused(tmp_path, kind):
    fits, large = b"x" * (1 << 20), b"x" * ((1 << 20) + 1)
    (tmp_path / "fits").write_bytes(fits)
    (tmp_path / "large").write_bytes(large)
    tree = DiskTree(tmp_path) if kind == "disk" else MemoryTree({"fits": fits, "large": large})

    assert tree.read("fits") == fits
    assert problem_of(tree.read, "large") == Problem(
        code="file-too-large",
        message="the file is larger than 1 MiB, the most that an input file may have",
        place=Place("large"),
        hint="split it, or keep what is large outside the repository",
    )


def test_what_the_machine_refuses_is_its_trouble(root, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(MachineError) as raised:
        DiskTree(root).read("other.txt")

    assert raised.value.message == "`other.txt` cannot be read: permission denied"
    assert raised.value.hint == "make it readable for the user who runs cartwright"


def test_a_folder_that_cannot_be_listed_is_the_machines_trouble(root, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(MachineError, match="`config` cannot be read: permission denied"):
        DiskTree(root).paths("config")


def test_a_committed_tree_is_that_of_the_commit_whatever_lies_on_disk(root):
    for command in (["init"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--message", "x"]):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)
    (root / "config/services/a.yaml").write_text("changed")
    (root / "config/services/c.yaml").write_text("new")

    tree = committed(root, "HEAD", "config")

    assert tree.paths() == ["config/.hidden", "config/a-b.yaml", "config/services/a.yaml", "config/services/b.yaml"]
    assert tree.read("config/services/a.yaml") == b"config/services/a.yaml"


def test_a_link_in_a_commit_is_listed_and_not_read(root):
    (root / "config/link").symlink_to("a-b.yaml")
    for command in (["init"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--message", "x"]):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)

    tree = committed(root, "HEAD", "config")

    assert "config/link" in tree.paths("config")
    assert tree.exists("config/link")
    assert tree.read("config/a-b.yaml") == b"config/a-b.yaml"
    assert problem_of(tree.read, "config/link") == Problem(
        code="not-a-regular-file",
        message="`config/link` is a link, expected a regular file",
        place=Place("config/link"),
        hint="put a file with the content itself in its place",
    )
