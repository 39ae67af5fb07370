"""`render`: the objects that Argo CD would apply."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.listing import (
    brought,
    complete_environment,
    complete_release,
    environments,
    known,
    releases,
)
from generator.commands.options import Command, charts_option
from generator.commands.session import Mistake, Session

_OURS = ("charts", "argocd", "schemas", "config", "environments", ".git")


@click.command(cls=Command, short_help="Print the objects that Argo CD would apply.")
@click.option("--env", multiple=True, metavar="E", shell_complete=complete_environment, help="Only this environment.")
@click.option("--service", multiple=True, metavar="S", shell_complete=complete_release, help="Only this service.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Write DIR/<environment>/<service>.yaml instead."
)
@charts_option()
@click.pass_obj
def command(
    session: Session, env: tuple[str, ...], service: tuple[str, ...], out: Path | None, charts: Path | None
) -> int:
    """Print the objects that Argo CD would apply, as YAML.

    Reads config/ and environments/, not what was generated from them. --env and --service may be given several times;
    without them everything is rendered. Charts of --charts are rendered in processes without network, within 30 seconds
    and 1 GiB each. Writes only with --out: DIR then holds exactly this rendering, and nothing but an earlier rendering
    is ever replaced.
    """
    screen, root = session.screen, session.root
    names = sorted({*releases(root), *brought(charts)})
    chosen = known("environment", env, environments(root)), known("service", service, names)
    target = None if out is None else _free(out.resolve(), root)
    from generator import pipeline
    from generator.console import documents

    with screen.progress("rendering"):
        rendered = pipeline.render(root, *chosen) if charts is None else pipeline.render(root, *chosen, charts)
        found = documents.stream(rendered) if target is None else documents.files(rendered)
    if not found:
        screen.talk(["no release of these services in these environments"])
    if isinstance(found, str):
        screen.exact(found)
    elif target is not None:
        documents.replace(target, found)
    return 0


def _free(folder: Path, root: Path) -> Path:
    from generator.console import documents

    if folder == root or any(folder.is_relative_to(root / name) for name in _OURS):
        raise Mistake(f"`--out` is `{folder}`, which belongs to the repository", "name another folder")
    if not documents.replaceable(folder):
        raise Mistake(f"`--out` is `{folder}`, which holds files that `render` did not write", "name an empty folder")
    return folder
