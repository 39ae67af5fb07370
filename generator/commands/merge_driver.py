"""`merge-driver`: one file of a merge, for git."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.options import Command


@click.command(cls=Command, short_help="Merge one generated file; git calls it.")
@click.argument("base", metavar="%O", type=click.Path(path_type=Path))
@click.argument("ours", metavar="%A", type=click.Path(path_type=Path))
@click.argument("theirs", metavar="%B", type=click.Path(path_type=Path))
@click.argument("path", metavar="%P")
def command(base: Path, ours: Path, theirs: Path, path: str) -> int:
    """Merge one generated file, as git asks its merge drivers: %A becomes the file of both sides.

    `cartwright doctor --fix` sets it up. Reads the three files. Writes the second. Exits 1 where a conflict is left.
    """
    from generator import merging

    return int(not merging.merge_file(Path.cwd(), base.absolute(), ours.absolute(), theirs.absolute()))
