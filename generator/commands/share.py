"""`--shard`: one share of a command's work, whose answer is JSON for `cartwright join`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from generator.commands.session import Mistake, Session
from generator.console import counted, harmless_json, problem_lines, source_lines, veiled
from generator.shard import Shard, shard
from generator.share import Answer


def _shard(ctx: click.Context, _param: click.Parameter, value: str | None) -> Shard | None:
    found = None if value is None else shard(value)
    if found is not None or value is None:
        return found
    message = f"`--shard` is `{value}`, expected I/N: which shard, of how many"
    raise Mistake(message, "write `1/4` for the first of four, `4/4` for the last", ctx)


shard_option = click.option(
    "--shard", "share", metavar="I/N", callback=_shard, help="Only this share of the work, for `cartwright join`."
)


def alone(share: Shard | None, charts: Path | None) -> None:
    """A share is of what the repository holds."""
    if share is not None and charts is not None:
        raise Mistake("`--shard` and `--charts` exclude each other", "leave out one of them")


def answered(session: Session, answer: Answer) -> int:
    """Print the answer to stdout, and to stderr what kept it from one, or how much it found; the exit code."""
    from generator import sharding

    screen, lines = session.screen, source_lines(session.root)
    answer = replace(answer, problems=tuple(veiled(answer.problems, lines)))
    screen.exact(harmless_json(sharding.document(answer)))
    screen.complain(problem_lines(answer.problems, screen.err, lines))
    if answer.problems:
        return 2
    found = sharding.problems(answer)
    if found:
        screen.complain(
            [f"{counted(len(found), 'problem')} in shard {answer.stamp.shard}: `cartwright join` tells them"]
        )
    return int(any(one.severity == "error" for one in found))
