"""Changes -> the same change of several environments told once, with the environments that do not have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.diff.nouns import NOTHING, Edit, Identity, Report, Severity, Told, Verdict
from generator.diff.report.alerts import SEVERITIES, Subject, severities
from generator.diff.report.tokens import neutral, service
from generator.diff.report.wholes import leaves
from generator.errors import Place

_VERDICTS = tuple(Verdict)


@dataclass(frozen=True)
class Group:
    """One change, and all objects that have it: those of production first."""

    told: tuple[Told, ...]
    missing: tuple[str, ...] = ()
    """environments of the comparison where nothing changes in this way"""
    severity: Severity | None = None
    """the gravest of the findings on any of its objects"""
    production: bool = False

    @property
    def first(self) -> Told:
        """The one whose values stand for all."""
        return self.told[0]

    @property
    def identity(self) -> Identity:
        """What changes, as the first environment calls it."""
        return self.first.change.identity

    @cached_property
    def environments(self) -> tuple[str, ...]:
        """In which it happens, production first."""
        return tuple(dict.fromkeys(told.change.environment for told in self.told))

    @cached_property
    def services(self) -> tuple[str, ...]:
        """The Applications without their environments."""
        return tuple(dict.fromkeys(service(t.change.application, t.change.environment) for t in self.told))

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """What differs, with the values of the first."""
        return leaves(self.first.change)

    @cached_property
    def pods(self) -> tuple[int, int]:
        """How many pods start anew in all environments together, at least and at most."""
        known = [told.pods for told in self.told if told.pods is not None]
        return sum(least for least, _ in known), sum(most for _, most in known)

    @cached_property
    def causes(self) -> tuple[Place, ...]:
        """The lines of input behind it."""
        return tuple(dict.fromkeys(place for told in self.told for place in told.causes))


def groups(report: Report) -> tuple[Group, ...]:
    """All changes but noise, folded: what only production has first, then what it has too; the gravest first."""
    neutrals, gravest = neutral(report), severities(report)
    places = {name: number for number, name in enumerate(in_order(report))}
    alike: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    having: dict[str, set[str]] = defaultdict(set)
    for told in report.changes:
        if told.verdict is Verdict.NOISE:
            continue
        what = neutrals[told.change.environment](_signature(told))
        alike[what, told.verdict.value, told.rule].append(told)
        having[what].add(told.change.environment)
    found = []
    for (what, *_), members in alike.items():
        members.sort(key=lambda told: (places.get(told.change.environment, len(places)), told.change.identity))
        missing = tuple(name for name in places if name not in having[what])
        grave = min((gravest[s] for s in map(subject, members) if s in gravest), key=SEVERITIES.index, default=None)
        production = members[0].change.environment in report.production
        found.append(Group(tuple(members), missing, grave, production))
    return tuple(sorted(found, key=lambda group: _order(group, report.production)))


def in_order(report: Report) -> Sequence[str]:
    """The environments of a comparison, production first."""
    seen = dict.fromkeys((*report.environments, *sorted(told.change.environment for told in report.changes)))
    return sorted(seen, key=lambda name: name not in report.production)


def subject(told: Told) -> Subject:
    """What a finding on this object names."""
    return told.change.environment, told.change.application, told.change.identity


def _order(group: Group, production: frozenset[str]) -> tuple[object, ...]:
    only = production.issuperset(group.environments)
    severity = len(SEVERITIES) if group.severity is None else SEVERITIES.index(group.severity)
    verdict = _VERDICTS.index(group.first.verdict)
    return not only, not group.production, severity, verdict, group.environments, group.services, group.identity


def _signature(told: Told) -> str:
    change = told.change
    own = service(change.application, change.environment)
    name = "\0".join(part if part != own else "${app}" for part in _parts(change.identity.name, own))
    op = f"{change.base is None}{change.head is None}"
    lines = (
        f"{edit.path}\0" if edit.hidden else f"{edit.path}\0{_text(edit.old)}\0{_text(edit.new)}"
        for edit in leaves(change)
        if not edit.noise
    )
    return "\n".join([change.identity.group, change.identity.kind, name, op, *sorted(lines)])


def _parts(name: str, own: str) -> tuple[str, ...]:
    """A name cut where the Application's own begins or ends."""
    if not own or name == own:
        return (name,)
    if name.startswith(f"{own}-"):
        return own, name[len(own) :]
    return (name[: -len(own)], own) if name.endswith(f"-{own}") else (name,)


def _text(value: object) -> str:
    return "" if value is NOTHING else f"{type(value).__name__} {value}"
