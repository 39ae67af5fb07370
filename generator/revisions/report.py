"""Two revisions by their names -> the whole answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import cache
from generator.diff import cluster
from generator.diff.nouns import Application, Capacity, Coverage, Finding, Report
from generator.diff.report import capacity, needs
from generator.errors import Problem, UnknownNameError, in_order
from generator.history import History
from generator.revisions import commits, sides
from generator.revisions.acknowledged import acknowledged
from generator.revisions.causes import Causes
from generator.revisions.clusters import Pair, Pairs
from generator.revisions.commits import Base
from generator.revisions.judged import Judged, gone, judged
from generator.revisions.renders import Renders
from generator.revisions.settings import is_production, settings
from generator.revisions.side import Contents, Side, differing
from generator.suggest import near


@dataclass(frozen=True)
class Compared:
    """Two sides, and what to know of them."""

    root: Path
    base: Base
    sides: tuple[Side, Side]
    contents: Contents
    notes: tuple[str, ...] = ()
    is_strange: bool = False
    """whether the head holds generated files that do not follow from its input"""


def report(root: Path, base: str | None = None, head: str | None = None, only: Collection[str] = ()) -> Report:
    """What Argo CD would do with the change from one revision to another.

    Raises UnknownNameError where a revision or an environment is not there, and InputError where the work tree or the
    index is the head and its input is wrong.
    """
    found = _compared(root, base, head)
    renders = Renders(cache.standard())
    merged = found.sides[0] if found.base.is_merged else None
    pairs = Pairs(root, *found.sides, found.contents, renders, cluster.of, merged)
    names = _wanted(pairs.names(), only)
    try:
        touched = [pairs.pair(name) for name in pairs.touched(names)]
    finally:
        renders.close()
    left = [pair for pair in touched if pair.is_gone]
    return _reported(found, pairs, [pair for pair in touched if not pair.is_gone], left, names)


def _compared(root: Path, base: str | None, head: str | None) -> Compared:
    is_commit = head not in (None, commits.INDEX)
    start = commits.base(root, base, str(head) if is_commit else "HEAD")
    contents = Contents(root, len(start.commit.id))
    before, notes = sides.of_commit(root, start.commit, contents), _of_base(start)
    if is_commit:
        after = sides.of_commit(root, commits.named(root, str(head)), contents)
        told = sides.following(after)
    else:
        after, told = (sides.of_index if head else sides.of_work_tree)(root, contents)
    if not before.below("argocd"):
        notes.append(f"`{start.commit}` holds nothing that cartwright generated: all is new")
    stale = sides.following(before)
    return Compared(root, start, (before, after), contents, (*told, *stale, *notes), bool(is_commit and told))


def _of_base(base: Base) -> list[str]:
    notes = []
    if base.is_assumed:
        notes.append(f"compared with where the work left `{base.commit.name}`")
    if base.behind and base.main is not None:
        commits_ = "1 commit" if base.behind == 1 else f"{base.behind} commits"
        notes.append(f"the base is {commits_} behind `{base.main.name}`")
    return notes


def _wanted(names: Sequence[str], only: Collection[str]) -> list[str]:
    for name in only:
        if name not in names:
            meant = near(name, names)
            hint = f"did you mean `{meant}`?" if meant else f"there is {', '.join(f'`{one}`' for one in names)}"
            raise UnknownNameError(
                f"no environment `{name}` in either revision", hint if names else "there is none yet"
            )
    return [name for name in names if not only or name in only]


def _reported(
    found: Compared, pairs: Pairs, touched: Sequence[Pair], left: Sequence[Pair], names: Sequence[str]
) -> Report:
    base, head = found.sides
    changed = differing(base, head)
    checked = found.is_strange or sides.holds_own(head, changed)
    each = [judged(pair, changed, settings(head, pair.name).revision, checked=checked) for pair in touched]
    each += map(gone, left)
    causes = Causes(base, head)
    there = {pair.name for pair in (*touched, *left)}
    risky = {pair.name for pair in (*touched, *left) if pair.base.production or pair.head.production}
    production = risky | {name for name in names if name not in there and is_production(head, name)}
    return Report(
        base=str(found.base.commit),
        head=head.label,
        coverage=_coverage(pairs, touched, [name for name in names if name not in there]),
        changes=tuple(replace(told, causes=causes.of(told)) for one in each for told in one.changes),
        states=tuple(state for one in each for state in one.states),
        findings=tuple(acknowledged(_findings(each), head, History(found.root).date)),
        notes=(*found.notes, *_pinned(head, touched)),
        production=frozenset(production),
        environments=tuple(names),
        capacity=tuple(asked for pair in touched if _asks(asked := capacity(pair.base, pair.head))),
        needs=needs(pair.head for pair in touched),
        failures=in_order(_failures(touched)),
    )


def _coverage(pairs: Pairs, touched: Sequence[Pair], alike: Iterable[str]) -> Coverage:
    """What was looked at; of an environment that is the same on both sides, that all of it is."""
    here = [one for pair in touched for one in {**pair.base.applications, **pair.head.applications}.values()]
    same = sum(map(pairs.applications, alike))
    unseen = [f"{one.name}: {one.unseen}" for one in here if one.unseen]
    rendered = sum(not one.unseen and not one.failure for one in here)
    return Coverage(rendered + same, len(here) - len(unseen) + same, tuple(sorted(unseen)))


def _failures(touched: Sequence[Pair]) -> Iterable[Problem]:
    for pair in touched:
        yield from pair.failures
        yield from (one.failure for one in _both(pair) if one.failure)


def _both(pair: Pair) -> list[Application]:
    return [*pair.base.applications.values(), *pair.head.applications.values()]


def _findings(each: Iterable[Judged]) -> Iterable[Finding]:
    """All findings, each once."""
    return dict.fromkeys(finding for one in each for finding in one.findings)


def _asks(one: Capacity) -> bool:
    """Whether anything is asked for beyond before."""
    return any((*one.pods, *one.cpu, *one.memory, one.storage, one.balancers))


def _pinned(head: Side, touched: Sequence[Pair]) -> Iterable[str]:
    for pair in touched:
        said = settings(head, pair.name)
        if said.pin:
            yield f"`{pair.name}` follows `{said.pin}`, and no merge moves that: what changes here does not reach it"
