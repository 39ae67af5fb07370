"""The options of every command, which stand before COMMAND or after it, and the help that lists them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from generator.commands.session import Mistake, Session, listed
from generator.suggest import near


class Command(click.Command):
    """A command that also takes the options that stand before it."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{**settings, "add_help_option": False})
        self.own = len(self.params)
        self.params.extend([*shared_options(), help_option()])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own options first, then those of every command."""
        parts = {"Options": self.params[: self.own], "Options of every command": self.params[self.own :]}
        for title, params in parts.items():
            records = [record for param in params if (record := param.get_help_record(ctx))]
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


if TYPE_CHECKING:
    Words = click.Choice[str]
else:
    Words = click.Choice  # no generic before click 8.2


class OneOf(Words):
    """A word of a list; a near miss is answered with the word that was meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or the mistake."""
        words = [str(word) for word in self.choices]
        if value in words:
            return str(value)
        name = param.metavar if isinstance(param, click.Argument) else param.opts[0] if param else self.name
        candidate = near(str(value), words)
        hint = f"did you mean `{candidate}`?" if candidate else ""
        raise Mistake(f"`{name}` is `{value}`, which is none of {listed(words)}", hint, ctx)


def shared_options() -> list[click.Option]:
    """The options of every command; each may stand before COMMAND or after it, after it wins."""
    root = click.Path(path_type=Path)
    return [
        _shared("--root", type=root, metavar="DIR", help="The repository (default: found upwards from here)."),
        _shared("--quiet", "-q", is_flag=True, help="Print nothing on success."),
        _shared("--verbose", "-v", is_flag=True, help="Print more: exceptions, keys not used yet, tracebacks."),
        _shared("--color", type=OneOf(["auto", "always", "never"]), help="When to paint (default: auto, a terminal)."),
    ]


def help_option() -> click.Option:
    """`-h`, `--help`."""
    return answer("--help", lambda ctx: ctx.get_help(), "Show this message.", "-h")


def answer(name: str, said: Callable[[click.Context], str], what: str, *short: str) -> click.Option:
    """An option that prints something instead of running the command."""

    def say(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            cast(Session, ctx.obj).screen.data([said(ctx)])
            ctx.exit()

    return click.Option([name, *short], is_flag=True, is_eager=True, expose_value=False, callback=say, help=what)


def _shared(*names: str, **settings: Any) -> click.Option:
    return click.Option(names, expose_value=False, callback=_remember, **settings)


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if not value:
        return  # not given here; it may be given on the other side of COMMAND
    session = cast(Session, ctx.obj)
    setattr(session, "folder" if param.name == "root" else str(param.name), value)
    if session.quiet and session.verbose:
        raise Mistake("`-q` and `-v` exclude each other", "leave out one of them")


def _folder(ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and not value.is_dir():
        raise Mistake(f"`--charts` is `{value}`, which is no folder", "name a folder of charts, or a chart", ctx)
    return value.resolve() if value is not None else None


charts_option = click.option(
    "--charts",
    type=click.Path(path_type=Path),
    callback=_folder,
    metavar="DIR",
    help="Charts of your own: in the place of a service's where called like one, else beside them.",
)
"""Of the commands that render."""
