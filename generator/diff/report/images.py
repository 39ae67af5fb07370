"""Changes -> which images change, one row for each, and what to think of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diff.nouns import Edit, Report, Told, Verdict
from generator.diff.report.grouping import in_order

_PATH = re.compile(r"(?:^|\.)(?:containers|initContainers|ephemeralContainers)\[[^]]*\]\.image$")
_VERSION = re.compile(r"v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-[0-9A-Za-z.-]+)?(?:\+.*)?")


@dataclass(frozen=True)
class Reference:
    """`registry/repository:tag@digest`, taken apart."""

    repository: str
    tag: str = ""
    digest: str = ""

    @property
    def registry(self) -> str:
        """Where it is pulled from."""
        first, slash, _ = self.repository.partition("/")
        return first if slash and ("." in first or ":" in first or first == "localhost") else "docker.io"

    @property
    def shown(self) -> str:
        """Tag and digest, as short as people say it."""
        return f"{self.tag}@{self.digest[:19]}" if self.digest else self.tag or "latest"


@dataclass(frozen=True)
class Image:
    """One image that becomes another one, and who runs it."""

    repository: str
    old: str
    new: str
    remarks: tuple[str, ...]
    users: tuple[str, ...]
    """`environment: Kind/name`, in the order of the changes"""


def reference(image: str) -> Reference:
    """An image as the runtime reads it."""
    rest, _, digest = image.partition("@")
    head, slash, last = rest.rpartition("/")
    name, _, tag = last.partition(":")
    return Reference(f"{head}{slash}{name}", tag, digest)


def images(report: Report) -> tuple[Image, ...]:
    """One row an image and change of it, by name."""
    users: dict[tuple[str, str], list[str]] = defaultdict(list)
    order = list(in_order(report))
    for told, edit in sorted(
        _edits(report), key=lambda pair: (order.index(pair[0].change.environment), pair[0].change.identity)
    ):
        users[str(edit.old), str(edit.new)].append(f"{told.change.environment}: {told.change.identity}")
    return tuple(_row(old, new, users[old, new]) for old, new in sorted(users))


def _edits(report: Report) -> Iterator[tuple[Told, Edit]]:
    for told in report.changes:
        if told.verdict is Verdict.NOISE:
            continue
        for edit in told.change.edits:
            texts = isinstance(edit.old, str) and isinstance(edit.new, str)
            if texts and not edit.hidden and not edit.noise and _PATH.search(edit.path):
                yield told, edit


def _row(old: str, new: str, users: list[str]) -> Image:
    before, after = reference(old), reference(new)
    moved = before.repository != after.repository
    name = f"{before.repository} → {after.repository}" if moved else after.repository
    return Image(name, before.shown, after.shown, tuple(_remarks(before, after)), tuple(dict.fromkeys(users)))


def _remarks(before: Reference, after: Reference) -> Iterator[str]:
    if before.registry != after.registry:
        yield "another registry"
    elif before.repository != after.repository:
        yield "another repository"
    if before.digest and not after.digest:
        yield "digest dropped"
    if not after.digest and after.tag in ("", "latest"):
        yield "latest: nobody knows what will run"
    if before.tag == after.tag and before.digest == after.digest:
        return
    yield from _versions(before.tag, after.tag)


def _versions(before: str, after: str) -> Iterator[str]:
    old, new = _VERSION.fullmatch(before), _VERSION.fullmatch(after)
    if old is None or new is None:
        return
    was = [int(number or 0) for number in old.groups()]
    now = [int(number or 0) for number in new.groups()]
    if now < was:
        yield "downgrade"
    elif now[0] > was[0]:
        yield "major version"
