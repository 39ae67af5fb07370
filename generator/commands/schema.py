"""`schema`: the JSON Schema of a kind of input file."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.options import Command, OneOf
from generator.commands.session import Session
from generator.console import readable_json


@click.command(cls=Command, short_help="Print the JSON Schema of a kind of input file.")
@click.argument("kind", metavar="KIND-OF-FILE", type=OneOf(["platform", "service", "template", "environment"]))
@click.pass_obj
def command(session: Session, kind: str) -> int:
    """Print the JSON Schema of a kind of input file: platform, service, template or environment.

    Reads config/ and environments/ for the names of this repository. Writes nothing.
    """
    screen = session.screen
    root = session.root if session.folder or session.has_root else Path.cwd()  # without a repository: of none
    from generator import pipeline

    screen.exact(readable_json(pipeline.schema_of(root, kind)))
    return 0
