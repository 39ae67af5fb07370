"""`render` and `validate` in shards, and the one answer of them all: the same as `pipeline`, apart and together.

A release is rendered by the shard that holds `<environment>/<release>`. A validation is shared by environments: what
refers to what crosses the releases of one, so its objects are checked together. What is said of the input as a whole
is told once, by the first shard. The input lines behind findings are looked for by who joins: what is behind one is
asked about the same in other environments, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from generator import __version__, joining, pipeline, verdict, write
from generator.errors import InputError, Place, Problem, in_order
from generator.history import History
from generator.nouns import Generated, Printed, Validation
from generator.shard import Shard
from generator.share import Answer, Found, Page, Seen, Stamp, Told
from generator.tree import DiskTree, Tree


def validate(root: Path, shard: Shard) -> Answer:
    """The shard's part of a validation; where the input is wrong, every shard has the same problems."""
    from generator.render import standby

    tree = DiskTree(root)
    stamp = _stamp("validate", shard, tree)
    environments = [name for path in tree.paths("environments") if shard.holds(name := PurePosixPath(path).stem)]
    try:
        with standby(len(environments) * len(tree.paths("config/services"))) as helm:
            whole = pipeline.generated(tree)
            own = [release for release in whole.plan.releases if shard.holds(release.environment)]
            being_rendered = pipeline.objects(whole, own, helm)
            told = _told(whole, root) if shard.number == 1 else None
            seen = verdict.seen(whole, *verdict.checked(whole, being_rendered))
    except InputError as error:
        return Answer(stamp=stamp, problems=error.problems)
    return Answer(stamp=stamp, seen=seen, told=told)


def _told(whole: Generated, root: Path) -> Told:
    return verdict.told(whole, write.stale(write.changes(whole.files, root)), History(root))


def render(root: Path, environments: Sequence[str], services: Sequence[str], shard: Shard) -> Answer:
    """The shard's part of what `render` prints; or what keeps it from that."""
    chosen = [*(f"--env={name}" for name in sorted(environments)), *(f"--service={name}" for name in sorted(services))]
    stamp = _stamp("render", shard, DiskTree(root), *chosen)
    try:
        printed = tuple(
            Page(one.release, one.documents) for one in pipeline.render(root, environments, services, shard)
        )
    except InputError as error:
        return Answer(stamp=stamp, problems=error.problems)
    return Answer(stamp=stamp, printed=printed)


def document(answer: Answer) -> dict[str, Any]:
    """The answer as the data of its JSON."""
    return joining.document(answer)


def problems(answer: Answer) -> list[Problem | Found]:
    """What is wrong in the shard; waivers that match nothing in it may do so in another."""
    found: list[Problem | Found] = [*answer.problems]
    if answer.seen is not None:
        found += [*answer.seen.failures, *answer.seen.refused, *answer.seen.findings]
    return [*found, *answer.told.problems] if answer.told is not None else found


def join(files: Mapping[str, bytes]) -> list[Answer]:
    """The answers of all shards of one command, by the files that they were written to."""
    return joining.complete(joining.answers(files))


def wrong(answers: Sequence[Answer]) -> tuple[Problem, ...]:
    """What kept shards from their parts: the same of the input in all of them, or what each could not render."""
    return in_order(problem for answer in answers for problem in answer.problems)


def rendering(answers: Sequence[Answer]) -> list[Printed]:
    """What one run of `render` would have printed; raises InputError with what kept any shard from its part."""
    if found := wrong(answers):
        raise InputError(found)
    return joining.pages(answers)


def validation(answers: Sequence[Answer], root: Callable[[], Path]) -> Validation:
    """The outcome of one run of `validate`; the repository is needed where something was found in objects."""
    seen = joining.seen(answers)
    placed = _placed(seen, answers[0].stamp.input, root()) if seen.findings else ()
    return verdict.outcome(seen, joining.told(answers), placed)


def _placed(seen: Seen, word: str, root: Path) -> list[Problem]:
    """The findings at the input lines behind them; only the releases that they are in are rendered again."""
    tree = DiskTree(root)
    if joining.fingerprint(tree) != word:
        raise InputError([_other_input()])
    whole = pipeline.generated(tree)
    named = {(finding.release.environment, finding.release.name) for finding in seen.findings}
    releases = [one for one in whole.plan.releases if (one.environment, one.name) in named]
    rendered = list(pipeline.objects(whole, releases))
    return list(verdict.traced(whole, rendered, seen.findings, pipeline.objects))


def _other_input() -> Problem:
    return Problem(
        code="shards-differ",
        message="the shards were made of another input than this, in which the lines behind findings are looked for",
        place=Place("config/platform.yaml"),
        hint="check out the commit that the shards were run on",
    )


def _stamp(command: Literal["render", "validate"], shard: Shard, tree: Tree, *chosen: str) -> Stamp:
    return Stamp(command=command, shard=shard, cartwright=__version__, input=joining.fingerprint(tree), chosen=chosen)
