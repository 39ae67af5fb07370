"""Strategies of rollouts: what goes together, and what could never move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.form.budget import is_over
from generator.diff.rules.pair import after, stays
from generator.kubernetes.reading import at, mapping

STRATEGY = "spec.strategy.rollingUpdate"


def _recreate(subject: Subject) -> Iterator[Hit]:
    now = after(subject, "Deployment")
    if at(now, "spec", "strategy", "type") != "Recreate" or not stays(subject, STRATEGY):
        return
    if at(subject.head, "spec", "strategy", "rollingUpdate") is not None:
        yield Hit(f"`{STRATEGY}` does not go with `Recreate`", STRATEGY, "take it out")
    else:
        message = f"`{STRATEGY}`, which the API server filled in, stays beside `Recreate`, where it is not allowed"
        yield Hit(message, STRATEGY)


def rollouts(subject: Subject) -> Iterator[Hit]:
    """Rolling updates that may take no pod down and bring none up."""
    if now := after(subject, "Deployment"):
        update = mapping(now, "spec", "strategy", "rollingUpdate")
        yield from _stuck(update, STRATEGY, ("25%", "25%"))
    if now := after(subject, "DaemonSet"):
        update, path = mapping(now, "spec", "updateStrategy", "rollingUpdate"), "spec.updateStrategy.rollingUpdate"
        yield from _stuck(update, path, (0, 1))
        if _is_some(update.get("maxSurge")) and _is_some(update.get("maxUnavailable", 1)):
            yield Hit("`maxSurge` goes only with `maxUnavailable: 0`", f"{path}.maxSurge", "set one of them to 0")


def _stuck(update: Mapping[str, Any], path: str, defaults: tuple[object, object]) -> Iterator[Hit]:
    if not update:
        return
    surge, down = update.get("maxSurge", defaults[0]), update.get("maxUnavailable", defaults[1])
    if not _is_some(surge) and not _is_some(down):
        yield Hit("`maxSurge` and `maxUnavailable` are both 0: no pod could be replaced", path, "raise one of them")
    if is_over(down):
        yield Hit("`maxUnavailable` is more than all", f"{path}.maxUnavailable", "write a share up to `100%`")


def _is_some(bound: object) -> bool:
    return str(bound).removesuffix("%") not in ("0", "None")


RULES = (
    Rule(
        "O03",
        "X",
        "a Deployment cannot be switched to `Recreate` while the defaults of a rolling update stay",
        "write `rollingUpdate` in git and sync, then take it out with the change to `Recreate`; "
        "or sync this once without server-side apply",
        _recreate,
        proved=True,
    ),
)
