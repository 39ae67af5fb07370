"""`merge-hook`: what is to be done once git has merged, for git."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.options import Command
from generator.commands.session import Session
from generator.console import ended_lines

RAW = {"ignore_unknown_options": True, "allow_interspersed_args": False}


@click.command(cls=Command, context_settings=RAW, short_help="Let generated files follow a merge; git calls it.")
@click.argument("hook", metavar="HOOK")
@click.argument("arguments", metavar="...", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def command(session: Session, hook: str, arguments: tuple[str, ...]) -> int:
    """Let generated files follow what git has just merged or rebased, as the hook that is named.

    `cartwright doctor --fix` sets it up. Reads the input that git has merged, not what lies on disk. Writes the merge
    commit or the index again, where generated files do not follow from that input.
    """
    from generator import merging

    root = merging.root(Path.cwd())
    if root.is_dir():
        session.found = root
        session.screen.talk(ended_lines(merging.after(root, hook, arguments)))
    return 0
