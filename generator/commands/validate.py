"""`validate`: read the input, render every release, check every object."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.options import Command, OneOf, charts_option
from generator.commands.session import Session
from generator.console import FORMATS, has_errors, show_validation, source_lines
from generator.errors import InputError


@click.command(cls=Command, short_help="Check the input and every object that follows from it.")
@click.option(
    "--format",
    "form",
    type=OneOf(["text", *FORMATS]),
    default="text",
    help="How to print problems: text, json, sarif (code scanning), github (annotations).",
)
@charts_option()
@click.pass_obj
def command(session: Session, form: str, charts: Path | None) -> int:
    """Check the input and every object that follows from it.

    Reads config/ and environments/, renders every release of every environment in memory and checks the objects; files
    on disk that no longer follow from the input are a problem too. Writes nothing. Exits 1 where objects or files have
    problems, 2 where the input has. Charts of --charts are rendered in processes without network, within 30 seconds and
    1 GiB each; what they may not do is told with the line of the template.
    """
    screen, root = session.screen, session.root
    from generator import pipeline

    lines = source_lines(root)
    try:
        with screen.progress("validating"):
            validation = pipeline.validate(root) if charts is None else pipeline.validate(root, charts)
    except InputError as error:
        show_validation(screen, error.problems, None, form=form, lines=lines)
        return 2
    show_validation(screen, validation.problems, validation, form=form, lines=lines)
    return int(has_errors(validation.problems))
