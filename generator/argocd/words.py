"""Commands and paragraphs of BOOTSTRAP.md as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from generator.argocd.target import Target


def fenced(*commands: str) -> str:
    """Commands for a shell."""
    return "\n".join(("```sh", *commands, "```"))


def prose(*paragraphs: str) -> str:
    """Paragraphs, tables and blocks, one below the other."""
    return "\n\n".join(paragraphs)


def secret(target: Target, name: str, *data: str, kind: str = "") -> list[str]:
    """Commands that make a Secret of Argo CD, or bring it up to date."""
    commands = [
        f"kubectl --namespace {target.home} create secret generic {name} \\",
        *(f"  {item} \\" for item in data),
        "  --dry-run=client --output yaml | kubectl apply --filename -",
    ]
    if kind:
        label = f"argocd.argoproj.io/secret-type={kind}"
        commands.append(f"kubectl --namespace {target.home} label --overwrite secret {name} {label}")
    return commands


def listed(items: Iterable[str]) -> str:
    """A list, one line an item."""
    return "\n".join(f"- {item}" for item in items)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table; cells are Markdown already."""
    lines = (head, tuple("---" for _ in head), *rows)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
