"""An example of the guide -> what the program says of it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from generator.cli import main
from generator.errors import InputError
from generator.guide import Example, shop
from generator.pipeline import generated
from generator.tree import MemoryTree

_MANY = re.compile(r"\{([^{}]{1,8}?)\*([0-9]+)\}")
_FILES = re.compile(r"\{1\.\.([0-9]+)\}")
_TOP = re.compile(r"([A-Za-z]+):")


def codes(example: Example) -> set[str]:
    """The codes that the input has, or that what follows from it has."""
    try:
        generated(MemoryTree({path: text.encode() for path, text in laid(example.parts).items()}))
    except InputError as error:
        return {problem.code for problem in error.problems}
    return set()


def laid(parts: Mapping[str, str | None]) -> dict[str, str]:
    """The files of an example over those of the shop."""
    files = shop()
    for path, text in parts.items():
        if text is None:
            del files[path]
            continue
        many = _FILES.search(path)
        for number in range(int(many[1])) if many else (0,):
            name = _FILES.sub(str(number), path)
            files[name] = _over(files.get(name, ""), _MANY.sub(lambda found: found[1] * int(found[2]), text))
    return files


def _over(weak: str, strong: str) -> str:
    """The strong lines, and of the weak ones those of other keys; a text with a kind is whole."""
    said = set(re.findall(r"^([A-Za-z]+):", strong, re.MULTILINE))
    kept, key = [], ""
    for line in weak.splitlines():
        top = _TOP.match(line)
        key = top[1] if top else key
        if key not in said and "kind" not in said:
            kept.append(line)
    return "\n".join([*kept, strong]) + ("" if strong.endswith("\r") else "\n")


def typed(lines: str, root: Path) -> tuple[int, str]:
    """What the last of some lines says, typed into a shell in a folder; what is ours alone runs in this process."""
    code, said = 0, ""
    for line in lines.split("\n"):
        if line.startswith("cartwright ") and not re.search("[|>]", line):
            code, said = _ours(shlex.split(line)[1:], root)
        else:
            command = line.replace("cartwright ", f"{sys.executable} -m generator ")
            ran = subprocess.run(command, shell=True, cwd=root, capture_output=True, text=True, check=False)
            code, said = ran.returncode, ran.stdout + ran.stderr
    return code, said


def _ours(arguments: list[str], root: Path) -> tuple[int, str]:
    said = StringIO()
    with chdir(root), redirect_stdout(said), redirect_stderr(said):
        code = main(arguments)
    return code, said.getvalue()
