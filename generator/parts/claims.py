"""`volumes` -> a claim for each volume of its own, what of others is mounted, and who shares a node because of it.

A claim belongs to the chart of the service that gives its size, and stays when that goes. A volume that one node at a
time has (`ReadWriteOnce`) ties all that mount it to that node: each has one pod, which goes before the next one comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import names
from generator.model.service import Service
from generator.model.volume import OwnVolume
from generator.model.workload import Workload
from generator.parts.subject import Subject
from generator.parts.volumes import volume_name

FILES = frozenset({"files", "secret-files"})
"""The volumes of a pod that hold its mounted files."""


@dataclass(frozen=True)
class Claim:
    """A volume of a service: where that service mounts it, and what it asks for."""

    owner: str
    path: str
    volume: OwnVolume

    @property
    def name(self) -> str:
        """The claim's name: the service, then what it calls the volume."""
        return f"{self.owner}-{self.volume.name or volume_name(self.path, frozenset())}"

    @property
    def storage_class(self) -> str:
        """The class that was given, else the platform's: one disk, or a file system for all."""
        return self.volume.storage_class or (names.SHARED_STORAGE_CLASS if self.volume.many else names.STORAGE_CLASS)


@dataclass(frozen=True)
class Mount:
    """A claim as one service mounts it."""

    path: str
    claim: Claim
    sub_path: str | None
    read_only: bool = False


def owned(name: str, service: Service | None) -> dict[str, Claim]:
    """path -> the claim of each volume of a service's own."""
    own = service.own_volumes if isinstance(service, Workload) else {}
    return {path: Claim(name, path, volume) for path, volume in own.items()}


def meant(claims: Mapping[str, Claim], path: str, chosen: str | None) -> Claim | None:
    """The volume that `{from: …}` means: the one chosen, else the one at the same path, else the only one."""
    if chosen is not None:
        return claims.get(chosen)
    return claims.get(path) or (next(iter(claims.values())) if len(claims) == 1 else None)


def mounts(name: str, services: Mapping[str, Service]) -> Iterator[Mount]:
    """Every volume that a service mounts, its own first; what leads nowhere is left out."""
    service = services.get(name)
    if not isinstance(service, Workload) or not service.volumes:
        return
    for path, claim in owned(name, service).items():
        yield Mount(path, claim, claim.volume.sub_path)
    for path, taken in service.taken_volumes.items():
        other = meant(owned(taken.source, services.get(taken.source)), path, taken.volume)
        if other is not None and taken.source != name:
            yield Mount(path, other, taken.sub_path, taken.read_only)


def is_single(name: str, services: Mapping[str, Service]) -> bool:
    """Whether a service mounts a volume that one node at a time has."""
    return any(not mount.claim.volume.many for mount in mounts(name, services))


def companions(name: str, services: Mapping[str, Service]) -> list[str]:
    """The services whose pods share a node, as they share volumes that one node at a time has; none if it is alone."""
    shared = [
        {taker, mount.claim.owner}
        for taker, service in services.items()
        if isinstance(service, Workload) and service.volumes and service.taken_volumes
        for mount in mounts(taker, services)
        if mount.claim.owner != taker and not mount.claim.volume.many
    ]
    found, size = {name}, 0
    while size < len(found):
        size = len(found)
        found = found.union(*(pair for pair in shared if pair & found))
    return sorted(found) if len(found) > 1 else []


def volumes(subject: Subject) -> dict[str, Any]:
    """The values of a pod that mounts volumes, and of the claims of its own."""
    services = subject.around.services
    every = list(mounts(subject.name, services))
    own = [mount.claim for mount in every if mount.claim.owner == subject.name]
    found: dict[str, Any] = {"volumes": {mount.path: mounted(mount) for mount in every}}
    found["claims"] = {
        claim.name: {
            "size": claim.volume.storage,
            "class": claim.storage_class,
            "accessModes": list(claim.volume.access_modes),
        }
        for claim in own
    }
    if any(not mount.claim.volume.many for mount in every):
        found["sameNode"] = companions(subject.name, services)
    group = volume_group(every, subject)
    if group not in (group_of(subject.service), subject.service.run_as_user):
        found["volumeGroup"] = group
    return found


def mounted(mount: Mount) -> dict[str, Any]:
    """A volume as a pod mounts it."""
    name = volume_name(mount.path, FILES)
    found: dict[str, Any] = {"name": name, "claim": mount.claim.name}
    if mount.sub_path is not None:
        found["subPath"] = mount.sub_path
    return {**found, "readOnly": True} if mount.read_only else found


def volume_group(every: list[Mount], subject: Subject) -> int | None:
    """The group that its volumes belong to: of the services whose volumes it mounts, else its own.

    Kubernetes gives a disk to the pod's group when it is mounted for writing; another group would take it from its
    owner. On EFS everybody is the access point's own user.
    """
    own = group_of(subject.service)
    if subject.service.security_context.fs_group is not None:
        return own
    others = [mount for mount in every if mount.claim.owner != subject.name and not mount.claim.volume.many]
    for mount in sorted(others, key=lambda mount: mount.read_only):
        group = group_of(subject.around.services[mount.claim.owner])
        return own if group is None else group
    return own


def group_of(service: Service) -> int | None:
    """The group that a pod gives its volumes to: the one that it names, else that of its user."""
    if not isinstance(service, Workload):
        return None
    named = service.security_context.fs_group
    return service.run_as_user if named is None else named
