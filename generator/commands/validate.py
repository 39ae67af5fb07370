"""`validate`: read the input, render every release, check every object."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.explanation import explain_option
from generator.commands.options import Command, OneOf, charts_option
from generator.commands.session import Mistake, Session
from generator.commands.share import alone, answered, shard_option
from generator.console import FORMATS, has_errors, show_validation, source_lines
from generator.errors import InputError
from generator.nouns import Validation
from generator.shard import Shard


@click.command(cls=Command, short_help="Check the input and every object that follows from it.")
@click.option(
    "--format",
    "form",
    type=OneOf(["text", *FORMATS]),
    help="How to print problems: text (default), json, sarif (code scanning), github (annotations).",
)
@explain_option
@shard_option
@charts_option
@click.pass_obj
def command(session: Session, form: str | None, share: Shard | None, charts: Path | None) -> int:
    """Check the input and every object that follows from it.

    Reads config/ and environments/, renders every release of every environment in memory and checks the objects; files
    on disk that no longer follow from the input are a problem too. Writes nothing. Exits 1 where objects or files have
    problems, 2 where the input has.

    --shard I/N checks the environments of that shard, and prints JSON for `cartwright join`, whatever the format.

    Charts of --charts are rendered in processes without network, within 30 seconds and 1 GiB each; what they may not do
    is told with the line of the template.
    """
    alone(share, charts)
    if share is not None:
        return _share(session, form, share)
    return _whole(session, form, charts)


def _share(session: Session, form: str | None, share: Shard) -> int:
    if form not in (None, "json"):
        raise Mistake(f"`--shard` prints JSON, and `--format` is `{form}`", "give `--format` to `cartwright join`")
    from generator import sharding

    with session.screen.progress("validating"):
        answer = sharding.validate(session.root, share)
    return answered(session, answer)


def _whole(session: Session, form: str | None, charts: Path | None) -> int:
    from generator import pipeline

    screen, root = session.screen, session.root
    lines = source_lines(root)
    try:
        with screen.progress("validating"):
            validation = pipeline.validate(root) if charts is None else _with(charts, root)
    except InputError as error:
        show_validation(screen, error.problems, None, form=form or "text", lines=lines)
        return 2
    show_validation(screen, validation.problems, validation, form=form or "text", lines=lines)
    return int(has_errors(validation.problems))


def _with(charts: Path, root: Path) -> Validation:
    from generator import guests

    return guests.validate(root, charts)
