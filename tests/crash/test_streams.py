"""Readers that have gone, streams that were never open: the work is done, and the exit code says how."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.writers import BEFORE, put, snapshot
from tests.repositories import files

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    put(tmp_path / "shop", files(BEFORE))
    return tmp_path / "shop"


def cartwright(shop: Path, redirected: str, *arguments: str) -> tuple[int, str]:
    """The exit code of a command whose streams the shell redirects, and what comes through."""
    line = f"exec {sys.executable} -m generator {' '.join(arguments)} {redirected}"
    ended = subprocess.run(
        ["sh", "-c", line], cwd=shop, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    return ended.returncode, ended.stdout + ended.stderr


def test_a_pipe_that_nobody_reads_is_no_trouble_for_work_or_exit_code(shop: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    commands = (["generate"], ["generate", "--check"], ["render"])
    codes = []
    for command in commands:
        ended = subprocess.run(
            [sys.executable, "-m", "generator", *command],
            cwd=shop,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=writing,
            stderr=writing,
        )
        codes.append(ended.returncode)
    os.close(writing)

    assert codes == [0, 0, 0]
    assert (shop / "charts/app/values.yaml").exists()


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_a_stream_that_was_closed_before_leads_nowhere_and_into_no_file(shop: Path, closed: str) -> None:
    code, said = cartwright(shop, closed, "-v", "generate")

    assert (code, "bug" in said) == (0, False)
    journal = (shop / ".cartwright/written").read_text()
    assert all(len(line.split("  ")) == 2 for line in journal.splitlines())
    assert (shop / ".cartwright/lock").read_text().strip().isdigit()
    assert all(b"changed" not in data.splitlines()[0] for data in snapshot(shop).values() if data)


def test_what_is_wrong_is_an_exit_code_where_nobody_can_be_told(shop: Path) -> None:
    (shop / "config/platform.yaml").write_text("nane: shop\n")

    assert cartwright(shop, ">&- 2>&-", "generate") == (2, "")


def test_ctrl_c_before_the_command_begins_is_quiet(shop: Path) -> None:
    script = "import os, signal, generator.__main__; os.kill(os.getpid(), signal.SIGINT)"
    ended = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )

    assert (ended.returncode, ended.stderr) == (-2, "")


def test_a_signal_that_is_ignored_stays_ignored(shop: Path) -> None:
    """As `nohup` and a shell without job control do."""
    script = (
        "import os, signal, sys, types, generator\n"
        "for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP): signal.signal(number, signal.SIG_IGN)\n"
        "def generate(*_):\n"
        "    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP): os.kill(os.getpid(), number)\n"
        "    raise MemoryError\n"
        "generator.pipeline = sys.modules['generator.pipeline'] = types.SimpleNamespace(generate=generate)\n"
        "from generator.__main__ import main\nsys.argv = ['cartwright', 'generate']\nsys.exit(main())\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=shop,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )

    assert (ended.returncode, ended.stderr) == (3, "error: this machine has too little memory\n")
