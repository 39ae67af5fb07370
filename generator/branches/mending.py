"""A tree in git + the files that follow from its input -> the tree that has them; no work tree and no index is touched.

So it holds in the middle of a merge or a rebase, whatever lies uncommitted on disk beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator import git, marks, temporary
from generator.errors import InputError

_REMOVED = "0"


def mended(root: Path, revision: str, wanted: Mapping[str, bytes]) -> str:
    """The id of the tree that a commit or tree would be with exactly the wanted files generated; its own id where it
    is. A file of a person in the place of a wanted one is a problem."""
    entries = {entry.path: entry for entry in git.tree(root, revision, *marks.FOLDERS)}
    digits = len(git.asked(root, "rev-parse", f"{revision}^{{tree}}").strip())
    blobs = {path: git.blob_of(data, digits) for path, data in wanted.items()}
    differing = [path for path, blob in blobs.items() if path not in entries or entries[path].blob != blob]
    unplanned = [path for path in entries if path not in wanted]
    replaced = [path for path in differing if path in entries]
    marked = _marked(root, [entries[path] for path in (*unplanned, *replaced)])
    if foreign := [path for path in replaced if path not in marked]:
        raise InputError(map(marks.foreign, foreign))
    _write(root, [wanted[path] for path in differing])
    changed = [git.Entry(path, blobs[path]) for path in differing]
    removed = [git.Entry(path, "0" * digits, _REMOVED) for path in unplanned if path in marked]
    return _tree(root, revision, [*changed, *removed])


def _marked(root: Path, entries: list[git.Entry]) -> set[str]:
    """The paths of those that say of themselves that they are generated."""
    files = [entry for entry in entries if entry.mode in git.FILES]
    texts = git.contents(root, (entry.blob for entry in files))
    return {entry.path for entry in files if marks.is_marked(texts[entry.blob])}


def _write(root: Path, texts: list[bytes]) -> None:
    """Make git hold these bytes, all in one run of it."""
    if texts:
        stream = b"".join(b"blob\ndata %d\n%s\n" % (len(text), text) for text in texts)
        git.asked(root, "fast-import", "--quiet", input=stream)


def _tree(root: Path, revision: str, entries: list[git.Entry]) -> str:
    """The tree of a revision with some entries in it, or out of it."""
    with temporary.workshop() as folder:
        env = {"GIT_INDEX_FILE": str(folder / "index")}
        git.asked(root, "read-tree", revision, env=env)
        git.asked(root, "update-index", "-z", "--index-info", input=_listed(root, entries), env=env)
        return git.asked(root, "write-tree", env=env).decode().strip()


def _listed(root: Path, entries: list[git.Entry]) -> bytes:
    prefix = git.prefix(root)
    return b"".join(_line(entry, prefix) for entry in entries)


def _line(entry: git.Entry, prefix: str) -> bytes:
    return f"{entry.mode} {entry.blob}\t{prefix}{entry.path}\0".encode("utf-8", "surrogateescape")
