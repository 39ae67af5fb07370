"""This repository's own input: what a command costs where there is little to do, beside Python's start and its
imports."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path

from bench import process
from bench.row import Row

ROOT = Path(__file__).resolve().parents[1]
LOADED = Path(__file__).with_name("loaded.py")
COMMANDS = {"--version": ("--version",), "generate --check": ("generate", "--check"), "validate": ("validate",)}
NOTHING = "python -c pass"


class Startup:
    """A copy of config/ and environments/, generated once."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "repository"
        self.cache = folder / "cache"
        for name in ("config", "environments"):
            shutil.copytree(ROOT / name, self.root / name)
        process.run(["git", "init", "--quiet", self.root])
        self._cartwright("generate")
        for name, arguments in COMMANDS.items():
            command = [sys.executable, "-m", "bench.loaded", self._list(name), "--root", self.root, *arguments]
            process.run(command, around=self._around())

    def rows(self) -> list[Row]:
        """Each command after what it imports."""
        rows = [Row(NOTHING, lambda: process.run([sys.executable, "-c", "pass"]))]
        for name, arguments in COMMANDS.items():
            imports = partial(process.run, [sys.executable, LOADED, self._list(name)])
            rows.append(Row(f"the imports of `{name}`", imports, made=_nothing))
            rows.append(Row(name, partial(self._cartwright, *arguments), made=_nothing))
        return rows

    def _list(self, name: str) -> Path:
        return self.root.parent / f"{name.strip('-').replace(' ', '-')}.txt"

    def _around(self) -> dict[str, str]:
        return {"XDG_CACHE_HOME": str(self.cache)}

    def _cartwright(self, *arguments: str) -> process.Ended:
        return process.run([sys.executable, "-m", "generator", "--root", self.root, *arguments], around=self._around())


def _nothing(_output: str) -> str:
    return ""
