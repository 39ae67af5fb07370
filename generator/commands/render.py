"""`render`: the objects that Argo CD would apply."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.listing import complete_environment, complete_release, environments, known, releases
from generator.commands.options import Command
from generator.commands.session import Mistake, Session
from generator.commands.share import answered, shard_option
from generator.shard import Shard

_OURS = ("charts", "argocd", "schemas", "config", "environments", ".git")


@click.command(cls=Command, short_help="Print the objects that Argo CD would apply.")
@click.option("--env", multiple=True, metavar="E", shell_complete=complete_environment, help="Only this environment.")
@click.option("--service", multiple=True, metavar="S", shell_complete=complete_release, help="Only this service.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Write DIR/<environment>/<service>.yaml instead."
)
@shard_option
@click.pass_obj
def command(
    session: Session, env: tuple[str, ...], service: tuple[str, ...], out: Path | None, share: Shard | None
) -> int:
    """Print the objects that Argo CD would apply, as YAML.

    Reads config/ and environments/, not what was generated from them. --env and --service may be given several times;
    without them everything is rendered. Writes only with --out: DIR then holds exactly this rendering, and nothing but
    an earlier rendering is ever replaced.

    --shard I/N renders the releases of that shard: into DIR as ever, else as JSON for `cartwright join`.
    """
    screen, root = session.screen, session.root
    chosen = known("environment", env, environments(root)), known("service", service, releases(root))
    target = None if out is None else _free(out.resolve(), root)
    if share is not None and target is None:
        return _answered(session, *chosen, share)
    from generator import pipeline
    from generator.console import documents

    with screen.progress("rendering"):
        rendered = pipeline.render(root, *chosen) if share is None else pipeline.render(root, *chosen, share)
        found = documents.stream(rendered) if target is None else documents.files(rendered)
    if not found:
        screen.talk([documents.NONE])
    if isinstance(found, str):
        screen.exact(found)
    elif target is not None:
        pipeline.put(target, found)
    return 0


def _answered(session: Session, env: tuple[str, ...], service: tuple[str, ...], share: Shard) -> int:
    from generator import sharding

    with session.screen.progress("rendering"):
        answer = sharding.render(session.root, env, service, share)
    return answered(session, answer)


def _free(folder: Path, root: Path) -> Path:
    if folder == root or any(folder.is_relative_to(root / name) for name in _OURS):
        raise Mistake(f"`--out` is `{folder}`, which belongs to the repository", "name another folder")
    from generator import pipeline

    if not pipeline.is_free(folder):
        raise Mistake(f"`--out` is `{folder}`, which holds files that `render` did not write", "name an empty folder")
    return folder
