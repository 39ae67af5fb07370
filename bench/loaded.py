"""The floor of a command: what it imports, and nothing else.

Runs as `python -m bench.loaded FILE ARGUMENTS...`: runs cartwright in this process and writes the names of all modules
that it loaded to FILE. And as `python bench/loaded.py FILE`: imports them.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path


def note(file: Path, arguments: list[str]) -> None:
    """Run the command, and write down what it imported, in that order."""
    before = {*sys.modules}
    from generator.cli import main

    main(arguments)
    file.write_text("\n".join(name for name in sys.modules if name not in before), encoding="utf-8")


def load(file: Path) -> None:
    """Import the same."""
    for name in file.read_text(encoding="utf-8").splitlines():
        with suppress(ImportError, AttributeError):  # names that a package makes up
            import_module(name)


if __name__ == "__main__":
    if sys.argv[2:]:
        note(Path(sys.argv[1]), sys.argv[2:])
    else:
        load(Path(sys.argv[1]))
