"""Rendered files -> documents in the order in which Helm installs them, the same for both engines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.kubernetes.order import KINDS
from generator.render.job import Document

INSTALL_ORDER = ("PriorityClass", *KINDS, "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")
"""InstallOrder of helm/pkg/release/v1/util/kind_sorter.go, the same in Helm 3 and 4; other kinds follow by name."""

_RANK = {kind: rank for rank, kind in enumerate(INSTALL_ORDER)}
_BETWEEN = re.compile(r"^---[ \t]*", re.MULTILINE)
_CONTENT = re.compile(r"^[ \t]*[^\s#]", re.MULTILINE)
_KIND = re.compile(r"""^kind:[ \t]+["']?([A-Za-z0-9]+)""", re.MULTILINE)
_HOOK = re.compile(r"""^[ \t]+["']?helm\.sh/hook["']?:""", re.MULTILINE)


def documents(files: Mapping[str, str]) -> tuple[Document, ...]:
    """The documents of rendered files {origin: text}: hooks last, each part by kind, then by file and place in it."""
    found = [Document(origin, text) for origin in sorted(files) for text in _split(origin, files[origin])]
    return in_install_order(found)


def in_install_order(found: Iterable[Document]) -> tuple[Document, ...]:
    """The documents sorted as Helm does, without those that say nothing."""
    return tuple(sorted((document for document in found if _CONTENT.search(document.text)), key=_position))


def _split(origin: str, text: str) -> list[str]:
    """The documents of a rendered file, white space around each taken off: Helm 3 does so, Helm 4 keeps some."""
    name = origin.rpartition("/")[2]
    if name.startswith("_") or name == "NOTES.txt":
        return []
    parts = _BETWEEN.split(text) if "---" in text else [text]  # looking for words is faster than for a pattern
    return [f"{part.strip()}\n" for part in parts]


def _position(document: Document) -> tuple[bool, int, str]:
    """Read off the text, as parsing costs more than rendering: block style, keys of the object in column one."""
    match = _KIND.search(document.text)
    kind = match[1] if match else ""
    rank = _RANK.get(kind, len(_RANK))
    is_hook = "helm.sh/hook" in document.text and _HOOK.search(document.text) is not None
    return is_hook, rank, kind if rank == len(_RANK) else ""
