"""`--explain CODE`: what a code means, in place of the command's work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import click

from generator.commands.session import Mistake, Session
from generator.console import guidance_lines
from generator.suggest import near

Command = TypeVar("Command", bound=Callable[..., Any])


def explain_option(command: Command) -> Command:
    """The option of `validate`."""
    add = click.option(
        "--explain",
        metavar="CODE",
        is_eager=True,
        expose_value=False,
        callback=_explain,
        help="Say what a problem's CODE means, with a wrong and a right example, and check nothing.",
    )
    return add(command)


def _explain(ctx: click.Context, _param: click.Parameter, code: str | None) -> None:
    if code is None or ctx.resilient_parsing:
        return
    from generator.guide import guidance

    known, screen = guidance(), cast(Session, ctx.obj).screen
    if code not in known:
        meant = near(code, known)
        hint = f"did you mean `{meant}`?" if meant else "a code stands in brackets: `error[unknown-key]`"
        raise Mistake(f"no problem has the code `{code}`", hint, ctx)
    screen.data(guidance_lines(known[code], screen.out))
    ctx.exit()
