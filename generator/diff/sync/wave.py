"""Objects to apply and to prune -> tasks in Argo CD's order: phase, wave, kind, name.

As argo-cd gitops-engine/pkg/sync/sync_tasks.go does it: prunes go in reverse waves, or last; a Namespace and a
definition are pulled forward, into the wave and phase of the first object that needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from generator.diff import asked
from generator.diff.cluster.scope import metadata
from generator.diff.nouns import Identity, Object
from generator.diff.sync import hook
from generator.kubernetes.order import rank
from generator.kubernetes.reading import group


@dataclass(frozen=True)
class Task:
    """One object to apply, or to prune where there is no target."""

    identity: Identity
    phase: int
    wave: int
    target: Object | None
    live: Object | None

    @property
    def is_prune(self) -> bool:
        """Whether the object is to go."""
        return self.target is None

    @property
    def is_hook(self) -> bool:
        """Whether it runs in a phase of its own making."""
        return hook.is_hook(self.target)

    @property
    def place(self) -> tuple[int, int]:
        """Phase and wave: what has the same is one step."""
        return self.phase, self.wave


def tasks(
    targets: Mapping[Identity, Object], live: Mapping[Identity, Object], *, hooks: Mapping[Identity, Object], last: bool
) -> list[Task]:
    """All tasks of a sync in order; `last` prunes when all else is done. `hooks` are those of the cluster."""
    found: list[Task] = []
    for one, target in targets.items():
        there = live.get(one) or hooks.get(one)
        found.extend(Task(one, phase, asked.wave(target), target, there) for phase in hook.phases(target))
    prunes = [Task(one, 0, asked.wave(old), None, old) for one, old in live.items() if _goes(one, targets)]
    whole = _late([*found, *_reversed(prunes)], last)
    whole.sort(key=lambda task: (task.phase, task.wave, rank(task.identity.kind), task.identity.name))
    return _pulled(_pulled(whole, _namespace, _home), _definition, _kind)


def _goes(one: Identity, targets: Mapping[Identity, Object]) -> bool:
    """What became a hook in git goes too, as the plain object that it was; its hook deletes it first where it runs."""
    target = targets.get(one)
    return target is None or (hook.is_hook(target) and min(hook.phases(target), default=0) > 0)


def _reversed(prunes: list[Task]) -> list[Task]:
    waves = sorted({task.wave for task in prunes})
    turned = dict(zip(waves, reversed(waves), strict=True))
    return [replace(task, wave=turned[task.wave]) for task in prunes]


def _late(found: list[Task], last: bool) -> list[Task]:
    """Those that ask for it are pruned one wave after all."""
    end = max([0, *(task.wave for task in found if task.phase == 0)]) + 1
    return [
        replace(task, wave=end) if task.is_prune and (last or asked.has(task.live, "PruneLast=true")) else task
        for task in found
    ]


def _namespace(task: Task) -> str:
    one = task.identity
    return one.name if (one.group, one.kind) == ("", "Namespace") else ""


def _home(task: Task) -> str:
    return str(metadata(task.target or {}).get("namespace") or "")


def _definition(task: Task) -> str:
    if task.identity.kind != "CustomResourceDefinition":
        return ""
    spec = (task.target or {}).get("spec") or {}
    return f"{spec.get('group')}/{(spec.get('names') or {}).get('kind')}"


def _kind(task: Task) -> str:
    return f"{group(task.target or {})}/{task.identity.kind}"


def _pulled(ordered: Iterable[Task], needed: Callable[[Task], str], needs: Callable[[Task], str]) -> list[Task]:
    """The tasks with each that others need before the first of those."""
    found: list[Task] = []
    for task in ordered:
        key = "" if task.is_prune else needed(task)
        users = [n for n, one in enumerate(found) if key and not one.is_prune and not needed(one) and needs(one) == key]
        if users:
            first = found[users[0]]
            found.insert(users[0], replace(task, phase=first.phase, wave=first.wave))
        else:
            found.append(task)
    return found
