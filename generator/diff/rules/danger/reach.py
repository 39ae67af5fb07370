"""Which environments a change reaches: more than its author edited, or one that is pinned and stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diff.nouns import Around, Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.application import sources
from generator.diff.rules.danger.once import once
from generator.diff.rules.danger.side import sides
from generator.diff.rules.danger.words import count, listed, named, shown
from generator.kubernetes.reading import text

_ENVIRONMENT = re.compile(r"environments/([^/]+)\.ya?ml")
_FIXED = re.compile(r"[0-9a-f]{7,40}|refs/tags/.+|v?[0-9]+\.[0-9]+(\.[0-9]+)?([-+].*)?")
"""A revision that no merge moves: a commit, a tag, a version."""


@dataclass(frozen=True)
class _Reach:
    """What changes in an environment."""

    objects: tuple[Identity, ...]

    def first(self, subject: Subject) -> bool:
        """Whether the subject is the one of whom the whole is told."""
        return bool(self.objects) and self.objects[0] == subject.identity


@once
def _reach(around: Around) -> _Reach:
    both = sides(around)
    every = sorted({*both.base.objects, *both.head.objects})
    return _Reach(tuple(identity for identity in every if both.changed(identity)))


def _unthought(subject: Subject) -> Iterator[Hit]:
    """An environment file was edited, and not this environment's: what is shared changed along."""
    around = subject.around
    edited = sorted(found[1] for path in around.touched if (found := _ENVIRONMENT.fullmatch(path)))
    if not around.environment or not edited or around.environment in edited or not _reach(around).first(subject):
        return
    shared = sorted(
        path for path in around.touched if path.startswith(("config/", "charts/")) and "/values/" not in path
    )
    if shared:
        yield Hit(
            f"{shown(around.environment)} changes too, {count(len(_reach(around).objects), 'object')}, by "
            f"{listed(shared)}: only {listed(edited)} was edited for itself"
        )


def pinned(body: Object | None, branch: str) -> str:
    """The revision that an Application follows, where a merge does not move it."""
    for source in sources(body):
        revision = text(source, "targetRevision")
        is_ours = not text(source, "chart") and bool(text(source, "path"))
        if is_ours and revision not in ("", "HEAD", branch) and (branch or _FIXED.fullmatch(revision)):
            return revision
    return ""


def _unreached(subject: Subject) -> Iterator[Hit]:
    """Told once of each Application: of the first of its objects that would change."""
    around, own = subject.around, subject.around.owners.get(subject.identity)
    revision = pinned(own, around.branch)
    if not revision or own is None:
        return
    name = text(own, "metadata", "name")
    changed = [one for one in _reach(around).objects if around.owners.get(one) == own]
    if changed and changed[0] == subject.identity:
        application = Identity("argoproj.io", "Application", text(own, "metadata", "namespace"), name)
        yield Hit(
            f"{named(application)} follows {shown(revision)}, and this merge does not move that: "
            f"{count(len(changed), 'object')} of it would change, and none does"
        )


def _abandoned(subject: Subject) -> Iterator[Hit]:
    """Told of what people applied by hand, which no commit deletes."""
    around, one = subject.around, subject.identity
    is_root = (one.group, one.kind) == ("argoproj.io", "Application") and one not in around.owners
    if not is_root or around.head or not around.environment:
        return
    yield Hit(
        f"{shown(around.environment)} leaves git, and Argo CD deletes nothing of it: {named(one)} finds no files, and "
        f"{count(len(around.owners), 'object')} that it brought go on as they are"
    )


ABANDONED = Rule(
    "N07",
    "W",
    "an environment leaves git, and goes on running with nobody to look after it",
    "take it down before you merge, by the last section of its BOOTSTRAP.md, or keep its files",
    _abandoned,
)
RULES = (
    Rule(
        "N04",
        "I",
        "an environment changes that was not edited itself, because what it shares with others was",
        "if only one environment is meant, set the value in its own file",
        _unthought,
    ),
    Rule(
        "N05",
        "W",
        "a pinned environment is not reached by this change",
        "move its `revision` once this is merged",
        _unreached,
    ),
    ABANDONED,
)
