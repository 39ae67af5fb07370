"""What may lie at a path in place of a file that can be read, as problems."""

from __future__ import annotations

import stat

from generator.errors import InputError, MachineError, Place, Problem

LARGEST = 1 << 20
"""A larger input file is a mistake: it would not fit into a ConfigMap, and etcd would refuse it."""


def limited(path: str, data: bytes) -> bytes:
    """The data, if a file of input may have as much."""
    if len(data) <= LARGEST:
        return data
    message = "the file is larger than 1 MiB, the most that an input file may have"
    hint = "split it, or keep what is large outside the repository"
    raise InputError([Problem(code="file-too-large", message=message, place=Place(path), hint=hint)])


def kind(mode: int) -> str:
    """What a file is that is no regular one."""
    kinds = (
        (stat.S_ISLNK, "a link"),
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
    )
    return next((kind for is_kind, kind in kinds if is_kind(mode)), "a device")


def irregular(path: str, kind: str) -> Problem:
    """The problem of a path at which no regular file lies."""
    return Problem(
        code="not-a-regular-file",
        message=f"`{path}` is {kind}, expected a regular file",
        place=Place(path),
        hint="put a file with the content itself in its place",
    )


def missing(path: str) -> Problem:
    """The problem of a path at which nothing lies."""
    hint = "add the file, or correct the path"
    return Problem(code="missing-file", message=f"there is no file `{path}`", place=Place(path), hint=hint)


def unreadable(path: str, error: OSError) -> MachineError:
    """What to do about a path that the system does not let us read."""
    reason = (error.strerror or str(error)).lower()
    return MachineError(f"`{path}` cannot be read: {reason}", "make it readable for the user who runs cartwright")
