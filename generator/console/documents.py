"""Printed releases -> YAML text, on stdout or as one file a release."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from generator import marks, yamlio
from generator.console.text import harmless_json, is_neutral
from generator.errors import MachineError
from generator.nouns import Printed

NONE = "no release of these services in these environments"
_MARK = "# Rendered by cartwright; the next `cartwright render` replaces this folder.\n"


def stream(releases: Iterable[Printed]) -> str:
    """Every manifest as one YAML document, below a comment that names its release and its source."""
    shown = _in_a_log if os.environ.get("GITHUB_ACTIONS") == "true" else _plain
    return "".join(_release(item, shown) for item in releases)


def files(releases: Iterable[Printed]) -> Mapping[str, str]:
    """`<environment>/<release>.yaml` -> its manifests."""
    return {f"{item.release.environment}/{item.release.name}.yaml": _MARK + _release(item, _plain) for item in releases}


def replaceable(folder: Path) -> bool:
    """Whether a folder is free for `render --out`: absent, empty, or nothing but what `render` wrote."""
    if not folder.exists():
        return True
    return folder.is_dir() and all(map(_is_ours, _entries(folder)))


def replace(folder: Path, texts: Mapping[str, str]) -> None:
    """Make a folder hold exactly these files, all of them or none: written beside it, then renamed."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as workshop:
            made = Path(workshop, "new")
            made.mkdir()
            _fill(made, texts)
            if folder.exists():
                folder.rename(Path(workshop, "old"))
            made.rename(folder)
    except OSError as error:
        raise MachineError(f"`{folder}` cannot be written: {error.strerror}") from error


def _release(item: Printed, shown: Callable[[str], str]) -> str:
    header = f"# Release: {item.release.environment}/{item.release.name}\n# Source: {item.release.path}"
    return "".join(f"---\n{header}/{origin}\n{shown(text)}" for origin, text in item.documents)


def _plain(text: str) -> str:
    """The manifest without the line that says of its template that it is generated; what is not ASCII is written anew,
    with all characters escaped that nobody sees."""
    if text.startswith("# ") and marks.is_marked(text[: marks.LONGEST_OPENING].encode()):
        text = text.partition("\n")[2]
    return text if text.isascii() else yamlio.dump(next(iter(yamlio.documents(text)), None))


def _in_a_log(text: str) -> str:
    """YAML as ever, but JSON, which is YAML too, where GitHub Actions would take a line of a string for a command."""
    return plain if is_neutral(plain := _plain(text)) else harmless_json(next(iter(yamlio.documents(text)), None))


def _fill(folder: Path, texts: Mapping[str, str]) -> None:
    for path, text in texts.items():
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def _entries(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        yield from (Path(place, name) for name in names)
        yield from (path for name in folders if (path := Path(place, name)).is_symlink())


def _is_ours(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MARK.encode())) == _MARK.encode()
