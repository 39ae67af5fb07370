"""Files that a container sees: from below `config/files/`, one or a whole folder, or a key of a remote secret."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from generator.model.places import FilePath, Source
from generator.model.scalar import Text
from generator.model.value import Secret
from generator.strict import Strict, key

MODE = Text(
    code="bad-mode",
    expected='the permissions of a file, in octal and quoted: `"0755"`',
    pattern="0[0-7]{3}",
    remedy=lambda text: f"did you mean `0{text}`?" if re.fullmatch("[0-7]{3}", text) else "",
)
Mode = Annotated[str, MODE]


class FileSource(Strict):
    """A file or a folder below `config/files/`, with permissions."""

    source: Source = key("the file, relative to `config/`; with a `/` at its end all files of a folder")
    mode: Mode | None = key("its permissions, in octal and quoted; `0644` if not given", None)


class FileSecret(Secret):
    """A file that is a key of a remote secret."""

    mode: Mode | None = key("its permissions, in octal and quoted; `0644` if not given", None)


def _variant(value: Any) -> str:
    if isinstance(value, FileSource | FileSecret):
        return "(secret)" if isinstance(value, FileSecret) else "(source)"
    if not isinstance(value, dict):
        return "(file)"
    return "(secret)" if value.keys() & {"secret", "of"} and "source" not in value else "(source)"


AnyFile = Annotated[
    Annotated[Source, Tag("(file)")] | Annotated[FileSource, Tag("(source)")] | Annotated[FileSecret, Tag("(secret)")],
    Discriminator(_variant),
]
Files = dict[FilePath, AnyFile]


def is_folder(path: str) -> bool:
    """Whether a path stands for all that is below it."""
    return path.endswith("/")


def source_of(file: Any) -> str | None:
    """What is mounted from below `config/`; None for a secret."""
    return file if isinstance(file, str) else getattr(file, "source", None)
