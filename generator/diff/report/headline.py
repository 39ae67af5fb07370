"""Report -> the one sentence that everybody reads, and a row for each environment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.diff.nouns import Capacity, Report, State, Told, Verdict
from generator.diff.report.grouping import in_order
from generator.diff.report.tokens import service

_MOST = 3
"""Groups of environments that one sentence bears."""


@dataclass(frozen=True)
class Row:
    """What happens in one environment, counted."""

    environment: str
    production: bool = False
    applications: tuple[str, ...] = ()
    created: int = 0
    changed: int = 0
    removed: int = 0
    pods: tuple[int, int] = (0, 0)
    """how many start anew in place of others"""
    verdicts: tuple[tuple[Verdict, int], ...] = ()
    """how many objects have each, the worst first"""
    capacity: Capacity | None = None
    states: tuple[State, ...] = ()

    @property
    def services(self) -> tuple[str, ...]:
        """The Applications without the environment."""
        return tuple(service(name, self.environment) for name in self.applications)

    @property
    def objects(self) -> int:
        """How many change."""
        return self.created + self.changed + self.removed


def rows(report: Report) -> tuple[Row, ...]:
    """One for each environment where anything but noise changes, or of which there is something to say."""
    changes: dict[str, list[Told]] = defaultdict(list)
    states: dict[str, list[State]] = defaultdict(list)
    for told in report.changes:
        if told.verdict is not Verdict.NOISE:
            changes[told.change.environment].append(told)
    for state in report.states:
        if state.said:
            states[state.environment].append(state)
    asked = {capacity.environment: capacity for capacity in report.capacity}
    found = {*changes, *states}
    names = [*in_order(report), *sorted(found)]
    return tuple(
        _row(name, report, changes[name], tuple(states[name]), asked.get(name))
        for name in dict.fromkeys(names)
        if name in found
    )


def sentence(report: Report) -> str:
    """`production: 3 pods restart, nothing is deleted, +0.5 CPU at most; staging: …`."""
    said: dict[tuple[bool, str], list[str]] = defaultdict(list)
    changed = [row for row in rows(report) if row.objects]
    for row in changed:
        wanted = row if row.production or not changed[0].production else replace(row, capacity=None)
        said[row.production, ", ".join(phrases(wanted))].append(row.environment)
    if not said:
        return "nothing changes"
    parts = [f"{_names(names)}: {words}" for (_, words), names in said.items()]
    rest = sum(len(names) for names in list(said.values())[_MOST:])
    if rest:
        parts[_MOST:] = [f"{_counted(rest, 'more environment changes', 'more environments change')}"]
    return "; ".join(parts)


def phrases(row: Row) -> tuple[str, ...]:
    """What happens there, the worst first."""
    return tuple(_phrases(row, dict(row.verdicts)))


def amount(change: tuple[int, int], shown: str) -> str:
    """`+0.5 CPU at most` where it is nothing at least."""
    least, most = change
    return f"{shown} at most" if least == 0 and most > 0 else shown


def asked(capacity: Capacity) -> Iterator[str]:
    """`+0.5 CPU at most`, `-1 GiB of memory`, …: only what changes, and the most of it."""
    if any(capacity.cpu):
        cpu = _grave(capacity.cpu)
        yield amount(capacity.cpu, f"{_signed(cpu / 1000)} CPU")
    if any(capacity.memory):
        yield amount(capacity.memory, f"{_size(_grave(capacity.memory))} of memory")
    if capacity.storage:
        yield f"{_size(capacity.storage)} of volumes"
    if capacity.balancers:
        yield f"{capacity.balancers:+d} load balancer{'' if abs(capacity.balancers) == 1 else 's'}"


def span(pods: tuple[int, int]) -> str:
    """`3`, or `3 to 9`."""
    least, most = pods
    return str(most) if least == most else f"{least} to {most}"


def _phrases(row: Row, verdicts: dict[Verdict, int]) -> Iterator[str]:
    if refused := verdicts.get(Verdict.BLOCKED, 0):
        yield _counted(refused, "change is blocked", "changes are blocked")
    if recreated := verdicts.get(Verdict.RECREATED, 0):
        yield _counted(recreated, "object is deleted and created anew", "objects are deleted and created anew")
    if row.pods[1]:
        yield f"{span(row.pods)} {'pod restarts' if row.pods == (1, 1) else 'pods restart'}"
    else:
        yield "no pod restarts"
    deleted = verdicts.get(Verdict.DELETED, 0)
    yield _counted(deleted, "object is deleted", "objects are deleted") if deleted else "nothing is deleted"
    if orphaned := verdicts.get(Verdict.ORPHANED, 0):
        yield _counted(orphaned, "object is left behind", "objects are left behind")
    if set(verdicts) == {Verdict.NO_EFFECT}:
        yield "nothing takes effect"
    if row.capacity is not None:
        yield from asked(row.capacity)


def _row(name: str, report: Report, changes: list[Told], states: tuple[State, ...], asked: Capacity | None) -> Row:
    verdicts: dict[Verdict, int] = dict.fromkeys(Verdict, 0)
    for told in changes:
        verdicts[told.verdict] += 1
    created = sum(told.change.base is None for told in changes)
    removed = sum(told.change.head is None and told.change.base is not None for told in changes)
    pods = [told.pods for told in changes if told.pods is not None and told.change.base is not None]
    return Row(
        environment=name,
        production=name in report.production,
        applications=tuple(sorted({told.change.application for told in changes})),
        created=created,
        changed=len(changes) - created - removed,
        removed=removed,
        pods=(sum(least for least, _ in pods), sum(most for _, most in pods)),
        verdicts=tuple((verdict, count) for verdict, count in verdicts.items() if count),
        capacity=asked,
        states=states,
    )


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _names(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= _MOST else f"{', '.join(names[:_MOST])} and {len(names) - _MOST} more"


def _grave(change: tuple[int, int]) -> int:
    return max(change, key=abs)


def _signed(number: float) -> str:
    return f"{number:+.3f}".rstrip("0").rstrip(".")


def _size(number: int) -> str:
    for unit, factor in (("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if abs(number) >= factor:
            return f"{_signed(number / factor)} {unit}"
    return f"{_signed(number)} bytes"
