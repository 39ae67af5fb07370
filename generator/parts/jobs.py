"""`before` and `after` -> values, a job in the words of a chart; what it does not say, it has of its service.

Order, in Argo CD: what the jobs of `before` read, they one by one, the workload, then those of `after` one by one. A
PreSync hook would come before its own ConfigMap, ServiceAccount and Secret, and the first sync would wait for ever.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from generator import names
from generator.model.container import Amounts, Resources
from generator.model.job import Job
from generator.model.serving import Serving
from generator.parts import claims, environment, files, pod
from generator.parts.security import security
from generator.parts.subject import Subject
from generator.parts.volumes import writable

STAGES = {"before": -99, "after": 1}
"""Stage -> the sync wave of its first job; the workload has none, which is 0."""
SMALL = Resources(requests=Amounts(cpu="100m", memory="128Mi"), limits=Amounts(memory="256Mi"))
"""What a job on an image of its own is given, unless it says otherwise."""
BROUGHT = {
    "configmap-env.yaml": "env",
    "configmap-files.yaml": "files",
    "externalsecret.yaml": "secrets",
    "externalsecret-files.yaml": "secretFiles",
}
"""Template of a service -> the key by which a job brings one of its own."""
FILED = ("files", "fileModes", "secretFiles")
"""Keys of mounted files: a job that says some has all of them of its own, its service's files among them."""
SHARED = ("image", *FILED)
"""Keys that a chart gives to a job that lacks them, beside the service's variables: one value, one object for both."""


class Written(NamedTuple):
    """A job of a chart: in which stage, its name there, the keys that it uses in any environment, whether its files are
    more than one ConfigMap takes, and the keys that it takes from its service in some environment."""

    stage: str
    name: str
    uses: Mapping[str, Any]
    large: bool
    inherits: tuple[str, ...]


def jobs(subject: Subject) -> dict[str, Any]:
    """stage -> job -> its values."""
    service: Serving = subject.service
    found: dict[str, Any] = {}
    for (stage, name), job in service.jobs:
        stages = found.setdefault(stage, {})
        mounted = _mounted(subject, names.job(subject.name, name), job)
        stages[name] = {"wave": STAGES[stage] + len(stages), **_values(subject, service, job), **mounted}
    return found


def _mounted(subject: Subject, name: str, job: Job) -> dict[str, Any]:
    """Volumes of its service. A disk hangs on one node: the job runs where the pods of its service do, or anywhere if
    there are none, which is why it counts itself among them."""
    services, service = subject.around.services, subject.service
    mounted = [mount for mount in claims.mounts(subject.name, services) if mount.path in job.volumes]
    found: dict[str, Any] = {"volumes": {mount.path: claims.mounted(mount) for mount in mounted}} if mounted else {}
    if any(not mount.claim.volume.many for mount in mounted):
        found["sameNode"] = sorted({name, subject.name, *claims.companions(subject.name, services)})
    group = claims.volume_group(mounted, subject) if mounted else None
    own = service.security_context.fs_group if job.image is None else None
    if group not in (None, own, job.run_as_user or service.run_as_user):
        found["volumeGroup"] = group
    return found


def first_mounts(subject: Subject) -> dict[str, int]:
    """claim of its own -> the wave of the first job of `before` that mounts it, in which it must be made: a disk is not
    bound before a pod mounts it, and Argo CD waits for a wave to be healthy."""
    service: Serving = subject.service
    found: dict[str, int] = {}
    for wave, job in enumerate(service.before.values(), STAGES["before"]):
        for path, claim in claims.owned(subject.name, service).items():
            if path in job.volumes:
                found.setdefault(claim.name, wave)
    return found


