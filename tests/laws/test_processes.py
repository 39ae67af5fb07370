"""Every process writes the same bytes, whatever it finds around it; and a second run has nothing to do."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws.fleet import FLEET

ROOT = Path(__file__).parents[2]
AROUND: dict[str, dict[str, str]] = {
    "hashes": {"PYTHONHASHSEED": "0"},
    "others": {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "COLUMNS": "20"},
    "utf8 off": {"PYTHONUTF8": "0", "LANG": "C", "LC_ALL": "POSIX", "TZ": "America/St_Johns"},
}


def repository(folder: Path) -> Path:
    for path, content in FLEET.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    return folder


def generate(root: Path, around: dict[str, str], *, umask: int = 0o022, inside: str = ".") -> str:
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **around}
    command = [sys.executable, "-m", "generator", "generate"]
    done = subprocess.run(
        command, cwd=root / inside, env=environ, umask=umask, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def written(root: Path) -> dict[str, tuple[bytes, int]]:
    """path -> content, and the bits of its mode that git keeps."""
    found = [path for path in root.rglob("*") if path.is_file() and ".git" not in path.relative_to(root).parts]
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mode & stat.S_IXUSR) for path in found
    }


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, int]]:
    root = repository(tmp_path_factory.mktemp("usual"))
    generate(root, {})
    return written(root)


@pytest.mark.parametrize("around", sorted(AROUND))
def test_hashes_zones_and_languages_change_nothing(
    around: str, tmp_path: Path, usual: dict[str, tuple[bytes, int]]
) -> None:
    root = repository(tmp_path)

    generate(root, AROUND[around])

    assert written(root) == usual


def test_neither_the_folder_nor_the_umask_changes_anything(tmp_path: Path, usual: dict[str, tuple[bytes, int]]) -> None:
    root = repository(tmp_path)

    generate(root, {}, umask=0o077, inside="config/services")

    assert written(root) == usual


@pytest.mark.parametrize("seconds", [0, 4102444800])
def test_a_clock_that_is_wrong_changes_nothing(
    seconds: int, tmp_path: Path, usual: dict[str, tuple[bytes, int]]
) -> None:
    """1970, as of a machine without a battery, and 2100."""
    around = tmp_path / "around"
    around.mkdir()
    (around / "sitecustomize.py").write_text(f"import time\ntime.time = lambda: {seconds}.0\n")
    root = repository(tmp_path / "shop")

    generate(root, {"PYTHONPATH": f"{around}:{ROOT}"})

    assert written(root) == usual


def test_a_second_run_touches_no_file(tmp_path: Path) -> None:
    root = repository(tmp_path)
    generate(root, {})
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*") if ".git" not in path.parts}

    said = generate(root, {"PYTHONHASHSEED": "7"})

    assert said.startswith("0 files changed")
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*") if ".git" not in path.parts} == before
