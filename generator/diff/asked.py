"""What an object asks of Argo CD by its annotations: options, separated by commas, and its wave."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diff.nouns import Object
from generator.kubernetes.reading import notes

SYNC = "argocd.argoproj.io/sync-options"
COMPARE = "argocd.argoproj.io/compare-options"


def listed(manifest: Object | None, key: str) -> tuple[str, ...]:
    """The entries of one annotation."""
    text = notes(manifest).get(key)
    return tuple(one for part in str(text or "").split(",") if (one := part.strip()))


def has(manifest: Object | None, option: str) -> bool:
    """Whether an object asks for this: `Replace=true`."""
    return option in listed(manifest, SYNC)


def value(entries: Iterable[str], key: str) -> str | None:
    """What stands after `key=`; None where nothing does."""
    for one in entries:
        name, equals, rest = one.partition("=")
        if equals and name == key:
            return rest
    return None


def chosen(manifest: Object | None, key: str, default: Iterable[str]) -> str | None:
    """An object's own choice, or else its Application's."""
    own = value(listed(manifest, SYNC), key)
    return own if own is not None else value(default, key)


def wave(manifest: Object | None) -> int:
    """The sync wave of an object; Helm's hook weight where it has none."""
    found = notes(manifest)
    for key in ("argocd.argoproj.io/sync-wave", "helm.sh/hook-weight"):
        try:
            return int(str(found[key]))
        except (KeyError, ValueError):
            continue
    return 0
