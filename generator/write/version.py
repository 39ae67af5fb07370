"""Which cartwright wrote here last: an older one removes what only a newer one knows, and says so."""

from __future__ import annotations

import re
from pathlib import Path

from generator import __version__, temporary
from generator.write.journal import Journal

_NUMBERS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){1,3}")


def notes(root: Path) -> list[str]:
    """A sentence where a newer cartwright than this wrote here last."""
    found = _read(Journal(root).version)
    if _order(found) <= _order(__version__):
        return []
    said = f"cartwright {found} wrote here last, and this is {__version__}: what only the newer one writes is removed"
    return [f"{said} or older again; install {found} unless that is what you want"]


def record(root: Path) -> None:
    """Note that this one writes; where nothing can be noted, nobody is told later. Raises OSError."""
    file = Journal(root).version
    if _read(file) != __version__:
        temporary.replace(file, f"{__version__}\n".encode(), 0o644)


def _read(file: Path) -> str:
    try:
        text = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        return ""
    return text if _NUMBERS.fullmatch(text) else ""


def _order(version: str) -> tuple[int, ...]:
    found = _NUMBERS.match(version)
    return tuple(map(int, found[0].split("."))) if found else ()
