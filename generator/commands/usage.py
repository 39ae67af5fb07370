"""click's complaints about the command line -> what was wrong and what to do, in our words."""

from __future__ import annotations

import re

import click

from generator.commands.session import Mistake, listed
from generator.suggest import near


def usage_mistake(error: click.ClickException) -> tuple[str, str]:
    """The message and the hint: the near name, or where the help is."""
    match error:
        case Mistake() if error.hint:
            return error.message, error.hint
        case click.NoSuchOption():
            meant = _near(error.option_name, _options(error.ctx))
            return f"no option `{error.option_name}`", meant or _see_help(error.ctx)
        case click.MissingParameter(param=click.Argument(type=click.Choice() as words) as argument):
            return f"missing argument `{argument.metavar}`", f"give one of {listed(list(words.choices))}"
        case click.UsageError():
            return _plain(error.format_message()), _see_help(error.ctx)
    return _plain(error.format_message()), ""


def unknown_command(name: str, commands: list[str], ctx: click.Context) -> Mistake:
    """The mistake of a command that is none."""
    return Mistake(f"no command `{name}`", _near(name, commands) or _see_help(ctx))


def _near(name: str, candidates: list[str]) -> str:
    candidate = near(name, candidates)
    return f"did you mean `{candidate}`?" if candidate else ""


def _options(ctx: click.Context | None) -> list[str]:
    params = ctx.command.get_params(ctx) if ctx else []
    return [name for param in params for name in param.opts if name.startswith("--")]


def _see_help(ctx: click.Context | None) -> str:
    return f"see `{ctx.command_path if ctx else 'cartwright'} --help`"


def _plain(message: str) -> str:
    """click's sentence in the form of our messages."""
    quoted = re.sub(r"'([^']*)'", r"`\1`", message.removesuffix("."))
    return quoted[:1].lower() + quoted[1:]
