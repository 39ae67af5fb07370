"""Images: a version that is not fixed, goes back, jumps, or comes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.danger.words import named, went
from generator.diff.rules.pods import pairs
from generator.kubernetes.reading import text

_VERSION = re.compile(r"v?([0-9]+)\.([0-9]+)(?:\.([0-9]+))?(?:[-+.].*)?|v([0-9]+)")


class Image(NamedTuple):
    """A reference to an image, in its parts."""

    repository: str
    tag: str
    digest: str


def image(reference: str) -> Image:
    """The parts of a reference; the registry of Docker is spelled out."""
    name, _, digest = reference.partition("@")
    head, slash, last = name.rpartition("/")
    last, _, tag = last.partition(":")
    repository = f"{head}{slash}{last}"
    first = repository.partition("/")[0]
    if "/" not in repository:
        repository = f"docker.io/library/{repository}"
    elif not {".", ":"} & set(first) and first != "localhost":
        repository = f"docker.io/{repository}"
    return Image(repository, tag, digest)


def version(tag: str) -> tuple[int, int, int] | None:
    """What a tag says of its version, if it does."""
    match = _VERSION.fullmatch(tag)
    if match is None:
        return None
    major, minor, patch, only = match.groups()
    return int(only or major), int(minor or 0), int(patch or 0)


def _changed(subject: Subject) -> Iterator[tuple[Image, Image, str, str]]:
    """The images that are others now: each before and after, its path, and both in words."""
    for old, new in pairs(subject):
        before, after = text(old.body, "image"), text(new.body, "image")
        if before and after and before != after:
            path = f"{new.path}.image"
            yield image(before), image(after), path, went(path, before, after)


def _floats(found: Image) -> bool:
    return not found.digest and found.tag in ("", "latest")


def _unpinned(subject: Subject) -> Iterator[Hit]:
    for old, new, path, words in _changed(subject):
        if _floats(new) and not _floats(old):
            yield Hit(
                f"{named(subject.identity)} takes whatever is newest when a pod starts, and `imagePullPolicy` stays as "
                f"the cluster has it, so nodes may run different ones: {words}",
                path,
            )


def _no_digest(subject: Subject) -> Iterator[Hit]:
    for old, new, path, words in _changed(subject):
        if old.digest and not new.digest and not _floats(new):
            yield Hit(f"{named(subject.identity)} no longer names its image by digest: {words}", path)


def _back(subject: Subject) -> Iterator[Hit]:
    for old, new, path, words in _changed(subject):
        before, after = version(old.tag), version(new.tag)
        if before and after and after < before and old.repository == new.repository:
            yield Hit(f"{named(subject.identity)} goes back to an older version: {words}", path)


def _jump(subject: Subject) -> Iterator[Hit]:
    for old, new, path, words in _changed(subject):
        before, after = version(old.tag), version(new.tag)
        if before and after and after[0] > before[0] and old.repository == new.repository:
            yield Hit(f"{named(subject.identity)} goes to another major version: {words}", path)


def _elsewhere(subject: Subject) -> Iterator[Hit]:
    for old, new, path, words in _changed(subject):
        if old.repository != new.repository:
            yield Hit(f"{named(subject.identity)} takes its image from elsewhere: {words}", path)


RULES = (
    Rule(
        "O26",
        "W",
        "an image is no longer pinned to a version",
        "name a version, best with its digest",
        _unpinned,
        proved=True,
    ),
    Rule(
        "O26b",
        "W",
        "an image is no longer pinned by digest",
        "add `@sha256:…` of the new version",
        _no_digest,
    ),
    Rule(
        "O26c",
        "W",
        "an image goes back to an older version",
        "see that the older version can read what the newer one wrote",
        _back,
    ),
    Rule(
        "O26d",
        "W",
        "an image jumps to another major version",
        "read its upgrade notes; a datastore may need its data converted",
        _jump,
    ),
    Rule(
        "O26e",
        "W",
        "an image comes from another repository",
        "see that the nodes may pull from there, and that you trust it",
        _elsewhere,
    ),
)
