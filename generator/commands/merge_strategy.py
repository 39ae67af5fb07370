"""`merge-strategy`: a whole merge, for git, which knows it as `git merge -s cartwright`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.merge_hook import RAW
from generator.commands.options import Command
from generator.commands.session import Session


@click.command(cls=Command, context_settings=RAW, short_help="Merge two branches; git calls it.")
@click.argument("arguments", metavar="BASE... -- HEAD OTHER", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def command(session: Session, arguments: tuple[str, ...]) -> int:
    """Merge as git does, then write the generated files that follow from the merged input: `git merge -s cartwright`.

    Writes index and work tree. Exits 1 where a person has to decide: over a conflict in what people wrote, or because
    the merged input is wrong.
    """
    from generator import merging

    for ended in merging.merge(Path.cwd(), arguments):
        session.screen.exact(ended.text)
        session.screen.complain(ended.stderr.splitlines())
    return min(ended.code, 1)
