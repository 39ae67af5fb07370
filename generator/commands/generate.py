"""`generate`: write all that follows from the input, or say what would change."""

from __future__ import annotations

import click

from generator.clock import Clock
from generator.commands.options import Command
from generator.commands.session import Session
from generator.console import (
    by_hand_lines,
    change_lines,
    difference_lines,
    drift,
    foreign_lines,
    note_lines,
    problem_lines,
    source_lines,
    staged_lines,
    statistics_lines,
    trouble_lines,
)


@click.command(cls=Command, short_help="Write the charts, Argo CD manifests and schemas.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 with a diff where files do not follow.")
@click.option("--stats", is_flag=True, help="Also count files and time each step (on stderr).")
@click.pass_obj
def command(session: Session, check: bool, stats: bool) -> int:
    """Write all that follows from the input.

    Reads config/ and environments/. Writes charts/, argocd/ and schemas/: only what changed, and it removes its own
    stale files. Files that people wrote or edited there are never overwritten. While git waits for the commit that ends
    a merge, generated files in conflict are settled, and what is written is staged for that commit.
    """
    screen, root, clock = session.screen, session.root, Clock()
    from generator import pipeline

    with screen.progress("generating"):
        changes = pipeline.check(root, clock) if check else pipeline.generate(root, clock)
    if stats:
        screen.complain(statistics_lines(changes.wanted, clock.steps))
    screen.talk(note_lines(changes))
    if check and (changes.files or changes.problems):
        screen.data(difference_lines(pipeline.difference(changes), screen.out))
        screen.complain(problem_lines(changes.problems, screen.err, source_lines(root)))
        if changes.files:
            screen.complain(trouble_lines(drift(changes), "run `cartwright generate`", screen.err))
        return 1
    screen.talk(foreign_lines(changes))
    if not screen.quiet:
        screen.data(change_lines(changes, screen.out))
    screen.talk(staged_lines(changes))
    screen.talk(by_hand_lines(changes))
    return 0
