"""`cartwright`: the group, which loads one command, and the one place of exit codes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import cast

import click
from click.shell_completion import shell_complete

from generator import __version__
from generator.commands.completion import PROGRAM, VARIABLE
from generator.commands.options import answer, help_option, shared_options
from generator.commands.session import Session
from generator.commands.signals import Terminated, signals_unwind
from generator.commands.usage import unknown_command, usage_mistake
from generator.console import (
    Screen,
    of_environment,
    of_input,
    problem_lines,
    source_lines,
    traceback_lines,
    trouble_lines,
    use_streams,
    veil,
)
from generator.errors import InputError, MachineError, UnknownNameError

COMMANDS = ("generate", "validate", "render", "diff", "join", "schema", "doctor", "completion", "eject")
"""Each is `generator.commands.<name>`, in the order of `--help`."""

FOR_GIT = ("merge-driver", "merge-hook", "merge-strategy")
"""Commands that git calls, not people: they are in no list, and answer to their names."""

WRONG, MACHINE, BUG, INTERRUPTED = 2, 3, 70, 130
VERSION = answer("--version", lambda _: f"{PROGRAM} {__version__}", "Show the version.")
REPORT = "https://github.com/dhakacart/gitops/issues"


class Commands(click.Group):
    """Loads a command's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of `--help`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in (*COMMANDS, *FOR_GIT):
            return None
        return cast(click.Command, import_module(f"generator.commands.{cmd_name.replace('-', '_')}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command and its arguments; a name that is none is a mistake that names the near one."""
        if args[0] not in (*COMMANDS, *FOR_GIT) and not ctx.resilient_parsing:
            raise unknown_command(args[0], self.list_commands(ctx), ctx)
        return super().resolve_command(ctx, args)


cli = Commands(
    PROGRAM,
    params=[*shared_options(), VERSION, help_option()],
    add_help_option=False,
    no_args_is_help=False,
    help="""From one file a service and one file an environment to Helm charts and Argo CD applications.

    Reads config/ and environments/ of the repository around the current folder. Writes charts/, argocd/ and schemas/
    there.

    Exit codes: 0 fine; 1 the answer is no; 2 the input or the command line is wrong; 3 the machine is the trouble; 70
    our bug; 130 and 143 interrupted.
    """,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; the exit code."""
    use_streams()
    session = Session()
    try:
        with signals_unwind(), _uncollected():
            return _run(sys.argv[1:] if arguments is None else arguments, session)
    except SystemExit:
        raise
    except BaseException as trouble:  # noqa: BLE001 - the one place where everything ends as an exit code
        return _told(trouble, session)


def _run(arguments: Sequence[str], session: Session) -> int:
    if VARIABLE in os.environ:
        return shell_complete(cli, {"obj": session}, PROGRAM, VARIABLE, os.environ[VARIABLE])
    with cli.make_context(PROGRAM, list(arguments), obj=session) as context:
        return int(cli.invoke(context))


def _told(trouble: BaseException, session: Session) -> int:
    """Say what went wrong on stderr; the exit code that means it."""
    screen = session.screen
    match trouble:
        case click.exceptions.Exit():
            return trouble.exit_code
        case InputError():
            screen.complain(problem_lines(trouble.problems, screen.err, source_lines(session.found)))
            return WRONG
        case click.ClickException():
            return _complained(screen, *usage_mistake(trouble), code=WRONG)
        case UnknownNameError():
            return _complained(screen, trouble.message, trouble.hint, code=WRONG)
        case MachineError():
            return _complained(screen, trouble.message, trouble.hint, code=MACHINE)
        case KeyboardInterrupt() | click.Abort():
            return _complained(screen, "interrupted", code=INTERRUPTED)
        case Terminated():
            return _complained(screen, trouble.word, code=trouble.code)
    return _unforeseen(trouble, session)


def _unforeseen(trouble: BaseException, session: Session) -> int:
    screen = session.screen
    known = {*of_environment(os.environ), *of_input(session.found)}
    if session.verbose:
        screen.complain(traceback_lines(trouble, known))
    match trouble:
        case OSError(strerror=str(said)):
            where = f"`{trouble.filename}`: " if trouble.filename is not None else ""
            return _complained(screen, f"{where}{said}", code=MACHINE)
        case MemoryError():
            return _complained(screen, "this machine has too little memory", code=MACHINE)
    again = "" if session.verbose else ", with what the same command prints with `-v`"
    message = f"a bug in cartwright, not in your files: {type(trouble).__name__}: {veil(str(trouble), known)}"
    return _complained(screen, message, f"report it at {REPORT}{again}", code=BUG)


def _complained(screen: Screen, message: str, hint: str = "", *, code: int) -> int:
    screen.complain(trouble_lines(message, hint, screen.err))
    return code


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage in cycles: a run makes little, is short, and all else that it makes stays to its end."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # the interpreter looks once more when it ends
        gc.enable()
