"""One environment at both revisions -> what becomes of each object that differs, and every rule that holds there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.diff import compare, settled, sync
from generator.diff.cluster.scope import identity, scopes
from generator.diff.nouns import (
    Around,
    Change,
    Cluster,
    Finding,
    Hit,
    Identity,
    Object,
    Rule,
    State,
    Subject,
    Told,
    Verdict,
)
from generator.diff.rules import refusals
from generator.diff.rules.danger import RISKS, reach
from generator.diff.sync import policy, writing
from generator.revisions.clusters import Pair
from generator.revisions.refused import Refusals


@dataclass(frozen=True)
class Judged:
    """What is said of one environment."""

    changes: tuple[Told, ...] = ()
    states: tuple[State, ...] = ()
    findings: tuple[Finding, ...] = ()


def judged(pair: Pair, touched: Iterable[str], branch: str, *, checked: bool = False) -> Judged:
    """What Argo CD does there, and what that risks; `touched` are the paths that differ, `branch` is merged into.

    What people may have written is `checked` as `validate` checks objects.
    """
    refused = Refusals(pair.head.kubernetes, checked)
    changes = compare.changes(pair.base, pair.head, settled.settled)
    told, states, met = sync.foretold(
        pair.base,
        pair.head,
        changes=changes,
        refused=refused.first,
        changed=settled.changes,
        restarts=settled.restarts,
        kept=refused.kept,
    )
    around = _around(pair, frozenset(touched), branch)
    found = [finding for one in told for finding in _findings(one, _subject(pair, one, around))]
    return Judged(tuple(told), tuple(states), (*met, *found))


def gone(pair: Pair) -> Judged:
    """What is said of an environment that leaves git: Argo CD does nothing with any object of it."""
    around = replace(_around(pair, frozenset(), ""), head={})
    subjects = (
        Subject(one, body, None, around=around) for one, body in around.base.items() if one not in around.owners
    )
    return Judged(findings=tuple(finding for one in subjects for finding in _of_gone(pair, one)))


def _of_gone(pair: Pair, subject: Subject) -> Iterator[Finding]:
    told = Told(Change(pair.name, subject.identity.name, subject.identity, subject.base, None), Verdict.NO_EFFECT)
    for hit in reach.ABANDONED.holds(subject):
        yield _finding(reach.ABANDONED, hit, told)


def _around(pair: Pair, touched: frozenset[str], branch: str) -> Around:
    base, head = _identities(pair.base), _identities(pair.head)
    return Around(
        base={one: body for one, (body, _) in base.items()},
        head={one: body for one, (body, _) in head.items()},
        kubernetes=pair.head.kubernetes,
        owners={one: owner for one, (_, owner) in {**base, **head}.items() if owner is not None},
        environment=pair.name,
        touched=touched,
        branch=branch,
    )


def _identities(cluster: Cluster) -> dict[Identity, tuple[Object, Object | None]]:
    """Every object of a side, with the Application that brings it."""
    every: list[tuple[Object, Object | None]] = [(body, None) for body in cluster.by_hand]
    every += [(body, one.manifest) for one in cluster.applications.values() for body in one.objects]
    known = scopes(body for body, _ in every)
    return {identity(body, "", known): (body, owner) for body, owner in every}


def _subject(pair: Pair, told: Told, around: Around) -> Subject:
    """An object of a change as its rules look at it, written in the way of its Application."""
    change = told.change
    subject = Subject(change.identity, change.base, change.head, around=around, verdict=told.verdict)
    before, after = (side.applications.get(change.application) for side in (pair.base, pair.head))
    if after is None:
        return subject
    now = policy.policy(after.manifest)
    return writing.written(subject, policy.policy(before.manifest) if before else now, now)


def _findings(told: Told, subject: Subject) -> Iterator[Finding]:
    """What holds for an object; one that is deleted and made anew is not refused for what may not be changed."""
    for rule, hit in refusals(subject) if told.verdict is not Verdict.RECREATED else ():
        yield _finding(rule, hit, told)
    for rule in RISKS:
        for hit in rule.holds(subject):
            yield _finding(rule, hit, told)


def _finding(rule: Rule, hit: Hit, told: Told) -> Finding:
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        environment=told.change.environment,
        application=told.change.application,
        identity=told.change.identity,
        message=hit.message,
        path=hit.path,
        remedy=hit.remedy or rule.remedy,
        proved=rule.proved,
    )
