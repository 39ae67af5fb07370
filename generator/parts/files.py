"""Files that a service mounts -> values; a file's text is a value, never a template."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from generator.parts.subject import Subject


def mounted(subject: Subject, files: Mapping[str, str]) -> dict[str, Any]:
    """path in the container -> the key of the ConfigMap that holds it, and its text, or base64 where it is not UTF-8."""
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


def _body(content: bytes) -> dict[str, str]:
    try:
        return {"text": content.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode("ascii")}
