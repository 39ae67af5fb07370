"""`doctor`: what this machine lacks for which command, and what this clone lacks for merges."""

from __future__ import annotations

import click

from generator.commands.options import Command
from generator.commands.session import Mistake, Session
from generator.console import finding_lines, setup_lines

_WHERE = "run it in a clone of the repository, with the `cartwright` program installed, which git calls"


@click.command(cls=Command, short_help="Say what this machine and this clone lack, and set up merges.")
@click.option("--fix", is_flag=True, help="Set up this clone so that generated files need nobody in a merge.")
@click.pass_obj
def command(session: Session, fix: bool) -> int:
    """Say what this machine has and what it lacks for which command, with the remedy; and what this clone of the
    repository lacks for merges.

    Looks for programs and Python packages, and reads git's configuration and hooks. Exits 1 where something is missing
    that every repository needs: git and a Helm engine. Writes nothing without --fix, which sets a merge driver, hooks
    and, where git finds it in every shell, a merge strategy in the `.git` folder. What a person set there stays.
    """
    from generator import merging
    from generator.commands.machine import clone, findings

    screen, found = session.screen, findings()
    root = session.root if session.folder or session.has_root else None
    parts = merging.parts(root) if root else None
    if fix:
        if root is None or not parts:
            raise Mistake("no merges to set up here", _WHERE)
        screen.data(setup_lines(parts, screen.out))
        for part in parts:
            merging.fix(root, part)
        parts = merging.parts(root)
    found += clone(parts) if parts is not None else []
    missing = any(finding.required and finding.lacks for finding in found)
    if missing or not screen.quiet:
        screen.data(finding_lines(found, screen.out))
    return int(missing)
