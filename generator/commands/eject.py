"""`eject`: leave, with all that was generated."""

from __future__ import annotations

import click

from generator.commands.options import Command
from generator.commands.session import Session
from generator.console import ejection_lines


@click.command(cls=Command, short_help="Leave: make the generated files your own.")
@click.pass_obj
def command(session: Session) -> int:
    """Make the generated files your own: from then on nothing follows from config/ and environments/.

    Reads config/ and environments/. Writes charts/, argocd/ and schemas/ without their marks, else byte by byte as they
    are, so Argo CD sees no change; and removes the journal in the .git folder. Refuses where files do not follow from
    the input or were edited by hand. Undo it by git.
    """
    screen, root = session.screen, session.root
    from generator import pipeline

    with screen.progress("ejecting"):
        changes = pipeline.eject(root)
    if not screen.quiet:
        screen.data(ejection_lines(changes))
    return 0
