"""`render`: the objects that Argo CD would apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
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
from generator.commands.share import alone, answered, shard_option
from generator.console import Screen
from generator.nouns import Printed
from generator.shard import Shard
from generator.temporary import spool

_OURS = ("charts", "argocd", "schemas", "config", "environments", ".git")


@click.command(cls=Command, short_help="Print the objects that Argo CD would apply.")
@click.option("--env", multiple=True, metavar="E", shell_complete=complete_environment, help="Only this environment.")
@click.option("--service", multiple=True, metavar="S", shell_complete=complete_release, help="Only this service.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Write DIR/<environment>/<service>.yaml instead."
)
@shard_option
@charts_option
@click.pass_obj
def command(
    session: Session,
    env: tuple[str, ...],
    service: tuple[str, ...],
    out: Path | None,
    share: Shard | None,
    charts: Path | None,
) -> int:
    """Print the objects that Argo CD would apply, as YAML.

    Reads config/ and environments/, not what was generated from them. --env and --service may be given several times;
    without them everything is rendered. Writes only with --out: DIR then holds exactly this rendering, and nothing but
    an earlier rendering is ever replaced.

    --shard I/N renders the releases of that shard: into DIR as ever, else as JSON for `cartwright join`.

    Charts of --charts are rendered in processes without network, within 30 seconds and 1 GiB each.
    """
    root = session.root
    alone(share, charts)
    names = sorted({*releases(root), *brought(charts)})
    chosen = known("environment", env, environments(root)), known("service", service, names)
    target = None if out is None else _free(out.resolve(), root)
    if share is not None and target is None:
        return _answered(session, *chosen, share)
    return _shown(session.screen, target, partial(_rendered, root, *chosen, share, charts))


def _shown(screen: Screen, target: Path | None, rendered: Callable[[], Iterable[Printed]]) -> int:
    from generator import pipeline
    from generator.console import documents

    if target is None:
        return _streamed(screen, rendered)
    with screen.progress("rendering"):
        found = documents.files(rendered())
    if not found:
        screen.talk([documents.NONE])
    pipeline.put(target, found)
    return 0


def _streamed(screen: Screen, rendered: Callable[[], Iterable[Printed]]) -> int:
    """Nothing is printed before all of it is there: a reader takes half of it for the whole."""
    from generator.console import documents

    with spool() as text:
        with screen.progress("rendering"):
            for piece in documents.stream(rendered()):
                text.write(piece)
        text.seek(0)
        if not screen.copied(text):
            screen.talk([documents.NONE])
    return 0


def _rendered(
    root: Path, env: tuple[str, ...], service: tuple[str, ...], share: Shard | None, charts: Path | None
) -> Iterator[Printed]:
    from generator import pipeline

    if charts is None:
        return pipeline.render(root, env, service) if share is None else pipeline.render(root, env, service, share)
    from generator import guests

    return guests.render(root, env, service, charts)


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
