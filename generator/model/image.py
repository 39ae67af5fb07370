"""Container images: repository, tag and digest, and the full name that a short one stands for."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Discriminator, Tag, model_validator

from generator.model.mistake import found, mistake
from generator.model.scalar import Text
from generator.model.words import HOST_PATTERN, ServiceName
from generator.strict import Strict, key

COMPONENT = r"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*"
REGISTRY_PORT = r"(:(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}))?"


def full_name(repository: str) -> str:
    """The name with its registry, as Docker reads it: `nginx` is `docker.io/library/nginx`."""
    first, slash, _ = repository.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        return repository
    return f"docker.io/{repository}" if slash else f"docker.io/library/{repository}"


def is_listed(repository: str, registries: list[str]) -> bool:
    """Whether a repository lies in one of the registries; compared part by part, never by the beginning of a part."""
    parts = full_name(repository).split("/")
    return any(parts[: len(listed)] == listed for listed in ([*_registry(name).split("/")] for name in registries))


def _registry(name: str) -> str:
    first = name.partition("/")[0]
    return name if "." in first or ":" in first or first == "localhost" else f"docker.io/{name}"


def _remedy(text: str) -> str:
    if "://" in text:
        return f"write it without the scheme: `{text.split('://', 1)[1]}`"
    if text.lower() != text:
        return f"did you mean `{text.lower()}`?"
    name, _, digest = text.partition("@")
    if digest:
        return "write the digest as `digest`"
    last = name.rpartition("/")[2]
    return f'write the tag as `tag: "{last.partition(":")[2]}"`' if ":" in last else ""


REPOSITORY = Text(
    code="bad-image",
    expected="an image repository such as `docker.io/library/nginx`",
    pattern=rf"({HOST_PATTERN}{REGISTRY_PORT}/)?{COMPONENT}(/{COMPONENT})*",
    longest=255,
    remedy=_remedy,
)
REGISTRY = Text(
    code="bad-image",
    expected="a registry, or a part of one, such as `docker.io/library`",
    pattern=rf"{HOST_PATTERN}{REGISTRY_PORT}(/{COMPONENT})*",
    longest=255,
    remedy=lambda text: f"did you mean `{text.rstrip('/')}`?" if text.endswith("/") else _remedy(text),
)
TAG = Text(
    code="bad-image",
    expected="a tag: letters, digits, `_`, `.` and `-`, not beginning with `.` or `-`",
    pattern=r"[A-Za-z0-9_][A-Za-z0-9._-]*",
    longest=128,
)
DIGEST = Text(
    code="bad-image",
    expected="a digest: `sha256:` and 64 lower-case hexadecimal digits",
    pattern=r"sha256:[0-9a-f]{64}",
)

Repository = Annotated[str, REPOSITORY]
Registry = Annotated[str, REGISTRY]
ImageTag = Annotated[str, TAG]
Digest = Annotated[str, DIGEST]


class Image(Strict):
    """A container image, by tag, digest, or both."""

    repository: Repository = key("the repository, without a tag; `acme/x` is `docker.io/acme/x`")
    tag: ImageTag | None = key("the tag; not `latest`, unless a digest says which one", None)
    digest: Digest | None = key("the digest, `sha256:…`; it decides where both are given", None)

    @model_validator(mode="before")
    @classmethod
    def _is_not_one_text(cls, value: Any) -> Any:
        if isinstance(value, str):
            hint = "write it as `repository`, `tag` and `digest`, or as `from` with a service"
            raise mistake("wrong-type", f"found {found(value)}, expected a mapping", hint)
        return value

    @model_validator(mode="after")
    def _names_one_build(self) -> Self:
        if self.tag == "latest" and self.digest is None:
            hint = "write the version that runs now, or add its `digest`"
            raise mistake("bad-image", "found `latest`, expected a tag that stays what it is", hint, at=("tag",))
        return self

    @property
    def normalised(self) -> str:
        """The repository with its registry."""
        return full_name(self.repository)

    @property
    def reference(self) -> str:
        """The image as a pod names it: `repository:tag@digest`."""
        tag = f":{self.tag}" if self.tag else ""
        return f"{self.normalised}{tag}@{self.digest}" if self.digest else f"{self.normalised}{tag}"


class ImageFrom(Strict):
    """The image of another service: one change of it moves both."""

    source: ServiceName = key("the service whose image this is", alias="from")


AnyImage = Annotated[
    Annotated[Image, Tag("(image)")] | Annotated[ImageFrom, Tag("(from)")],
    Discriminator(lambda value: "(from)" if _is_another(value) else "(image)"),
]


def _is_another(value: Any) -> bool:
    return isinstance(value, ImageFrom) or (isinstance(value, dict) and "from" in value)
