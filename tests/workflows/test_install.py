"""The action installs the very cartwright that lies beside it, of pinned and hashed requirements."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import install
import pytest

from generator import __version__

Installed = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Installed:
    """Run it without a network: its code, and the requirements that it asked pip for."""

    def made(place: Path, **_: object) -> None:
        (place / "lib" / "python3.12" / "site-packages").mkdir(parents=True)

    def run(version: str = "", libc: str = "glibc", system: str = "linux") -> tuple[int, list[str]]:
        asked: list[list[str]] = []
        monkeypatch.setattr(install.venv, "create", made)
        monkeypatch.setattr(install.subprocess, "run", lambda pip, **_: asked.append(pip))
        monkeypatch.setattr(install.platform, "libc_ver", lambda: (libc, ""))
        monkeypatch.setattr(install.sys, "platform", system)
        code = install.main(str(tmp_path / "environment"), version)
        assert all("--require-hashes" in pip for pip in asked)
        return code, [Path(pip[-1]).name for pip in asked]

    return run


@pytest.mark.parametrize("version", ["", __version__, f"v{__version__}"])
def test_its_own_version_is_installed_and_can_be_started(installed: Installed, tmp_path: Path, version: str) -> None:
    code, _ = installed(version)

    command = json.loads((tmp_path / "environment" / "command.json").read_text(encoding="utf-8"))
    assert code == 0
    assert command == [str(tmp_path / "environment" / "bin" / "python"), "-P", "-m", "generator"]


def test_another_version_is_refused(installed: Installed, capsys: pytest.CaptureFixture[str]) -> None:
    assert installed("v0.0.0") == (2, [])
    assert capsys.readouterr().err == (
        f"the commit in `uses:` is cartwright {__version__}, and `version` names 'v0.0.0'\n"
    )


@pytest.mark.parametrize(
    ("libc", "system", "asked"),
    [
        ("glibc", "linux", ["run.txt", "helm.txt"]),
        ("", "linux", ["run.txt"]),
        ("", "darwin", ["run.txt"]),
    ],
)
def test_the_engine_in_process_is_installed_where_it_has_a_wheel(
    installed: Installed, libc: str, system: str, asked: list[str]
) -> None:
    assert installed(libc=libc, system=system) == (0, asked)
