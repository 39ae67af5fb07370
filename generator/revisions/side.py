"""One revision's generated files by path and content; bytes are fetched when they matter, many at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from generator import git
from generator.git import Entry

FOLDERS = ("argocd", "charts")
"""What Argo CD reads."""
AFTER_SLASH = "0"
"""The character that sorts after `/`."""


class Contents:
    """The bytes behind digests, for all sides of a comparison; what is known once is not asked again."""

    def __init__(self, root: Path, digits: int = 40) -> None:
        self._root = root
        self._digits = digits
        self._known: dict[str, bytes] = {}

    def keep(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """Know some files that lie in no commit: path -> digest."""
        digests = {path: git.blob_of(data, self._digits) for path, data in files.items()}
        self._known.update((digests[path], data) for path, data in files.items())
        return digests

    def fetch(self, entries: Iterable[Entry]) -> None:
        """Ask git for those that are not known, in one go."""
        unknown = [entry for entry in entries if entry.blob not in self._known]
        if unknown:
            found = git.checked_out(self._root, unknown)
            self._known.update((entry.blob, found[entry.path]) for entry in unknown)

    def of(self, digest: str) -> bytes:
        """The bytes, which were fetched or kept before."""
        return self._known[digest]


class Side:
    """The files of one revision that Argo CD reads, or that people write."""

    def __init__(
        self, label: str, digests: Mapping[str, str], contents: Contents, strange: frozenset[str] | None = None
    ) -> None:
        self.label = label
        self.digests = digests
        self.strange = strange
        """folders of charts that hold anything but what follows from the input; None where nobody looked yet"""
        self._contents = contents
        self._paths = sorted(digests)

    def below(self, folder: str) -> list[str]:
        """The paths of all files below a folder, sorted."""
        above = folder.rstrip("/")
        first, last = (bisect_left(self._paths, above + end) for end in ("/", AFTER_SLASH))
        return self._paths[first:last]

    def kept(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """The digests of files beside these, which are then known."""
        return self._contents.keep(files)

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        """The bytes of files that are there."""
        self._contents.fetch(Entry(path, self.digests[path]) for path in paths)
        return {path: self._contents.of(self.digests[path]) for path in paths}

    def text(self, path: str) -> str:
        """A file as text; bytes that are none are shown as what they are not."""
        return self.read([path])[path].decode("utf-8", "replace")


def differing(base: Side, head: Side) -> list[str]:
    """The paths of files that are not the same on both sides, sorted."""
    everywhere = base.digests.keys() | head.digests.keys()
    return sorted(path for path in everywhere if base.digests.get(path) != head.digests.get(path))
