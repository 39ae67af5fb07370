"""What stands where a generated file should: links, folders, files, names that differ only in case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from shlex import quote

from generator.errors import Also, Place, Problem
from generator.write.scan import Found, folders_of


def obstacles(found: Found, wanted: Mapping[str, bytes]) -> Iterator[Problem]:
    """A problem for each thing that no file can be written through, over or beside."""
    for path in found.links:
        yield Problem(
            code="link-in-the-way",
            message=f"`{path}` is a link, and links are not followed in generated folders",
            place=Place(path),
            hint=f"remove it: `rm {quote(path)}`",
        )
    for path in found.not_files:
        yield Problem(
            code="not-a-file",
            message=f"`{path}` is in the way: it is no regular file, and `generate` would write one there",
            place=Place(path),
            hint="move it elsewhere, or rename it",
        )
    for path in found.not_folders:
        yield Problem(
            code="not-a-folder",
            message=f"`{path}` is in the way: it is no folder, and `generate` would write files below it",
            place=Place(path),
            hint="move it elsewhere, or rename it",
        )
    yield from _clashes(found, wanted)


def _clashes(found: Found, wanted: Mapping[str, bytes]) -> Iterator[Problem]:
    """Two names that are one on the disks of macOS and Windows: there, removing one removes the other."""
    planned = folders_of(wanted) | wanted.keys()
    others = {*found.marked, *found.foreign, *found.unplanned_folders}
    first: dict[str, str] = {}
    for path in (*sorted(planned), *sorted(others)):
        other = first.setdefault(path.casefold(), path)
        if other != path and other in planned and path.rpartition("/")[0] == other.rpartition("/")[0]:
            yield Problem(
                code="case-clash",
                message=f"`{path}` and `{other}` differ only in case, and are one file on some machines",
                place=Place(path),
                also=(Also(Place(other), "is generated"),),
                hint="rename one of them",
            )
