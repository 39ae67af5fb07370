"""A commit, the index or the work tree -> its files as a side, and what to know of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from generator import cache, git, making, marks
from generator.cache import Entry
from generator.errors import InputError, UnknownNameError
from generator.revisions.commits import INDEX, Commit
from generator.revisions.side import FOLDERS, Contents, Side
from generator.tree import INPUT, DiskTree, MemoryTree, Tree

WORK_TREE = "work tree"
CHARTS = "charts/"
NAMED = 3
"""Files that a note names."""


def of_commit(root: Path, commit: Commit, contents: Contents) -> Side:
    """What a commit holds, links and submodules left out."""
    entries = git.tree(root, commit.id, *FOLDERS, *INPUT)
    return Side(str(commit), {one.path: one.blob for one in entries if one.mode in git.FILES}, contents)


def of_index(root: Path, contents: Contents) -> tuple[Side, list[str]]:
    """What follows from the input that the index holds. Raises InputError where that is wrong."""
    entries = git.index(root, *FOLDERS, *INPUT)
    if unsettled := sorted({one.path for one in entries if one.stage}):
        hint = "resolve it, `cartwright generate`, and `git add` what is settled"
        raise UnknownNameError(f"a merge left `{unsettled[0]}` in conflict in the index", hint)
    held = Side(INDEX, {one.path: one.blob for one in entries if one.mode in git.FILES}, contents)
    files = held.read([path for path in held.digests if path.startswith(_prefixes(INPUT))])
    links = [one.path for one in entries if one.mode not in git.FILES and one.path.startswith(_prefixes(INPUT))]
    digests = contents.keep(_made(MemoryTree(files, links)))
    notes = _notes(INDEX, digests, held)
    foreign = {path: held.digests[path] for path in _foreign(held, digests)}
    all_ = {**_kept(files, held), **digests, **foreign}
    return Side(INDEX, all_, contents, _strange(digests, all_)), notes


def of_work_tree(root: Path, contents: Contents) -> tuple[Side, list[str]]:
    """What follows from the input on disk. Raises InputError where that is wrong."""
    from generator import write

    tree = DiskTree(root)
    made = _made(tree)
    changes = write.changes(made, root)
    input_files = {path: tree.read(path) for folder in INPUT for path in tree.paths(folder)}
    foreign = [path for path in changes.foreign if path.startswith(_prefixes(FOLDERS)) and (root / path).is_file()]
    disk = {path: (root / path).read_bytes() for path in foreign}
    stale = [change.path for change in changes if change.path.startswith(_prefixes(FOLDERS))]
    digests = contents.keep({**input_files, **made, **disk})
    strange = _strange({path: digests[path] for path in made.keys() - disk.keys()}, digests)
    return Side(WORK_TREE, digests, contents, strange), _told(f"of the {WORK_TREE}", stale)


def following(side: Side) -> list[str]:
    """Whether the generated files of a commit follow from its input, a sentence where they do not."""
    return _followed(side)[0]


def is_made(side: Side, folder: str) -> bool:
    """Whether a folder is that of a chart, and all in it is what this cartwright makes of the input beside it."""
    is_a_charts = folder.startswith(CHARTS) and folder.count("/") == 1
    return is_a_charts and folder not in (_followed(side)[1] if side.strange is None else side.strange)


@lru_cache(maxsize=64)
def _followed(side: Side) -> tuple[list[str], frozenset[str]]:
    """The notes on a commit, and the folders of its charts that do not follow; what earlier runs found is known."""
    named = (f"{path}\0{one}" for path, one in side.digests.items())
    kept, key = cache.standard(), cache.key("following", side.label, *named)
    if kept is not None and (entry := kept.get(key)) is not None:
        notes, strange = entry.said
    else:
        notes, strange = _following(side)
        if kept is not None:
            kept.put({key: Entry({}, [notes, strange])})
    return [str(note) for note in notes], frozenset(map(str, strange))


def _following(side: Side) -> tuple[list[str], list[str]]:
    if "config/platform.yaml" not in side.digests:
        return [], sorted(_strange({}, side.digests))
    files = side.read([path for path in side.digests if path.startswith(_prefixes(INPUT))])
    try:
        made = _made(MemoryTree(files))
    except InputError as error:
        refusal = f"`{error.problems[0].code}` at `{error.problems[0].place}`"
        unknown = "so nobody knows whether its generated files follow from it"
        note = f"this cartwright cannot read the input of `{side.label}` ({refusal}), {unknown}"
        return [note], sorted(_strange({}, side.digests))
    wanted = side.kept(made)
    return _notes(f"`{side.label}`", wanted, side), sorted(_strange(wanted, side.digests))


def _strange(wanted: Mapping[str, str], found: Mapping[str, str]) -> frozenset[str]:
    """The folders of charts of which a file is another than is wanted, too many, or not there."""
    paths = (path for path in {**wanted, **found} if path.startswith(CHARTS))
    return frozenset("/".join(path.split("/")[:2]) for path in paths if wanted.get(path) != found.get(path))


def _made(tree: Tree) -> dict[str, bytes]:
    return {path: data for path, data in making.made(tree).files.items() if path.startswith(_prefixes(FOLDERS))}


def _notes(label: str, wanted: Mapping[str, str], held: Side) -> list[str]:
    stray = [path for path in _generated(held) if path not in wanted and path not in _foreign(held, wanted)]
    stale = [path for path, digest in wanted.items() if held.digests.get(path) != digest]
    return _told(f"of {label}", sorted([*stray, *stale]))


def _told(whose: str, stale: list[str]) -> list[str]:
    if not stale:
        return []
    named = ", ".join(f"`{path}`" for path in stale[:NAMED])
    more = f" and {len(stale) - NAMED} more" if len(stale) > NAMED else ""
    files, follow = ("file", "does") if len(stale) == 1 else ("files", "do")
    said = f"{len(stale)} generated {files} {whose} {follow} not follow from the input: {named}{more}"
    return [f"{said}; run `cartwright generate`"]


def holds_own(side: Side, paths: Iterable[str]) -> bool:
    """Whether a person wrote any of these files that Argo CD reads."""
    read = [path for path in paths if path in side.digests and path.startswith(_prefixes(FOLDERS))]
    return not all(map(marks.is_marked, side.read(read).values()))


def _generated(held: Side) -> list[str]:
    return [path for folder in FOLDERS for path in held.below(folder)]


def _foreign(held: Side, wanted: Mapping[str, str]) -> list[str]:
    """The files of a side in generated folders that are a person's own."""
    beside = [path for path in _generated(held) if path not in wanted]
    return [path for path, data in held.read(beside).items() if not marks.is_marked(data)]


def _kept(files: Iterable[str], held: Side) -> dict[str, str]:
    return {path: held.digests[path] for path in files}


def _prefixes(folders: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{folder}/" for folder in folders)
