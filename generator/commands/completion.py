"""`completion`: the script that makes a shell complete `cartwright`."""

from __future__ import annotations

from typing import cast

import click
from click.shell_completion import ShellComplete, get_completion_class

from generator.commands.options import Command, OneOf
from generator.commands.session import Session

PROGRAM = "cartwright"
VARIABLE = "_CARTWRIGHT_COMPLETE"


@click.command(cls=Command, short_help="Print the completion script of a shell.")
@click.argument("shell", type=OneOf(["bash", "zsh", "fish"]), metavar="SHELL")
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the completion script of a shell: bash, zsh or fish. Reads and writes no file.

    \b
    bash  eval "$(cartwright completion bash)"              in ~/.bashrc
    zsh   eval "$(cartwright completion zsh)"               in ~/.zshrc
    fish  cartwright completion fish | source               in ~/.config/fish/config.fish
    """
    kind = cast(type[ShellComplete], get_completion_class(shell))
    script = ShellComplete.source(
        kind(ctx.find_root().command, {}, PROGRAM, VARIABLE)
    )  # its own asks bash for a version
    cast(Session, ctx.obj).screen.exact(script + "\n")
    return 0
