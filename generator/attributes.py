"""Folders of generated files -> a `.gitattributes` in each: line ends, merges by a driver of ours, folded in reviews.

They are generated files themselves, so no file of a person changes. A line ends in LF whatever `core.autocrlf` says of
others, so that a checkout on Windows is what was generated. In a clone that does not know the driver, git
merges these files as any other text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.nouns import Artifact

NAME = ".gitattributes"
SOURCE = "config"
TEXT = "* text eol=lf merge=cartwright linguist-generated\n"


def artifacts(folders: Iterable[str]) -> Iterator[Artifact]:
    """One for each folder."""
    for folder in folders:
        yield Artifact(f"{folder}/{NAME}", SOURCE, text=TEXT)
