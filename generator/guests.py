"""`--charts DIR`: the same as `render` and `validate`, with the charts that people bring in their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from generator import pipeline, verdict, write
from generator.errors import InputError
from generator.history import History
from generator.nouns import Generated, Printed, Validation
from generator.render import Placed, bring, engine, guarded, overlooked, placed, printed, rendered, succeeding
from generator.tree import DiskTree


def render(root: Path, environments: Sequence[str], services: Sequence[str], charts: Path) -> Iterator[Printed]:
    """The manifests of the releases asked for, or of all; what does not render is told in the end."""
    whole, brought = _prepared(root, charts)
    wanted = [
        release
        for release in whole.plan.releases
        if (not environments or release.environment in environments) and (not services or release.name in services)
    ]
    helm = guarded(engine(), brought)
    return succeeding(printed(whole.plan, whole.files, wanted, whole.fleet.kubernetes, helm, brought.by_path))


def validate(root: Path, charts: Path) -> Validation:
    """Every release of every environment, those of people's charts among them, and every object checked."""
    whole, brought = _prepared(root, charts)
    helm = guarded(engine(), brought)
    being_rendered = rendered(
        whole.plan, whole.files, whole.plan.releases, whole.fleet.kubernetes, helm, brought.by_path
    )
    changes = write.changes(whole.files, root)
    found, findings = verdict.checked(whole, being_rendered)
    stale, history = write.stale(changes), History(root)
    outcome = verdict.verdict(whole, found, findings, stale=stale, history=history, objects=pipeline.objects)
    return replace(outcome, unseen=(*outcome.unseen, *overlooked(brought, helm)))


def _prepared(root: Path, charts: Path) -> tuple[Generated, Placed]:
    """All that follows from the input, and where the charts stand in it; all that is wrong with either at once."""
    tree = DiskTree(root)
    found, wrong = bring(charts, root, [PurePosixPath(path).stem for path in tree.paths("environments")])
    try:
        whole = pipeline.generated(tree)
    except InputError as error:
        raise InputError([*error.problems, *wrong]) from error
    if wrong:
        raise InputError(wrong)
    brought = placed(found, whole.fleet, whole.plan)
    return replace(whole, plan=brought.plan), brought
