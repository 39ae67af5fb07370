"""Files that a service mounts -> values; a file's text is a value, never a template."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from generator import names
from generator.model.mounted import is_folder, source_of
from generator.model.value import Secret
from generator.parts.subject import Subject

LARGE = 200_000
"""Bytes of JSON above which an object may not fit into the 256 KiB of its own annotations, where a client-side apply
keeps a copy of it."""


USUAL = "0644"
"""The permissions of a file that says none, as Kubernetes has it."""


class Mounted(NamedTuple):
    """One file: by which key it is written, and its content, which is a source's or a secret's."""

    written: str
    source: str | None
    secret: Secret | None
    mode: str | None


def expanded(files: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Mounted]:
    """path -> the file there; a folder is all files below it, and what is named alone beats what is in a folder."""
    found: dict[str, Mounted] = {}
    for path, file in sorted(files.items(), key=lambda item: (not is_folder(item[0]), item[0])):
        mode: str | None = getattr(file, "mode", None)
        source = source_of(file)
        if source is None:
            found[path] = Mounted(path, None, file, mode)
        elif is_folder(path):
            below = (name for name in known if name.startswith(source))
            found |= {path + name.removeprefix(source): Mounted(path, name, None, mode) for name in below}
        else:
            found[path] = Mounted(path, source, None, mode)
    return dict(sorted(found.items()))


def values(subject: Subject, files: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the ConfigMap with files, and of the Secret with those that are secret."""
    every = expanded(files, subject.around.files)
    plain = {path: file for path, file in every.items() if file.source in subject.around.files}
    secret = {path: file for path, file in every.items() if file.secret is not None}
    found: dict[str, Any] = {"files": mounted(subject, plain), "fileModes": _modes(plain)}
    if secret:
        modes, held = _modes(secret), _secrets(subject, secret)
        found["secretFiles"] = {
            "files": {path: {**held[path], "mode": modes[path]} for path in held} if modes else held
        }
        if subject.environment is not None:
            prefix = names.secret_prefix(subject.environment.secrets.prefix, subject.around.name)
            found["secretFiles"]["prefix"] = prefix
    return found


def mounted(subject: Subject, files: Mapping[str, Mounted]) -> dict[str, Any]:
    """path in the container -> the key of the ConfigMap that holds it, and its text, or base64 where it is none."""
    keys = config_keys(files)
    contents = ((path, subject.around.files[str(file.source)]) for path, file in files.items())
    return {path: {"key": keys[path], **_body(content)} for path, content in contents}


def _secrets(subject: Subject, files: Mapping[str, Mounted]) -> dict[str, Any]:
    keys = config_keys(files)
    return {
        path: {"key": keys[path], "service": file.secret.of or subject.name, "property": file.secret.secret}
        for path, file in files.items()
        if file.secret is not None
    }


def _modes(files: Mapping[str, Mounted]) -> dict[str, str]:
    """The permissions of each, where any has some: Kubernetes then wants a list of all."""
    if all(file.mode is None for file in files.values()):
        return {}
    return {path: file.mode or USUAL for path, file in files.items()}


def config_keys(files: Iterable[str]) -> dict[str, str]:
    """path -> a key of a ConfigMap: the file's name, with a hash of the path where two would be alike."""
    named = {path: re.sub(r"[^-._a-zA-Z0-9]", "_", path.rsplit("/", 1)[-1]) for path in files}
    alike = {name for name, count in Counter(named.values()).items() if count > 1}
    return {
        path: f"{hashlib.sha256(path.encode()).hexdigest()[:8]}-{name}" if name in alike else name
        for path, name in named.items()
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
