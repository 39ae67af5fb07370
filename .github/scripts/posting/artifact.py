"""A run's artifact -> the files in it: fetched, measured and unpacked in memory, and never onto the disk."""

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from posting.api import Api
from posting.form import Malformed

PACKED = 24 * 1024 * 1024
UNPACKED = 24 * 1024 * 1024
FILES = 5_000


def newest(api: Api, repository: str, run: int, name: str) -> Any:
    """The newest artifact of that name which a run made, or nothing."""
    found = api.pages(f"/repos/{repository}/actions/runs/{run}/artifacts", "artifacts", name=name)
    alive = [each for each in found if each["name"] == name and not each["expired"]]
    return max(alive, key=lambda each: int(each["id"]), default=None)


def files(api: Api, repository: str, artifact: Any, largest: Callable[[str], int | None]) -> dict[str, bytes]:
    """The files of an artifact by name; `largest` says how long each may be, and of no other there may be one."""
    if int(artifact["size_in_bytes"]) > PACKED:
        raise Malformed(f"the artifact is larger than {PACKED} bytes")
    packed = api.raw("GET", f"/repos/{repository}/actions/artifacts/{int(artifact['id'])}/zip", limit=PACKED)
    return unpacked(packed, largest)


def unpacked(packed: bytes, largest: Callable[[str], int | None]) -> dict[str, bytes]:
    """The files of a zip archive; what it says of sizes is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            return contents(archive, largest)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise Malformed(f"the artifact cannot be unpacked: {error}") from error


def contents(archive: zipfile.ZipFile, largest: Callable[[str], int | None]) -> dict[str, bytes]:
    """The files of an archive, none of which may be longer than it may, nor all of them together."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > FILES:
        raise Malformed(f"there are more than {FILES} files in the artifact")
    found: dict[str, bytes] = {}
    left = UNPACKED
    for member in members:
        limit = largest(member.filename)
        if limit is None or member.filename in found:
            raise Malformed(f"{member.filename[:200]!r} may not be in the artifact")
        found[member.filename] = content(archive, member, min(limit, left))
        left -= len(found[member.filename])
    return found


def content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """The bytes of one file, of which no more than `limit` are ever in memory."""
    with archive.open(member) as file:
        read = file.read(limit + 1)
    if len(read) > limit:
        raise Malformed(f"{member.filename[:200]!r} is longer than {limit} bytes")
    return read
