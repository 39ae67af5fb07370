"""`join`: what the shards of `validate` or `render` wrote -> the answer of the whole."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.options import Command, OneOf
from generator.commands.session import Mistake, Session
from generator.console import FORMATS, has_errors, show_validation, source_lines
from generator.share import Answer


@click.command(cls=Command, short_help="Put together what shards of `validate` or `render` wrote.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=OneOf(["text", *FORMATS]),
    help="As of `validate`, whose shards these are: text (default), json, sarif, github.",
)
@click.pass_obj
def command(session: Session, files: tuple[Path, ...], form: str | None) -> int:
    """Put together what `validate --shard I/N` or `render --shard I/N` wrote to a FILE each, all N of them.

    Prints what the same command would have printed without --shard, and exits as it would have. Reads config/ and
    environments/ only where `validate` has findings in objects, to tell the lines behind them. Writes nothing.
    """
    from generator import sharding

    answers = sharding.join({str(file): _read(file, files) for file in files})
    if answers[0].stamp.command == "validate":
        return _validated(session, answers, form or "text")
    if form is not None:
        raise Mistake("`--format` is for shards of `validate`, and these are of `render`", "leave it out")
    return _rendered(session, answers)


def _read(file: Path, files: tuple[Path, ...]) -> bytes:
    if files.count(file) > 1:
        raise Mistake(f"`{file}` is given twice", "give each file once")
    if not file.exists() or file.is_dir():
        raise Mistake(f"there is no file `{file}`", "give the file of each shard")
    return file.read_bytes()


def _validated(session: Session, answers: list[Answer], form: str) -> int:
    from generator import sharding

    screen = session.screen
    lines = source_lines(session.root if session.folder or session.has_root else None)
    if problems := sharding.wrong(answers):
        show_validation(screen, problems, None, form=form, lines=lines)
        return 2
    with screen.progress("joining"):
        validation = sharding.validation(answers, lambda: session.root)
    show_validation(screen, validation.problems, validation, form=form, lines=lines)
    return int(has_errors(validation.problems))


def _rendered(session: Session, answers: list[Answer]) -> int:
    from generator import sharding
    from generator.console import documents

    screen, printed = session.screen, sharding.rendering(answers)
    try:
        text = "".join(documents.stream(printed))
    except ValueError as error:
        raise Mistake(f"what these files hold is no YAML: {error}", "run the shards again") from error
    if not text:
        screen.talk([documents.NONE])
    screen.exact(text)
    return 0
