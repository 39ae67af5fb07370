"""The claims of `volumes`: each has a name of its own and a place to lie in, and its files a group that may write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import names
from generator.errors import Also, Place, Problem
from generator.model.serving import Serving
from generator.model.workload import Workload
from generator.nodes import locate
from generator.nouns import Fleet, Sources
from generator.parts import datastore
from generator.parts.claims import Claim, group_of, owned
from generator.validate.rules.volumes import Volumed, volumed


def named(users: Sequence[Volumed], fleet: Fleet) -> Iterator[Problem]:
    """No two claims of an environment have one name."""
    first: dict[tuple[str, str], Place] = {}
    for user in users:
        for path, claim in owned(user.name, user.service).items():
            place = locate(user.tree, ["volumes", path], at_key=True)
            other = first.setdefault((user.environment, claim.name), place)
            clash = _of_a_datastore(claim, user, fleet) if other is place else other
            if clash is not None:
                yield Problem(
                    code="claim-clash",
                    message=f"the claim of this volume would be `{claim.name}`, like another one",
                    place=place,
                    also=(Also(clash, "the other volume"),),
                    hint="give the volume a name: `{storage: 10Gi, name: data}`",
                )


def _of_a_datastore(claim: Claim, user: Volumed, fleet: Fleet) -> Place | None:
    """The volume of a datastore in the cluster that has this claim."""
    name = claim.name.removesuffix("-data")
    service = user.services.get(name) if claim.name.endswith("-data") else None
    block = datastore.block(service) if getattr(service, "run", "") == "in-cluster" else None
    if block is None or block.storage is None:
        return None
    return locate(fleet.layers[user.environment, name], ["inCluster", "storage"])


def placed(users: Sequence[Volumed], fleet: Fleet, sources: Sources) -> Iterator[Problem]:
    """Volumes that many pods mount have a file system to lie on."""
    for user in users:
        model = fleet.environments.get(user.environment)
        for path, claim in owned(user.name, user.service).items():
            if model is not None and model.efs is None and claim.storage_class == names.SHARED_STORAGE_CLASS:
                yield Problem(
                    code="missing-file-system",
                    message=f"the volume lies on EFS, and `{user.environment}` names no file system",
                    place=locate(user.tree, ["volumes", path], at_key=True),
                    hint=f"set `efs: {{fileSystem: fs-…}}` in `{sources.file_of['environment', user.environment]}`, "
                    "or name another `storageClass`",
                )


def writable(users: Sequence[Volumed]) -> Iterator[Problem]:
    """A disk belongs to root when it is new: somebody says which user writes to it, and only one group does."""
    for user in users:
        for path, claim in owned(user.name, user.service).items():
            if not claim.volume.many and not _may_write(user.service):
                yield Problem(
                    code="volume-without-user",
                    message="a new volume belongs to root, and the container runs as another user: it could not write",
                    place=locate(user.tree, ["volumes", path], at_key=True),
                    hint="add `runAsUser`, the user id of the image",
                )
        yield from _of_one_group(user)


def _may_write(workload: Workload) -> bool:
    """Whether a disk gets a group that the container runs as, or the container may be root's."""
    context = workload.security_context
    return workload.run_as_user is not None or context.fs_group is not None or context.run_as_non_root is False


def _of_one_group(user: Volumed) -> Iterator[Problem]:
    foreign = [mount for mount in user.mounts if mount.claim.owner != user.name and not mount.claim.volume.many]
    written = [(mount, group_of(user.services[mount.claim.owner])) for mount in foreign if not mount.read_only]
    named = user.service.security_context.fs_group
    for mount, group in written if named is not None else ():
        if group != named:
            yield Problem(
                code="volume-group-clash",
                message=f"the files of `{mount.claim.owner}` belong to the group {group}, and `fsGroup` is {named}: "
                "the pod would take them from their owner",
                place=locate(user.tree, ["volumes", mount.path], at_key=True),
                also=(Also(user.place("securityContext", "fsGroup"), "`fsGroup` is set here"),),
                hint=f"remove `fsGroup`: the pod has the group of `{mount.claim.owner}` then",
            )
    for mount, group in written[1:]:
        (one, its) = written[0]
        if group != its:
            yield Problem(
                code="volume-group-clash",
                message=f"the files of `{mount.claim.owner}` belong to the group {group}, and those of "
                f"`{one.claim.owner}` to {its}: a pod gives all its volumes to one",
                place=locate(user.tree, ["volumes", mount.path], at_key=True),
                also=(Also(locate(user.tree, ["volumes", one.path], at_key=True), "the other volume"),),
                hint="give both services one `runAsUser`, or mount one of the volumes with `readOnly: true`",
            )


def shared(users: Sequence[Volumed]) -> Iterator[Problem]:
    """A volume of one pod is mounted by nobody else."""
    for user in users:
        for mount in user.mounts:
            if mount.claim.owner != user.name and "ReadWriteOncePod" in mount.claim.volume.access_modes:
                yield Problem(
                    code="volume-not-shared",
                    message=f"the volume of `{mount.claim.owner}` is `ReadWriteOncePod`: no other pod mounts it",
                    place=user.place("volumes", mount.path, "from"),
                    hint=f"make it `ReadWriteOnce` or `ReadWriteMany` in `{mount.claim.owner}`",
                )
        yield from _shared_with_jobs(user)


def _shared_with_jobs(user: Volumed) -> Iterator[Problem]:
    """A job runs beside the pods of its service: those of the version before, or the new ones."""
    alone = {mount.path for mount in user.mounts if "ReadWriteOncePod" in mount.claim.volume.access_modes}
    for keys, job in user.service.jobs if isinstance(user.service, Serving) and alone else ():
        for index, path in enumerate(job.volumes):
            if path in alone:
                yield Problem(
                    code="volume-not-shared",
                    message=f"the volume at `{path}` is `ReadWriteOncePod`, and the service's own pod mounts it",
                    place=locate(user.tree, [*keys, "volumes", index]),
                    hint="make it `ReadWriteOnce` or `ReadWriteMany`",
                )


def agreed(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What claims ask of their environment; most fleets have few."""
    if users := [*volumed(fleet)]:
        yield from placed(users, fleet, sources)
        yield from named(users, fleet)
        yield from writable(users)
        yield from shared(users)
