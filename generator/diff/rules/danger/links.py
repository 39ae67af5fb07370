"""What one object needs of others by name or by label: whole or broken at each revision, and who broke it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.diff.nouns import Around, Hit, Identity, Subject
from generator.diff.rules.danger.once import once_for
from generator.diff.rules.danger.side import Side, sides


@dataclass(frozen=True)
class Link:
    """One thing that an object needs of others."""

    holder: Identity
    to: str
    """what it is, the same in both revisions: `ConfigMap/web LEVEL`"""
    behind: tuple[Identity, ...] = ()
    """the objects that make it whole; none where it is broken"""
    says: str = ""
    """what happens where it is broken"""
    path: str = ""
    foreign: bool = False
    """it may be there without git: broken only where git had it before"""


def newly(name: str, links: Callable[[Side], Iterable[Link]]) -> Callable[[Subject], Iterator[Hit]]:
    """A rule over links: those that break now, told of the object whose change breaks them."""

    def broken(around: Around) -> Mapping[Identity, list[Link]]:
        return _broken(around, links)

    found = once_for(f"links.{name}", broken)

    def holds(subject: Subject) -> Iterator[Hit]:
        for link in found(subject.around).get(subject.identity, ()):
            yield Hit(link.says, link.path if link.holder == subject.identity else "")

    return holds


def _broken(around: Around, links: Callable[[Side], Iterable[Link]]) -> Mapping[Identity, list[Link]]:
    both = sides(around)
    before = {(link.holder, link.to): link for link in links(both.base)}
    found: dict[Identity, list[Link]] = {}
    for link in links(both.head):
        if link.behind:
            continue
        old = before.get((link.holder, link.to))
        if (old is None and not link.foreign) or (old is not None and old.behind):
            behind = [identity for identity in (old.behind if old else ()) if both.changed(identity)]
            found.setdefault(behind[0] if behind else link.holder, []).append(link)
    return found
