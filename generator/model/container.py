"""One container: what it runs, what it is told, which files it sees, what it may use."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Tag, model_validator

from generator.model.credential import CREDENTIAL, names_a_secret
from generator.model.image import AnyImage
from generator.model.mistake import mistake
from generator.model.mounted import Files, is_folder, source_of
from generator.model.places import ContainerPath, upwards
from generator.model.quantity import Cpu, Memory, Storage, bytes_of, millicores
from generator.model.scalar import Whole
from generator.model.texts import ENV_TEXT, AnyText, EnvName
from generator.model.value import AnyValue, Excused
from generator.strict import Strict, key

USER = Whole(least=1, most=2147483647, noun="a user id that is not root's, a number")

UserId = Annotated[int, USER]


class Amounts(Strict):
    """Amounts of what a node has."""

    cpu: Cpu | None = key("CPU: `250m` is a quarter of a core", None)
    memory: Memory | None = key("memory, such as `256Mi`", None)
    ephemeral_storage: Storage | None = key("disk of the node, such as `1Gi`", None, alias="ephemeral-storage")


class Resources(Strict):
    """What a container is given for sure, and what it may use at most."""

    requests: Amounts = key("what it is given for sure; the scheduler counts with it", Amounts)
    limits: Amounts = key("what it may use at most", Amounts)

    @model_validator(mode="after")
    def _requests_are_within_limits(self) -> Self:
        for name, label, measured in (
            ("cpu", "cpu", millicores),
            ("memory", "memory", bytes_of),
            ("ephemeral_storage", "ephemeral-storage", bytes_of),
        ):
            request, limit = getattr(self.requests, name), getattr(self.limits, name)
            if request is not None and limit is not None and measured(request) > measured(limit):
                message = f"the request `{request}` is over the limit `{limit}`"
                at, beside = ("limits", label), ("requests", label)
                raise mistake(
                    "request-over-limit", message, "raise the limit or lower the request", at=at, beside=beside
                )
        return self


class Writable(Strict):
    """An empty folder that the container may write to."""

    size_limit: Storage = key("how much fits in; a pod that writes more is evicted", "64Mi")
    medium: Literal["Memory"] | None = key("`Memory` keeps it in memory, which counts as the container's", None)


AnyWritable = Annotated[
    Annotated[Storage, Tag("(size)")] | Annotated[Writable, Tag("(folder)")],
    Discriminator(lambda value: "(folder)" if isinstance(value, dict | Writable) else "(size)"),
]
WritableFolders = Annotated[
    Annotated[list[ContainerPath], Tag("(list)")] | Annotated[dict[ContainerPath, AnyWritable], Tag("(sizes)")],
    Discriminator(lambda value: "(sizes)" if isinstance(value, dict) else "(list)"),
]


def _needed(name: str, value: str) -> None:
    """A reason for what needs none hides the day when it does."""
    if not names_a_secret(name, value) and re.search(CREDENTIAL, value) is None:
        message = "neither the variable nor its value looks like a secret"
        raise mistake("waiver-idle", message, "write the text alone", at=("env", name))


def _check_folder(path: str, source: str | None) -> None:
    """A folder is mounted as a folder, and all else as a file."""
    if is_folder(path) == is_folder(source or ""):
        return
    what = "a secret" if source is None else f"`{source}` a folder" if is_folder(source) else f"`{source}` a file"
    message = f"`{path}` is {'a folder' if is_folder(path) else 'a file'}, and {what}"
    hint = "write `/` at the end of both, or of none" if source is not None else "name the file"
    raise mistake("folder-mismatch", message, hint, at=("files", path))


class Container(Strict):
    """What a service's own container and its jobs have in common."""

    image: AnyImage | None = key("the image", None)
    command: list[AnyText] = key("what runs in place of the image's entry point", [])
    args: list[AnyText] = key("what it is called with", [])
    env: dict[EnvName, AnyValue] = key(
        "environment variables: a text, `{from: …}`, `{secret: …}`, `{field: …}` or `{resource: …}`", {}
    )
    files: Files = key("files that are mounted read-only: path in the container to source, or to `{secret: …}`", {})
    writable: WritableFolders = key("folders that it may write to; all else is read-only", [])
    run_as_user: UserId | None = key("the user id that it runs as, where the image's own is a name or root", None)
    resources: Resources = key("what it is given, and what it may use", Resources)

    @property
    def volumes_by_path(self) -> dict[str, Writable]:
        """The folders that it may write to, in order of their paths."""
        found: Any = self.writable
        if isinstance(found, list):
            return {path: Writable() for path in sorted(found)}
        return {path: v if isinstance(v, Writable) else Writable(sizeLimit=v) for path, v in sorted(found.items())}

    @model_validator(mode="after")
    def _secrets_are_no_texts(self) -> Self:
        for name, value in self.env.items():
            if isinstance(value, Excused):
                _needed(name, value.value)
            elif isinstance(value, str) and names_a_secret(name, value):
                message = "the variable names a secret, and its value is text that git keeps"
                hint = f"{ENV_TEXT.instead}; replace it, as git keeps it"
                raise mistake("plain-secret", message, hint, at=("env", name))
        return self

    @model_validator(mode="after")
    def _paths_do_not_collide(self) -> Self:
        first: dict[str, int] = {}
        for index, path in enumerate(self.writable if isinstance(self.writable, list) else ()):
            if (known := first.setdefault(path, index)) != index:
                at, beside = ("writable", index), ("writable", known)
                raise mistake("duplicate-path", f"`{path}` is listed twice", at=at, beside=beside)
        within = {above: folder for folder in self.volumes_by_path for above in upwards(folder)}
        for path, file in self.files.items():
            _check_folder(path, source_of(file))
            above = next((other for other in upwards(path) if other in self.files and other != path), None)
            if above is not None:
                message = f"`{path}` lies below `{above}`, which is a file"
                raise mistake("path-below-file", message, at=("files", path), beside=("files", above))
            if path in within:
                message = f"`{path}` is a file, and `{within[path]}` a folder that can be written to"
                raise mistake("path-taken", message, at=("files", path), beside=("writable",))
        return self
