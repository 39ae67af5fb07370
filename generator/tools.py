"""Other programs: where they are, and running one, without a shell and without our environment."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import MachineError

if TYPE_CHECKING:
    from subprocess import Popen

KEPT = ("HOME", "PATH", "TMPDIR")
"""All that a program sees of our environment: no HELM_*, KUBECONFIG, GIT_*, proxies or tokens."""

FIXED = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

REMEDIES = {"git": "install git"}
"""What to do for a missing program; `make tools` for any other."""


@dataclass(frozen=True)
class Completed:
    """A program that ended: its exit code and what it wrote."""

    code: int
    stdout: bytes
    stderr: str

    @property
    def text(self) -> str:
        """What it wrote to stdout, as text."""
        return self.stdout.decode("utf-8", errors="replace")


def run(
    argv: Sequence[str | Path],
    *,
    timeout: float,
    cwd: Path | None = None,
    input: bytes | None = None,  # noqa: A002 - the name that subprocess gives it
    env: Mapping[str, str] | None = None,
) -> Completed:
    """Run a program to its end; a bare name is looked up by `find`, `env` adds to the scrubbed environment."""
    import subprocess  # a few milliseconds that a run without any program saves

    program = _program(argv[0])
    command = [str(program), *map(str, argv[1:])]
    try:
        ended = subprocess.run(
            command,
            cwd=cwd,
            input=input or b"",
            capture_output=True,
            timeout=timeout,
            env=_environment(env),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise MachineError(f"`{program.name}` did not end within {timeout:g} seconds") from error
    except OSError as error:
        raise MachineError(f"`{program}` cannot be started: {error.strerror}", hint=_remedy(program.name)) from error
    return Completed(ended.returncode, ended.stdout, ended.stderr.decode("utf-8", errors="replace"))


def start(command: Sequence[str], *, env: Mapping[str, str]) -> Popen[bytes]:
    """A process of our own, beside us and in our environment; it ends when its stdin does, and not by Ctrl-C."""
    import subprocess

    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, env={**os.environ, **env}, process_group=0)
    except OSError as error:
        raise MachineError(f"`{command[0]}` cannot be started: {error.strerror}") from error


def confine(command: Sequence[str], *, env: Mapping[str, str], cwd: Path) -> Popen[bytes]:
    """A process that sees nothing of our environment, with pipes for all that it reads and says; with what it starts it
    is a group of its own."""
    import subprocess

    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=pipe, env={**FIXED, **env}, cwd=cwd, process_group=0
        )
    except OSError as error:
        raise MachineError(f"`{command[0]}` cannot be started: {error.strerror}") from error


def find(name: str) -> Path | None:
    """The program of that name: on PATH, else where `make tools` puts it."""
    on_path = [Path(folder) for folder in os.environ.get("PATH", os.defpath).split(os.pathsep)]
    absolute = [folder for folder in on_path if folder.is_absolute()]  # a program in the work tree is never ours to run
    candidates = (folder / name for folder in [*absolute, programs()])
    return next((path for path in candidates if path.is_file() and os.access(path, os.X_OK)), None)


def needed(name: str) -> Path:
    """The program of that name; a missing one is the machine's trouble."""
    path = find(name)
    if path is None:
        raise MachineError(f"`{name}` was not found on this machine", hint=_remedy(name))
    return path


def programs() -> Path:
    """The folder of the programs that `make tools` gets."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (cache if cache.is_absolute() else Path.home() / ".cache") / "cartwright" / "bin"


def git_directory(root: Path) -> Path | None:
    """The git folder of the work tree that `root` lies in, found without starting git."""
    for folder in (root.absolute(), *root.absolute().parents):
        entry = folder / ".git"
        if entry.is_dir():
            return entry
        if entry.is_file():
            return _pointed_to(entry)
    return None


def _pointed_to(entry: Path) -> Path | None:
    """Where the `.git` file of a work tree or a submodule points to."""
    word, _, target = entry.read_text(encoding="utf-8").strip().partition(" ")
    folder = (entry.parent / target).resolve()
    return folder if word == "gitdir:" and folder.is_dir() else None


def _program(name: str | Path) -> Path:
    return name if isinstance(name, Path) else needed(name)


def _environment(extra: Mapping[str, str] | None) -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, **FIXED, **(extra or {})}


def _remedy(name: str) -> str:
    return REMEDIES.get(name, "run `make tools`")
