"""Volumes that outlive pods: a service's own, and those of others that it mounts."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Tag, model_validator

from generator.model.datastore import STORAGE_CLASS
from generator.model.mistake import mistake
from generator.model.places import ContainerPath, SubPath
from generator.model.quantity import Volume
from generator.model.words import Label, ServiceName
from generator.strict import Strict, key

MANY = "ReadWriteMany"
AccessMode = Literal["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany"]


class OwnVolume(Strict):
    """A volume of its own: a claim that outlives pods, rollouts and the service itself."""

    storage: Volume = key("its size; it can grow, never shrink")
    access_modes: list[AccessMode] = key(
        "who may mount it: pods of one node, one pod, or with `ReadWriteMany` all of them, on EFS",
        ["ReadWriteOnce"],
        min_length=1,
    )
    storage_class: Annotated[str, STORAGE_CLASS] | None = key(
        "the storage class; `gp3` if not given, and `efs` with `ReadWriteMany`", None
    )
    name: Label | None = key(
        "the end of its claim's name; from the path if not given; another name is another volume", None
    )

    sub_path: SubPath | None = key("the folder of the volume that is mounted; all of it if not given", None)

    @model_validator(mode="after")
    def _modes_go_together(self) -> Self:
        if "ReadWriteOncePod" in self.access_modes and len(self.access_modes) > 1:
            message = "`ReadWriteOncePod` goes with no other access mode"
            raise mistake("bad-access-modes", message, "keep one of them", at=("accessModes",))
        return self

    @property
    def many(self) -> bool:
        """Whether pods of several nodes may mount it."""
        return MANY in self.access_modes


class VolumeFrom(Strict):
    """A volume of another service."""

    source: ServiceName = key("the service whose volume it is", alias="from")
    volume: ContainerPath | None = key(
        "where that service mounts it; at the same path, or its only one, if not given", None
    )
    read_only: bool = key("true: it can be read alone", False)
    sub_path: SubPath | None = key("the folder of the volume that is mounted; all of it if not given", None)


def _variant(value: Any) -> str:
    if isinstance(value, OwnVolume | VolumeFrom):
        return "(from)" if isinstance(value, VolumeFrom) else "(volume)"
    if not isinstance(value, dict):
        return "(size)"
    return "(from)" if value.keys() & {"from", "readOnly", "volume"} and "storage" not in value else "(volume)"


AnyVolume = Annotated[
    Annotated[Volume, Tag("(size)")] | Annotated[OwnVolume, Tag("(volume)")] | Annotated[VolumeFrom, Tag("(from)")],
    Discriminator(_variant),
]
Volumes = dict[ContainerPath, AnyVolume]
