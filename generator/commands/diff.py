"""`diff`: two revisions as Argo CD would see them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.listing import complete_environment
from generator.commands.options import Command, OneOf
from generator.commands.session import Mistake, Session
from generator.console import Screen

if TYPE_CHECKING:
    from generator.diff.nouns import Report

FORMATS = ("text", "json", "markdown", "html", "sarif")
LEVELS = ("block", "loss", "outage", "security", "risk", "none")
_OURS = ("charts", "argocd", "schemas", "config", "environments", ".git")


@click.command(cls=Command, short_help="Say what Argo CD would do with a change.")
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option("--env", multiple=True, metavar="E", shell_complete=complete_environment, help="Only this environment.")
@click.option(
    "--format",
    "form",
    type=OneOf(FORMATS),
    default="text",
    help="How to print: text (default), json, markdown (a comment), html (a page), sarif.",
)
@click.option(
    "--fail-on",
    type=OneOf(LEVELS),
    metavar="LEVEL",
    help="Exit 1 at findings of: block (a sync fails), loss (of data, too), outage, security, risk (warnings), none. "
    "Default: loss in production, where a rule was proved.",
)
@click.option("--exit-code", is_flag=True, help="Exit 1 where anything differs.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE instead.")
@click.pass_obj
def command(
    session: Session,
    base: str | None,
    head: str | None,
    env: tuple[str, ...],
    form: str,
    fail_on: str | None,
    exit_code: bool,
    out: Path | None,
) -> int:
    """Say what Argo CD would do with a change: rendered objects compared, not files.

    BASE and HEAD are commits, read from git and rendered from the generated files that they hold. Without HEAD it is
    the work tree, rendered from config/ and environments/; `index` is what is staged. Without BASE it is the commit
    where the work left the main branch. Writes nothing, but FILE of --out. No cluster is asked.

    Exits 1 at findings at or over --fail-on that nobody acknowledged, where a release does not render, and at
    differences under --exit-code.
    """
    from generator import pipeline

    target = None if out is None else _free(out.resolve(), session.root)

    with session.screen.progress("comparing"):
        report = pipeline.diff(session.root, base, head, dict.fromkeys(env))
    _show(session.screen, report, form, target)
    return int(_is_no(report, fail_on, exit_code=exit_code))


def _show(screen: Screen, report: Report, form: str, target: Path | None) -> None:
    from generator.console.diff.shown import show_report, written

    if target is None:
        show_report(screen, report, form)
    else:
        target.write_text(written(report, form, verbose=screen.verbose), encoding="utf-8")


def _is_no(report: Report, level: str | None, *, exit_code: bool) -> bool:
    from generator.diff.levels import over

    differs = exit_code and bool(report.changes)
    return bool(report.failures) or differs or bool(over(report, level))


def _free(file: Path, root: Path) -> Path:
    if any(file.is_relative_to(root / name) for name in _OURS):
        raise Mistake(f"`--out` is `{file}`, which belongs to the repository", "name another file")
    if _is_tracked(file, root):
        raise Mistake(f"`--out` is `{file}`, which git has in the repository", "name another file")
    if file.is_dir() or not file.parent.is_dir():
        raise Mistake(f"`--out` is `{file}`, which is no place for a file", "name a file in a folder that is there")
    return file


def _is_tracked(file: Path, root: Path) -> bool:
    from generator import git

    if not (file.is_file() and file.is_relative_to(root)):
        return False
    return git.tried(root, "ls-files", "--error-unmatch", "--", f":(literal){file.relative_to(root)}").code == 0
