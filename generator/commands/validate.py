"""`validate`: read the input, render every release, check every object."""

from __future__ import annotations

import click

from generator.commands.options import Command, OneOf
from generator.commands.session import Mistake, Session
from generator.commands.share import answered, shard_option
from generator.console import FORMATS, has_errors, show_validation, source_lines
from generator.errors import InputError
from generator.shard import Shard


@click.command(cls=Command, short_help="Check the input and every object that follows from it.")
@click.option(
    "--format",
    "form",
    type=OneOf(["text", *FORMATS]),
    help="How to print problems: text (default), json, sarif (code scanning), github (annotations).",
)
@shard_option
@click.pass_obj
def command(session: Session, form: str | None, share: Shard | None) -> int:
    """Check the input and every object that follows from it.

    Reads config/ and environments/, renders every release of every environment in memory and checks the objects; files
    on disk that no longer follow from the input are a problem too. Writes nothing. Exits 1 where objects or files have
    problems, 2 where the input has.

    --shard I/N checks the environments of that shard, and prints JSON for `cartwright join`, whatever the format.
    """
    screen, root = session.screen, session.root
    if share is not None:
        if form not in (None, "json"):
            raise Mistake(f"`--shard` prints JSON, and `--format` is `{form}`", "give `--format` to `cartwright join`")
        from generator import sharding

        with screen.progress("validating"):
            answer = sharding.validate(root, share)
        return answered(session, answer)
    from generator import pipeline

    lines = source_lines(root)
    try:
        with screen.progress("validating"):
            validation = pipeline.validate(root)
    except InputError as error:
        show_validation(screen, error.problems, None, form=form or "text", lines=lines)
        return 2
    show_validation(screen, validation.problems, validation, form=form or "text", lines=lines)
    return int(has_errors(validation.problems))
