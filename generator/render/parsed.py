"""Documents -> objects; the same text is read once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from generator import yamlio
from generator.render.failure import not_yaml
from generator.render.job import Document, Failure, Manifest

REMEMBERED = 4096
"""Documents kept: most of a service's objects are alike in all environments."""


def parsed(rendered: tuple[Document, ...] | Failure) -> tuple[Manifest, ...] | Failure:
    """The objects of the documents; text that is no object fails the release, as it does in Helm."""
    if isinstance(rendered, Failure):
        return rendered
    found = []
    for document in rendered:
        body = _body(document.text)
        if isinstance(body, str):
            return not_yaml(document.origin, body)
        if body is not None:
            found.append(Manifest(document.origin, body))
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def _body(text: str) -> dict[str, Any] | str | None:
    """The object, nothing, or why it is none."""
    try:
        body = next(iter(yamlio.documents(text)), None)
    except ValueError as error:
        return str(error)
    return body if body is None or isinstance(body, dict) else f"found {type(body).__name__}, expected a mapping"
