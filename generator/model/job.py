"""The jobs around a rollout: what one says of itself; what it does not say, it has of its service."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Self

from pydantic import model_validator

from generator.model.container import Container
from generator.model.duration import Duration, seconds
from generator.model.mistake import Keys, mistake
from generator.model.places import ContainerPath
from generator.model.scalar import Whole
from generator.strict import key
from generator.suggest import near


class Job(Container):
    """A job before or after each rollout; image, env, files and user are the service's unless given."""

    volumes: list[ContainerPath] = key("volumes of its service that it mounts too, by their paths there", [])
    timeout: Duration = key("how long it may take, all its tries together", "10m")
    retries: Annotated[int, Whole(most=100)] = key("how often it is tried again when it fails", 2)

    @model_validator(mode="after")
    def _volumes_have_paths_of_their_own(self) -> Self:
        for index, path in enumerate(self.volumes):
            at, first = ("volumes", index), self.volumes.index(path)
            if first != index:
                raise mistake("duplicate-path", f"`{path}` is listed twice", at=at, beside=("volumes", first))
            if path in self.volumes_by_path:
                message = f"`{path}` is a volume, and among the folders of `writable`"
                raise mistake("path-taken", message, "keep one of them", at=at, beside=("writable",))
        return self

    def check(self, known: Collection[str], keys: Keys) -> None:
        """Raise an error for a volume that its service does not have; `keys` lead to the job."""
        for index, path in enumerate(self.volumes):
            if path not in known:
                meant = near(path, known)
                hint = f"did you mean `{meant}`?" if meant else "give it to the service, under `volumes`"
                message = f"the service has no volume at `{path}`"
                raise mistake("unknown-volume", message, hint, at=(*keys, "volumes", index))

    @property
    def is_its_service(self) -> bool:
        """Whether it would run just what its service runs, and never end."""
        return self.image is None and not self.command and not self.args

    @property
    def timeout_seconds(self) -> int:
        """How long it may take."""
        return seconds(self.timeout)
