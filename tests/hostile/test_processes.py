"""The same by the program itself, in a process of its own, on a machine that means it no better than the input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from tests.hostile.cases import ROOT, digest, repository

WRONG = (
    "environments/dev.yaml:16:1: error[unknown-key] there is no key `timezone` here\n  help: did you mean `timeZone`?\n"
    "1 problem in 1 file\n"
)
HOSTILE = {
    "GIT_DIR": "/nowhere",
    "GIT_WORK_TREE": "/",
    "HELM_PLUGINS": "/nowhere",
    "HELM_DEBUG": "true",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "KUBECONFIG": "/nowhere",
    "LANG": "tr_TR.UTF-8",
    "PYTHONIOENCODING": "ascii",
    "TMPDIR": "/nowhere",
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return repository(tmp_path / "shop")


def cartwright(shop: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The program, in the repository."""
    kept = {name: os.environ[name] for name in ("CARTWRIGHT_CACHE", "PATH")}
    environment = {**kept, "PYTHONPATH": str(ROOT), "HOME": "/nowhere", **settings}
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(command, cwd=shop, env=environment, capture_output=True, text=True, timeout=60, check=False)


def wrong(shop: Path, lines: str = "timezone: UTC\n") -> None:
    """Add lines to an environment that are wrong by themselves."""
    with (shop / "environments/dev.yaml").open("a", encoding="utf-8") as file:
        file.write(lines)


def test_a_wrong_input_ends_the_program_with_2_and_the_tree_is_what_it_was(shop: Path) -> None:
    wrong(shop)
    before = digest(shop)

    for command in (["generate"], ["generate", "--check"], ["render"], ["eject"]):
        ran = cartwright(shop, *command)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert ran.stderr == WRONG
    assert digest(shop) == before


def test_validate_says_the_same_to_programs(shop: Path) -> None:
    wrong(shop)

    ran = cartwright(shop, "validate", "--format", "json")

    (problem,) = json.loads(ran.stdout)["problems"]
    assert (ran.returncode, ran.stderr) == (2, "")
    assert (problem["file"], problem["line"], problem["column"]) == ("environments/dev.yaml", 16, 1)
    assert (problem["code"], problem["help"]) == ("unknown-key", "did you mean `timeZone`?")


def test_the_machine_s_settings_change_neither_the_answer_nor_a_file(shop: Path) -> None:
    before = digest(shop)

    for command in (["generate"], ["validate"]):
        ran = cartwright(shop, *command, **HOSTILE)
        assert (ran.returncode, ran.stderr) == (0, "")
    assert digest(shop) == before


def test_without_git_or_in_its_own_folder_it_works_or_says_what_it_lacks(shop: Path, tmp_path: Path) -> None:
    alone = cartwright(shop, "generate", PATH="/nowhere")
    inside = subprocess.run(
        [sys.executable, "-m", "generator", "generate"],
        cwd=shop / ".git",
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (alone.returncode, inside.returncode) == (0, 0), alone.stderr + inside.stderr


def test_a_clone_with_the_line_ends_of_windows_has_nothing_to_generate(shop: Path, tmp_path: Path) -> None:
    (shop / ".gitattributes").write_text("config/files/** -text\n")
    clone = tmp_path / "clone"
    for words in (
        ["add", ".gitattributes"],
        ["commit", "--quiet", "--message", "files to mount stay as they are"],
        ["clone", "--quiet", "--config", "core.autocrlf=true", str(shop), str(clone)],
    ):
        subprocess.run(["git", *words], cwd=shop, check=True)
    assert b"\r\n" in (clone / "environments/dev.yaml").read_bytes()

    ran = cartwright(clone, "generate", "--check")

    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_work_tree_of_another_branch_is_a_repository_like_any_other(shop: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "other")], cwd=shop, check=True)

    ran = cartwright(tmp_path / "other", "generate")

    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_sparse_checkout_without_environments_is_no_repository_without_any(shop: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--sparse", str(shop), str(clone)], check=True)
    subprocess.run(["git", "sparse-checkout", "set", "config", "charts", "argocd", "schemas"], cwd=clone, check=True)
    before = digest(clone)

    for command in (["generate"], ["generate", "--check"], ["validate"]):
        ran = cartwright(clone, *command)
        assert ran.returncode == 2
        assert "config/platform.yaml:1:1: error[no-environment]" in ran.stdout + ran.stderr
    assert digest(clone) == before


def test_an_environment_that_git_does_not_know_yet_is_one_of_them(shop: Path) -> None:
    text = (shop / "environments/dev.yaml").read_text(encoding="utf-8")
    for old, new in (("dhakacart-dev", "new"), ("dev.dhakacart.com", "new.example.com"), ("10.21.", "10.99.")):
        text = text.replace(old, new)
    (shop / "environments/new.yaml").write_text(text, encoding="utf-8")

    ran = cartwright(shop, "generate")

    assert (ran.returncode, (shop / "argocd/new/root.yaml").is_file()) == (0, True), ran.stderr


def test_an_input_that_may_not_be_read_is_the_machine_s_trouble(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process: whoever runs the tests may be root, who may read everything."""
    real, before = os.open, digest(shop)

    def refused(path: str | Path, flags: int, *more: int, **settings: int) -> int:
        if str(path).endswith("environments/dev.yaml"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *more, **settings)

    monkeypatch.setattr(os, "open", refused)
    code = main(["--root", str(shop), "generate"])
    monkeypatch.undo()

    assert code == 3
    assert capsys.readouterr() == (
        "",
        "error: `environments/dev.yaml` cannot be read: permission denied\n"
        "  help: make it readable for the user who runs cartwright\n",
    )
    assert digest(shop) == before


def test_a_file_of_somebody_s_among_the_generated_ones_is_left_alone(shop: Path) -> None:
    notes = shop / "argocd/production/notes.txt"
    notes.write_text("mine\n")

    ran = cartwright(shop, "generate")

    assert (ran.returncode, notes.read_text()) == (0, "mine\n")
    assert "argocd/production/notes.txt" in ran.stderr
