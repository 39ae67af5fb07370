"""`cartwright` in the version that a repository pins in its requirements: the second one writes other files.

As a program it is what git calls in the tests.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

from tests.branches.shop import NEW, PIN


@contextmanager
def version(pin: str) -> Iterator[None]:
    """Run in the version of that line."""
    if pin != NEW:
        yield
        return
    from generator import cache, emit

    with (
        mock.patch.object(cache, "_program", return_value=f"{cache._program()}{NEW}"),
        mock.patch.object(import_module("generator.charts.chart"), "VERSION", "0.2.0"),
        mock.patch.object(import_module("generator.argocd.applications"), "HISTORY", 7),
        mock.patch.object(import_module("generator.argocd.bootstrap"), "WEBHOOK", "Another sentence."),
        mock.patch.object(emit, "written", _written),
    ):
        yield


def _written(name: str, context: Mapping[str, Any]) -> str:
    """Templates that say more."""
    from generator.emit.templates import written

    return written(name, context).replace("kind: ", "# version 2\nkind: ", 1)


def program(folder: Path) -> Path:
    """A `cartwright` and a `git-merge-cartwright` in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    here = Path(__file__)
    for name in ("cartwright", "git-merge-cartwright"):
        file = folder / name
        file.write_text(
            f'#!/bin/sh\nPYTHONPATH={here.parents[2]} PROGRAM="$0" exec {sys.executable} {here} {name} "$@"\n'
        )
        file.chmod(0o755)
    return folder / "cartwright"


def main() -> int:
    from generator import __main__, cli

    name, *arguments = sys.argv[1:]
    sys.argv = [os.environ["PROGRAM"], *arguments]
    pin = Path(PIN)
    if name != "cartwright":
        return __main__.strategy()
    with version(pin.read_text() if pin.exists() and "merge-driver" not in arguments else ""):
        return cli.main()


if __name__ == "__main__":
    sys.exit(main())
