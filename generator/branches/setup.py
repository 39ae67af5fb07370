"""A clone -> what it has of our set-up for merges, and that set-up: git's configuration and hooks, no file of a commit.

Whatever a person set stays: another value of a key, a hook, a folder of hooks that git was told to use.
"""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator import git, temporary
from generator.errors import MachineError

DRIVER, NAME, ROOT = "merge.cartwright.driver", "merge.cartwright.name", "merge.cartwright.root"
STRATEGY = "pull.twohead"
"""git's key for the strategy of a merge of two; it is looked up as `git-merge-<name>` on PATH, and nowhere else."""
HOOKS = ("post-merge", "post-rewrite", "pre-commit")
CALL = "merge-hook"
_CALLED = "merge-driver %O %A %B %P"
_MARK = "# Set up by `cartwright doctor --fix`"

State = Literal["right", "missing", "stale", "theirs", "absent", "broken"]
"""`theirs`: a person's, left as it is. `absent`: git would not find it. `broken`: git looks for it in vain."""
Reach = Literal["nowhere", "here", "everywhere"]
"""Where git finds our strategy: on no PATH, on the PATH of this shell alone, on that of any."""


@dataclass(frozen=True)
class Part:
    """One part of the set-up: where it is, in which state, and what stands there when it is right."""

    place: str
    state: State
    wanted: str
    hook: Path | None = None


def parts(root: Path, program: Path, strategy: Reach) -> list[Part]:
    """Every part, for the program that git shall call."""
    keys = [
        _key(root, DRIVER, _driver(program), ours=_CALLED),
        _key(root, NAME, "generated files follow from the input"),
    ]
    if prefix := git.prefix(root):
        keys.append(_key(root, ROOT, prefix))
    return [*keys, *(_hook(root, name, program) for name in HOOKS), _strategy(root, strategy)]


def fix(root: Path, part: Part) -> None:
    """Make a part right; one of a person's is left as it is."""
    if part.state == "broken":
        git.asked(root, "config", "--local", "--unset", part.place)
    if part.state not in ("missing", "stale"):
        return
    if part.hook is None:
        git.asked(root, "config", "--local", part.place, part.wanted)
        return
    try:
        part.hook.parent.mkdir(parents=True, exist_ok=True)
        temporary.sweep(part.hook.parent)
        temporary.replace(part.hook, part.wanted.encode(), 0o755)
    except OSError as error:
        raise MachineError(f"cannot write `{part.place}`: {(error.strerror or str(error)).lower()}") from error


def is_called(root: Path, hook: str) -> bool:
    """Whether git would run something of ours by that hook, in whichever script it stands."""
    path = _hooks(root) / hook
    return os.access(path, os.X_OK) and CALL in _text(path)


def _key(root: Path, name: str, wanted: str, ours: str = "") -> Part:
    """A key of git's configuration; a value that has `ours` in it is an earlier one of ours."""
    found = _value(root, name)
    if not found:
        return Part(name, "missing", wanted)
    if found == wanted:
        return Part(name, "right", wanted)
    return Part(name, "stale" if ours and ours in found else "theirs", wanted)


def _strategy(root: Path, reach: Reach) -> Part:
    """The strategy for merges of two; set only where git finds it in every shell, for without it no merge works."""
    part = _key(root, STRATEGY, "cartwright")
    if part.state == "right" and reach == "nowhere":
        return Part(STRATEGY, "broken", part.wanted)
    return Part(STRATEGY, "absent", part.wanted) if part.state == "missing" and reach != "everywhere" else part


def _value(root: Path, name: str) -> str:
    return git.tried(root, "config", "--get", name).text.removesuffix("\n")


def _driver(program: Path) -> str:
    """The driver as git's shell runs it. What both sides changed without a conflict needs no program of ours, which is
    slower; and where ours has gone, a conflict is merged as git does it alone. Tried first and then done: so no file of
    ours lies in the work tree, where it would stay if git were killed."""
    ours = shlex.quote(str(program)).replace("%", "%%")
    conflict = f"if test -x {ours}; then {ours} {_CALLED}; else git merge-file -L ours -L base -L theirs %A %O %B; fi"
    return f"if git merge-file -q -p %A %O %B >/dev/null; then git merge-file -q %A %O %B; else {conflict}; fi"


def _hook(root: Path, name: str, program: Path) -> Part:
    path = _hooks(root) / name
    place, wanted = _shown(root, path), _script(name, program)
    if not os.path.lexists(path):
        elsewhere = _value(root, "core.hooksPath")
        return Part(place, "theirs" if elsewhere else "missing", _line(name) if elsewhere else wanted, path)
    text = _text(path)
    if _MARK in text and not path.is_symlink():  # through a link we would write into a file of somebody else's
        right = text == wanted and os.access(path, os.X_OK)
        return Part(place, "right" if right else "stale", wanted, path)
    return Part(place, "right" if is_called(root, name) else "theirs", _line(name), path)


def _script(name: str, program: Path) -> str:
    ours = shlex.quote(str(program))
    lines = ["#!/bin/sh", f"{_MARK}: generated files follow a merge. Without this file they do not."]
    if name == "pre-commit":  # of other commits it should cost nothing
        lines.append('test -f "$(git rev-parse --git-path MERGE_HEAD)" || exit 0')
    lines.append(f'if test -x {ours}; then {ours} {CALL} {name} "$@" || true; fi')
    return "".join(f"{line}\n" for line in lines)


def _line(name: str) -> str:
    """What a person adds to a hook of theirs."""
    return f'cartwright {CALL} {name} "$@"'


def _hooks(root: Path) -> Path:
    return root / git.asked(root, "rev-parse", "--git-path", "hooks").decode().strip()


def _shown(root: Path, path: Path) -> str:
    return os.path.relpath(path, root) if path.is_relative_to(root) else str(path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
