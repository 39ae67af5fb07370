"""Programs are found, run without our environment, and missed with a remedy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator import tools
from generator.errors import MachineError

PYTHON = Path(sys.executable)


def program(folder: Path, name: str, text: str = "#!/bin/sh\n") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text)
    file.chmod(0o755)
    return file


def test_a_program_on_path_wins_over_one_of_make_tools(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ours = program(tmp_path / "cache" / "cartwright" / "bin", "kubeconform")
    assert tools.find("kubeconform") == ours

    installed = program(tmp_path / "bin", "kubeconform")
    assert tools.find("kubeconform") == installed


def test_a_file_that_may_not_run_and_a_folder_are_no_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    program(tmp_path, "plain").chmod(0o644)
    (tmp_path / "folder").mkdir()

    assert (tools.find("plain"), tools.find("folder")) == (None, None)


def test_a_program_of_the_work_tree_is_not_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".:")
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    program(tmp_path, "helm")
    program(tmp_path / "cache" / "cartwright" / "bin", "helm")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    assert tools.find("helm") is None


@pytest.mark.parametrize(("name", "remedy"), [("git", "install git"), ("kubeconform", "run `make tools`")])
def test_a_missing_program_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, remedy: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    with pytest.raises(MachineError) as caught:
        tools.run([name], timeout=5)

    assert caught.value.message == f"`{name}` was not found on this machine"
    assert caught.value.hint == remedy


def test_a_program_sees_nothing_of_our_environment_but_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("KUBECONFIG", "HELM_PLUGINS", "GIT_DIR", "HTTPS_PROXY", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    ended = tools.run(["env"], timeout=5, env={"HOME": "/nowhere"})

    names = {line.partition("=")[0]: line.partition("=")[2] for line in ended.text.splitlines()}
    assert sorted(names) == ["GIT_OPTIONAL_LOCKS", "GIT_TERMINAL_PROMPT", "HOME", "LC_ALL", "PATH", "TMPDIR", "TZ"]
    assert names["HOME"] == "/nowhere"


def test_input_folder_exit_code_and_both_outputs_are_passed_on(tmp_path: Path) -> None:
    code = "import os, sys; print(os.getcwd(), sys.stdin.read()); print('oops', file=sys.stderr); sys.exit(4)"

    ended = tools.run([PYTHON, "-c", code], cwd=tmp_path, input=b"in", timeout=20)

    assert ended == tools.Completed(4, f"{tmp_path.resolve()} in\n".encode(), "oops\n")


def test_an_argument_is_never_read_by_a_shell() -> None:
    ended = tools.run([PYTHON, "-c", "import sys; print(sys.argv[1])", "$(id); `id` && id"], timeout=20)

    assert ended.text == "$(id); `id` && id\n"


def test_a_program_that_hangs_is_ended() -> None:
    with pytest.raises(MachineError) as caught:
        tools.run([PYTHON, "-c", "import time; time.sleep(60)"], timeout=0.2)

    assert caught.value.message == f"`{PYTHON.name}` did not end within 0.2 seconds"


def test_a_program_that_cannot_start_is_trouble_with_the_machine(tmp_path: Path) -> None:
    broken = program(tmp_path, "broken", "no program\n")

    with pytest.raises(MachineError) as caught:
        tools.run([broken], timeout=5)

    assert caught.value.message == f"`{broken}` cannot be started: Exec format error"
    assert caught.value.hint == "run `make tools`"


def test_a_process_of_our_own_sees_our_environment_and_ends_with_its_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OURS", "here")
    code = "import os, sys; print(os.environ['OURS'], os.environ['MORE'], sys.stdin.read())"

    with tools.start([sys.executable, "-c", code], env={"MORE": "there"}) as process:
        out, _ = process.communicate(b"and that is all")

    assert (process.returncode, out) == (0, b"here there and that is all\n")


def test_a_process_of_our_own_that_cannot_start_is_trouble_with_the_machine(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as caught:
        tools.start([str(tmp_path / "gone")], env={})

    assert caught.value.message == f"`{tmp_path / 'gone'}` cannot be started: No such file or directory"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git = tools.find("git")
    if git is None:
        pytest.skip("`git` is missing: install it")
    root = tmp_path / "repository"
    author = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    subprocess.run([git, "init", "-q", root], check=True)
    subprocess.run([git, "-C", root, *author, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    subprocess.run([git, "-C", root, "worktree", "add", "-q", tmp_path / "second"], check=True)
    return root


@pytest.mark.parametrize("folder", ["repository", "repository/deep/down", "second"])
def test_the_git_folder_is_the_one_that_git_names(repository: Path, folder: str) -> None:
    root = repository.parent / folder
    root.mkdir(parents=True, exist_ok=True)

    named = tools.run(["git", "rev-parse", "--absolute-git-dir"], cwd=root, timeout=10).text.strip()

    assert tools.git_directory(root) == Path(named)


def test_without_a_repository_there_is_no_git_folder(tmp_path: Path) -> None:
    assert tools.git_directory(tmp_path) is None

    (tmp_path / ".git").write_text("gitdir: gone\n")
    assert tools.git_directory(tmp_path) is None
