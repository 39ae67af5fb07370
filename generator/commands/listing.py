"""A repository -> the names of its environments and services, from the names of files alone."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click
from click.shell_completion import CompletionItem

from generator.commands.session import Mistake, Session, meant

WITHOUT_SERVICE = ("platform", "root", "routes")
"""Releases of every environment that no service file stands for."""


def environments(root: Path) -> list[str]:
    """The names of the environments."""
    return _names(root / "environments")


def releases(root: Path) -> list[str]:
    """The names that `--service` takes: the services, and what an environment has beside them."""
    return sorted({*_names(root / "config" / "services"), *WITHOUT_SERVICE})


def brought(charts: Path | None) -> list[str]:
    """The names of the charts in a folder, or of the chart that it is."""
    if charts is None or (charts / "Chart.yaml").exists():
        return [charts.name] if charts is not None else []
    return sorted(path.parent.name for path in charts.glob("*/Chart.yaml"))


def known(what: str, names: tuple[str, ...], candidates: list[str]) -> tuple[str, ...]:
    """The names, each once; one that is no candidate is a mistake on the command line."""
    for name in names:
        if name not in candidates:
            raise Mistake(f"no {what} `{name}`", meant(name, candidates))
    return tuple(dict.fromkeys(names))


def complete_environment(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What the shell offers after `--env`."""
    return _offered(environments(_root(ctx)), incomplete)


def complete_release(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What the shell offers after `--service`."""
    return _offered(releases(_root(ctx)), incomplete)


def _root(ctx: click.Context) -> Path:
    try:
        return cast(Session, ctx.obj).root
    except click.UsageError:
        return Path("/nonexistent")


def _offered(names: list[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.yaml"))
