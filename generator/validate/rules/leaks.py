"""Files that services mount: git and a ConfigMap keep them in the open, so none holds a key or a token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.errors import Problem
from generator.model.credential import CREDENTIAL
from generator.model.mistake import shown
from generator.nodes import locate
from generator.nouns import Fleet, Sources
from generator.validate.rules.limits import filed


def mounted(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Each mounted file is free of what looks like a credential; which one it is, is not shown."""
    for tree, path, files in filed(fleet):
        for file in files.values():
            if _leaks(sources.files.get(file.source or "", b"")):
                yield Problem(
                    code="plain-secret",
                    message=f"{shown(f'config/{file.source}')} holds what looks like a key or a token",
                    place=locate(tree, [*path, "files", file.written, "source"]),
                    hint="put it into the service's remote secret and mount it as `{secret: <key>}`; "
                    "replace it, as git keeps it",
                )


@lru_cache(maxsize=256)
def _leaks(content: bytes) -> bool:
    return re.search(CREDENTIAL, content.decode("utf-8", "replace")) is not None
