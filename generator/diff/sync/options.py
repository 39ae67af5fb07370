"""An object's annotations -> its options, as Argo CD reads them: separated by commas, spaces around them dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.diff.nouns import Object

SYNC = "argocd.argoproj.io/sync-options"
COMPARE = "argocd.argoproj.io/compare-options"


def notes_of(manifest: Object | None) -> Mapping[str, str]:
    """The annotations of an object, empty where there are none."""
    meta = (manifest or {}).get("metadata")
    found = meta.get("annotations") if isinstance(meta, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def listed(manifest: Object | None, key: str) -> tuple[str, ...]:
    """The entries of one annotation."""
    text = notes_of(manifest).get(key)
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
