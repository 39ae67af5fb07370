import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Run


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "_CARTWRIGHT_COMPLETE=bash_complete"),
        ("zsh", "#compdef cartwright"),
        ("fish", "complete --no-files --command cartwright"),
    ],
)
def test_the_script_of_each_shell_is_for_the_installed_program(run: Run, shell: str, line: str):
    ran = run("completion", shell)

    assert (ran.code, ran.err) == (0, "")
    assert line in ran.out


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("cartwright va", ["validate"]),
        ("cartwright render --env p", ["production"]),
        ("cartwright render --service ", ["orders", "platform", "root", "routes"]),
        ("cartwright validate --format s", ["sarif"]),
        ("cartwright schema p", ["platform"]),
        ("cartwright validate --qu", ["--quiet"]),
    ],
)
def test_names_are_completed(root: Path, words: str, offered: list[str]):
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "_CARTWRIGHT_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }

    shown = subprocess.check_output([sys.executable, "-m", "generator"], cwd=root, env=environment, text=True)

    assert [line.split(",")[1] for line in shown.splitlines()] == offered


def test_names_are_completed_for_the_root_that_is_named(root: Path, tmp_path: Path):
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "_CARTWRIGHT_COMPLETE": "bash_complete",
        "COMP_WORDS": f"cartwright --root {root} render --env ",
        "COMP_CWORD": "5",
    }

    shown = subprocess.check_output([sys.executable, "-m", "generator"], cwd=tmp_path, env=environment, text=True)

    assert shown == "plain,production\n"
