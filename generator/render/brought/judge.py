"""Documents that a chart of people's rendered to -> those that may be looked at, or why not; in the locked process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator import yamlio
from generator.model.credential import CREDENTIAL, names_a_secret
from generator.render.failure import not_yaml
from generator.render.job import Document, Failure

Answer = dict[str, Any]
"""One of: `documents`, [origin, text or object]; `failure`; `refused`, [code, message, origin, hint]; `differs`;
`machine`."""
DEEPEST, MOST_VALUES = 60, 200_000
_CREDENTIAL = re.compile(CREDENTIAL)
_INSTEAD = "take it from a Secret that an ExternalSecret makes; most charts have a value such as `existingSecret`"


def judged(documents: Iterable[Document], largest: int, *, as_text: bool, secrets: bool = False) -> Answer:
    """Every document by the rules, as an object or written anew; the first that breaks one. `secrets` may be in them
    where whoever asks shows none."""
    found: list[list[Any]] = []
    size = 0
    for document in documents:
        size += len(document.text)
        if size > largest:
            return _refused("chart-output", f"it renders to more than {largest >> 20} MiB", document.origin, _LESS)
        body = _body(document)
        if isinstance(body, Failure):
            return failed(body)
        if body is None:
            continue
        if answer := _broken(body, document, secrets=secrets):
            return answer
        found.append([document.origin, yamlio.dump(body) if as_text else body])
    return {"documents": found}


_LESS = "render fewer or smaller objects"


def failed(failure: Failure) -> Answer:
    """Why a release does not render."""
    return {"failure": [failure.message, failure.origin, failure.line, failure.column]}


def _body(document: Document) -> dict[str, Any] | Failure | None:
    try:
        body = next(iter(yamlio.documents(document.text)), None)
    except ValueError as error:
        return not_yaml(document.origin, str(error))
    if body is None or isinstance(body, dict):
        return body
    return not_yaml(document.origin, f"found {type(body).__name__}, expected a mapping")


def _broken(body: Mapping[str, Any], document: Document, *, secrets: bool) -> Answer | None:
    if yamlio.is_too_much(body, MOST_VALUES, DEEPEST):
        message = f"an object of it holds more than {MOST_VALUES:,} values, or is deeper than {DEEPEST} levels"
        return _refused("chart-output", message, document.origin, _LESS)
    if secrets:
        return None
    if body.get("kind") == "Secret" and (body.get("data") or body.get("stringData")):
        message = "it renders a Secret, and its values would stand in git"
        return _refused("plain-secret", message, document.origin, _INSTEAD)
    if _CREDENTIAL.search(document.text) or _names_one(body):
        message = "it renders a value that is not shown, and looks like a key or a token"
        return _refused("plain-secret", message, document.origin, _INSTEAD)
    return None


def _names_one(value: Any) -> bool:
    """Whether a variable of a container, or a key of a ConfigMap, says that its text is a secret."""
    if isinstance(value, list):
        return any(map(_names_one, value))
    if not isinstance(value, dict):
        return False
    data = value.get("data") if value.get("kind") == "ConfigMap" else None
    pairs = [(value.get("name"), value.get("value")), *(data.items() if isinstance(data, dict) else ())]
    texts = ((name, text) for name, text in pairs if isinstance(name, str) and isinstance(text, str))
    return any(names_a_secret(name, text) for name, text in texts) or any(map(_names_one, value.values()))


def _refused(code: str, message: str, origin: str, hint: str) -> Answer:
    return {"refused": [code, message, origin, hint]}
