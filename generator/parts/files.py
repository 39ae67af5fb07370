"""Files that a service mounts -> values; a file's text is a value, never a template."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from generator.parts.subject import Subject

LARGE = 200_000
"""Bytes of JSON above which an object may not fit into the 256 KiB of its own annotations, where a client-side apply
keeps a copy of it."""


def mounted(subject: Subject, files: Mapping[str, str]) -> dict[str, Any]:
    """path in the container -> the key of the ConfigMap that holds it, and its text, or base64 where it is none."""
    keys = config_keys(files)
    found: dict[str, Any] = {}
    for path, source in sorted(files.items()):
        content = subject.around.files.get(source)
        if content is None:
            continue  # a problem of its own, found by the cross-file rules
        found[path] = {"key": keys[path], **_body(content)}
    return found


def config_keys(files: Mapping[str, str]) -> dict[str, str]:
    """path -> a key of a ConfigMap: the file's name, with a hash of the path where two would be alike."""
    names = {path: re.sub(r"[^-._a-zA-Z0-9]", "_", path.rsplit("/", 1)[-1]) for path in files}
    alike = [name for name in names.values() if list(names.values()).count(name) > 1]
    return {
        path: f"{hashlib.sha256(path.encode()).hexdigest()[:8]}-{name}" if name in alike else name
        for path, name in names.items()
    }


def are_large(values: Mapping[str, Any]) -> bool:
    """Whether the files in the values are more than one ConfigMap takes."""
    return "files" in values and size(values["files"]) > LARGE


def size(files: Mapping[str, Mapping[str, str]]) -> int:
    """The bytes of the files in the values as JSON, or somewhat more."""
    text = json.dumps(files, ensure_ascii=False)
    return len(text.encode()) + 5 * sum(text.count(character) for character in "<>&\u2028\u2029")


def _body(content: bytes) -> dict[str, str]:
    try:
        return {"text": content.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode("ascii")}
