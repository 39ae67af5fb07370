"""Paths in a container and in the repository, and addresses and references of git."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from generator.model.credential import CREDENTIAL
from generator.model.image import REGISTRY_PORT
from generator.model.scalar import Text
from generator.model.words import HOST_PATTERN

DOTS = r"(^|/)\.\.?(/|$)"
RUNTIMES = (  # the container runtime's and Kubernetes' own, but not `/dev/shm`
    r"^/(proc|sys|var/run/secrets)(/|$)|^/dev(/([^s].*|s|s[^h].*|sh|sh[^m].*|shm[^/].*))?$"
)
GIT_PATH = r"[A-Za-z0-9_~][A-Za-z0-9._~/-]*"


def upwards(path: str) -> Iterator[str]:
    """The path and the folders above it, the nearest first."""
    while path.strip("/"):
        yield path
        path = path[: path.rindex("/")] if "/" in path else ""


def _path_remedy(text: str) -> str:
    if text == "/":
        return "name the folder: a container's root is the image's"
    if re.search(RUNTIMES, text):
        return "choose another path: this one belongs to Kubernetes and the container runtime"
    return f"did you mean `{text.rstrip('/')}`?" if re.fullmatch("(/[^/:]+)+/+", text) else ""


CONTAINER_PATH = Text(
    code="bad-path",
    expected="an absolute path such as `/var/cache`, without `..`, `//` and `:`",
    pattern=r"(/[^/:\x00-\x1f]+)+",
    longest=1024,
    never=rf"{DOTS}|{RUNTIMES}",
    remedy=_path_remedy,
)
FILE_PATH = Text(
    code="bad-path",
    expected="an absolute path such as `/etc/app.conf`, or of a folder `/etc/app/`, without `..`, `//` and `:`",
    pattern=rf"{CONTAINER_PATH.pattern}/?",
    longest=1024,
    never=CONTAINER_PATH.never,
    remedy=_path_remedy,
)
SUB_PATH = Text(
    code="bad-path",
    expected="a folder of the volume such as `data`, without `/` at its beginning, `..` and `:`",
    pattern=r"[^/:\x00-\x1f]+(/[^/:\x00-\x1f]+)*",
    longest=1024,
    never=DOTS,
    remedy=lambda text: f"did you mean `{text.strip('/')}`?" if text.strip("/") != text else "",
)
SOURCE = Text(
    code="bad-path",
    expected="a file below `files/`, relative to `config/`, such as `files/backend/schema.sql`",
    pattern=r"files(/[^/:\\\x00-\x1f]+)+/?",
    longest=512,
    never=DOTS,
    remedy=lambda text: f"did you mean `{text.removeprefix('config/')}`?" if text.startswith("config/files/") else "",
)


def _git_remedy(text: str) -> str:
    if text.startswith("http://"):
        return "use `https://`"
    if re.search(CREDENTIAL, text) or ("://" in text and "@" in text and not text.startswith("ssh://git@")):
        return "remove the credentials; Argo CD has its own for the repository"
    return ""


# never shown: people paste addresses with a token in them
GIT_URL = Text(
    code="bad-url",
    expected="`https://<host>/<path>` or `git@<host>:<path>`, without credentials",
    pattern=(
        rf"https://{HOST_PATTERN}{REGISTRY_PORT}/{GIT_PATH}"
        rf"|ssh://[a-z_][a-z0-9_-]*@{HOST_PATTERN}{REGISTRY_PORT}/{GIT_PATH}"
        rf"|[a-z_][a-z0-9_-]*@{HOST_PATTERN}:{GIT_PATH}"
    ),
    longest=1024,
    never=rf"{DOTS}|{CREDENTIAL}",
    remedy=_git_remedy,
    secret=True,
)
GIT_REF = Text(
    code="bad-revision",
    expected="a branch, tag or commit such as `main`",
    pattern=r"[A-Za-z0-9_][A-Za-z0-9._/@+-]*",
    longest=255,
    never=r"\.\.|//|/\.|\.lock(/|$)|[./]$",
)

ContainerPath = Annotated[str, CONTAINER_PATH]
FilePath = Annotated[str, FILE_PATH]
SubPath = Annotated[str, SUB_PATH]
Source = Annotated[str, SOURCE]
GitAddress = Annotated[str, GIT_URL]
GitRef = Annotated[str, GIT_REF]