def _values(subject: Subject, service: Serving, job: Job) -> dict[str, Any]:
    folders = writable(job if job.image is not None or job.writable else service)
    found = {
        "image": {} if job.image is None else pod.image(subject, job.image),
        "command": list(job.command),
        "args": list(job.args),
        "env": environment.plain(subject, job.env),
        "secrets": environment.secrets(subject, job.env),
        "downwardEnv": {**_inherited(service, job), **environment.downward(job.env)},
        **(files.values(subject, {**service.files, **job.files}) if job.files else {}),
        "writable": folders,
        "runAsUser": job.run_as_user or service.run_as_user,
        "securityContext": security(service) if job.image is None else {},
        "resources": pod.resources(resources(service, job), folders),
        "nodeSelector": dict(sorted(service.node_selector.items())),
        "tolerations": [pod.dump(toleration) for toleration in service.tolerations],
        "priorityClassName": service.priority_class_name,
        "retries": job.retries,
        "deadlineSeconds": job.timeout_seconds,
    }
    return {key: value for key, value in found.items() if value not in (None, {}, [])}


def _inherited(service: Serving, job: Job) -> dict[str, Any]:
    """Variables of its service that Kubernetes fills in, but for those that the job says otherwise."""
    return {name: value for name, value in environment.downward(service.env).items() if name not in job.env}


def resources(service: Serving, job: Job) -> Resources:
    """Its own; on its service's image what its service has, as it runs the same program."""
    if "resources" in job.model_fields_set:
        return job.resources
    return service.resources if job.image is None else SMALL


def of(values: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The jobs in the values of a chart, by name, each with its own."""
    for stage in STAGES:
        yield from values.get(stage, {}).items()


def traits(values: Mapping[str, Any]) -> Iterator[str]:
    """What holds of the jobs in the values of a chart, beside the keys that they have: `migrate is large`, and
    `migrate lacks image`."""
    for name, own in of(values):
        if files.are_large(own):
            yield f"{name} is large"
        yield from (f"{name} lacks {key}" for key in _lacking(own))


def _lacking(own: Mapping[str, Any]) -> Iterator[str]:
    """What a job has of its service."""
    if "image" not in own:
        yield "image"
    if own.keys().isdisjoint(FILED):
        yield from FILED


def written(uses: Mapping[str, Any], traits: Collection[str]) -> Iterator[Written]:
    """The jobs of a chart whose values have these keys and traits, in any environment or none."""
    for stage in STAGES:
        for name, used in sorted(uses.get(stage, {}).items()):
            lacking = (key for key in SHARED if f"{name} lacks {key}" in traits)
            inherits = tuple(key for key in lacking if key in uses)
            yield Written(stage, name, used, f"{name} is large" in traits, inherits)


def told(service: str, job: Written, uses: Mapping[str, Any]) -> dict[str, Any]:
    """What the template of a job is told: names, and where it may have files and variables from, as Helm asks."""
    own = {*job.uses.get("env", ()), *job.uses.get("downwardEnv", ()), *_secret(job.uses)}
    secretive = [f"$job.{key}" for key in ("downwardEnv", "secrets") if key in job.uses]
    return {
        "name": names.job(service, job.name),
        "filed": _filed(service, job, "files"),
        "confided": _filed(service, job, "secretFiles"),
        "plain": [f"${root}.env" for root, used in (("service", uses), ("job", job.uses)) if "env" in used],
        "secretive": (["$service.secrets"] if "secrets" in uses else []) + secretive,
        "overridden": sorted(own & _secret(uses)),
        "shared": {key: _shared(key) for key in job.inherits},
    }


def _shared(key: str) -> str:
    """Where the template finds what a job may have of its service."""
    return f"$holder.{key}" if key in FILED else f"($own.{key} | default $service.{key})"


def _secret(uses: Mapping[str, Any]) -> set[str]:
    """The variables that come from a Secret."""
    secrets = uses.get("secrets", {})
    return {*secrets.get("data", ()), *secrets.get("template", ())}


def _filed(service: str, job: Written, key: str) -> str:
    """What holds the files of a job: its own, its service's, or the one that there is in an environment."""
    own, other = f"{names.job(service, job.name)}-files", f"{service}-files"
    if key in job.uses and key in job.inherits:
        return f"{{{{ if $own.{key} }}}}{own}{{{{ else }}}}{other}{{{{ end }}}}"
    return own if key in job.uses else other
