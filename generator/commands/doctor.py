"""`doctor`: what this machine lacks for which command."""

from __future__ import annotations

import click

from generator.commands.options import Command
from generator.commands.session import Session
from generator.console import finding_lines


@click.command(cls=Command, short_help="Say what this machine lacks for which command.")
@click.pass_obj
def command(session: Session) -> int:
    """Say what this machine has and what it lacks for which command, with the remedy.

    Looks for programs and Python packages. Writes nothing. Exits 1 where something is missing that every repository
    needs: git and a Helm engine.
    """
    from generator.commands.machine import findings

    screen, found = session.screen, findings()
    missing = any(finding.required and finding.lacks for finding in found)
    if missing or not screen.quiet:
        screen.data(finding_lines(found, screen.out))
    return int(missing)
