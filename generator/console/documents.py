"""Printed releases -> YAML text, on stdout or as one file a release."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator import marks, yamlio
from generator.console.text import harmless_json, is_neutral
from generator.nouns import Printed

NONE = "no release of these services in these environments"


def stream(releases: Iterable[Printed]) -> Iterator[str]:
    """Every manifest as one YAML document, below a comment that names its release and its source."""
    shown = _in_a_log if os.environ.get("GITHUB_ACTIONS") == "true" else _plain
    return (_release(item, shown) for item in releases)


def files(releases: Iterable[Printed]) -> Mapping[str, str]:
    """`<environment>/<release>.yaml` -> its manifests."""
    return {
        f"{item.release.environment}/{item.release.name}.yaml": marks.RENDERED + _release(item, _plain)
        for item in releases
    }


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
