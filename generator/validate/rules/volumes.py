"""`volumes`: what is taken from another service is there, and whoever mounts one disk has one pod."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.errors import Also, Place, Problem
from generator.kinds.cronjob.model import CronJob
from generator.model.deployed import Deployed
from generator.model.service import Service
from generator.model.volume import VolumeFrom
from generator.model.workload import Workload
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.parts.claims import Claim, Mount, meant, mounts, owned
from generator.parts.scaling import most
from generator.suggest import near
from generator.validate.phrases import listed
from generator.validate.rules.services import unknown_service

Services = Mapping[str, Service]


class Volumed(NamedTuple):
    """A service with volumes, in one environment."""

    environment: str
    name: str
    service: Workload
    tree: Branch
    services: Services

    def place(self, *path: str) -> Place:
        """The place of a key of the service."""
        return locate(self.tree, path)

    @property
    def mounts(self) -> list[Mount]:
        """What it mounts."""
        return list(mounts(self.name, self.services))


def volumed(fleet: Fleet) -> Iterator[Volumed]:
    """Every service with volumes, in each environment."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            if isinstance(service, Workload) and service.volumes:
                yield Volumed(environment, name, service, fleet.layers[environment, name], services)


def taken(users: Sequence[Volumed], sources: Sources) -> Iterator[Problem]:
    """`{from: app}` names a volume of a service that is there, and that is needed."""
    for user in users:
        for path, volume in user.service.taken_volumes.items():
            yield from _taken(user, path, volume, sources)


def _taken(user: Volumed, path: str, volume: VolumeFrom, sources: Sources) -> Iterator[Problem]:
    place, owner = user.place("volumes", path, "from"), volume.source
    if owner not in sources.named("service"):
        yield unknown_service(owner, place, sources)
        return
    if owner == user.name:
        hint = "write its size: `10Gi`"
        yield Problem(
            code="unknown-volume", message="the volume is taken from this service itself", place=place, hint=hint
        )
        return
    if owner in user.services:
        claims = owned(owner, user.services[owner])
        if meant(claims, path, volume.volume) is None:
            yield _unknown(user, path, volume, claims)
            return
    yield from _needed(user, path, owner)


def _needed(user: Volumed, path: str, owner: str) -> Iterator[Problem]:
    """A volume is there once its owner starts, so who takes it needs the owner, and comes after it."""
    place, need = user.place("volumes", path, "from"), user.service.needs.get(owner)
    if need is None:
        yield Problem(
            code="volume-without-need",
            message=f"the volumes of `{owner}` are only for those who need `{owner}`",
            place=place,
            hint=f"add `{owner}: {{}}` to `needs` of `{user.name}`",
        )
    elif not need.order:
        yield Problem(
            code="volume-out-of-order",
            message=f"the volumes of `{owner}` are there once it starts, and this need orders nothing",
            place=user.place("needs", owner, "order"),
            also=(Also(place, "its volume is taken here"),),
            hint=f"remove `order: false`, or give the volume to this service and let `{owner}` take it",
        )


def _unknown(user: Volumed, path: str, volume: VolumeFrom, claims: Mapping[str, Claim]) -> Problem:
    owner, chosen = volume.source, volume.volume
    if not claims:
        message, hint = f"`{owner}` has no volume of its own", f"add `volumes: {{{path}: 10Gi}}` to `{owner}`"
    elif chosen is None:
        message = f"`{owner}` has several volumes, and none at `{path}`"
        hint = f"name one by `volume`: {listed([*claims])}"
    else:
        meant_path = near(chosen, claims)
        message = f"`{owner}` has no volume of its own at `{chosen}`"
        hint = f"did you mean `{meant_path}`?" if meant_path else f"its volumes are at {listed([*claims], 'and')}"
    key = "from" if chosen is None else "volume"
    return Problem(code="unknown-volume", message=message, place=user.place("volumes", path, key), hint=hint)


def mounted_once(users: Sequence[Volumed]) -> Iterator[Problem]:
    """No service mounts one volume at two paths."""
    for user in users:
        first: dict[str, str] = {}
        for mount in user.mounts:
            path = first.setdefault(mount.claim.name, mount.path)
            if path != mount.path:
                yield Problem(
                    code="volume-mounted-twice",
                    message=f"the volume is mounted at `{path}` already",
                    place=locate(user.tree, ["volumes", mount.path], at_key=True),
                    also=(Also(locate(user.tree, ["volumes", path], at_key=True), "it is mounted here"),),
                    hint="mount it once",
                )


def one_pod(users: Sequence[Volumed]) -> Iterator[Problem]:
    """Whoever mounts a disk has one pod at a time."""
    for user in users:
        single = next((mount for mount in user.mounts if not mount.claim.volume.many), None)
        if single is not None:
            yield from _several(user, single)


def _several(user: Volumed, mount: Mount) -> Iterator[Problem]:
    service, mode = user.service, mount.claim.volume.access_modes[0]
    also = (Also(locate(user.tree, ["volumes", mount.path], at_key=True), f"a volume that is `{mode}`"),)
    wide = f", or make the volume `ReadWriteMany` where `{mount.claim.owner}` has it"
    if isinstance(service, CronJob) and service.concurrency_policy == "Allow":
        yield Problem(
            code="volume-needs-one-pod",
            message=f"found `Allow`, expected one run at a time: its volume is `{mode}`",
            place=user.place("concurrencyPolicy"),
            also=also,
            hint=f"write `Forbid` or `Replace`{wide}",
        )
    if most(service) > 1:
        scaled = getattr(service, "scaling", None) is not None
        path, act = (["scaling"], "remove `scaling`") if scaled else (["replicas"], "write `1`")
        yield Problem(
            code="volume-needs-one-pod",
            message=f"found up to {most(service)} pods, expected one: a volume of the service is `{mode}`",
            place=locate(user.tree, path, at_key=scaled),
            also=also,
            hint=f"{act}{wide}",
        )


def recreated(users: Sequence[Volumed]) -> Iterator[Problem]:
    """A disk hangs on one node: the old pod lets it go before the new one comes."""
    for user in users:
        service = user.service
        if not isinstance(service, Deployed) or not service.strategy.model_fields_set:
            continue
        single = next((mount for mount in user.mounts if not mount.claim.volume.many), None)
        if single is not None and service.strategy.type != "Recreate":
            mode = single.claim.volume.access_modes[0]
            disk = locate(user.tree, ["volumes", single.path], at_key=True)
            yield Problem(
                code="volume-needs-recreate",
                message=f"the old pod must go before the new one comes: a volume of the service is `{mode}`",
                place=locate(user.tree, ["strategy"], at_key=True),
                also=(Also(disk, f"a volume that is `{mode}`"),),
                hint="remove `strategy`: it is `Recreate` then",
            )


def agreed(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What volumes ask of the services that mount them; most fleets have few."""
    if users := [*volumed(fleet)]:
        yield from taken(users, sources)
        for rule in (mounted_once, one_pod, recreated):
            yield from rule(users)
