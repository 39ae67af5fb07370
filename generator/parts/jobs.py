"""`before` and `after` -> values, a job in the words of a chart; what it does not say, it has of its service.

Order, in Argo CD: what the jobs of `before` read, they one by one, the workload, then those of `after` one by one. A
PreSync hook would come before its own ConfigMap, ServiceAccount and Secret, and the first sync would wait for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.model.container import Amounts, Resources
from generator.model.job import Job
from generator.model.serving import Serving
from generator.parts import environment, files, pod
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
SHARED = ("image", "files", "fileModes", "secretFiles")
"""Keys that a chart gives to a job that lacks them, beside the service's variables: one value, one object for both."""


class Written(NamedTuple):
    """A job of a chart: in which stage, its name there, the keys that it uses in any environment, its values wherever
    it is, and the keys that it takes from its service in some of them."""

    stage: str
    name: str
    uses: Mapping[str, Any]
    everywhere: Sequence[Mapping[str, Any]]
    inherits: tuple[str, ...]


def jobs(subject: Subject) -> dict[str, Any]:
    """stage -> job -> its values."""
    service: Serving = subject.service
    found: dict[str, Any] = {}
    for (stage, name), job in service.jobs:
        stages = found.setdefault(stage, {})
        stages[name] = {"wave": STAGES[stage] + len(stages), **_values(subject, service, job)}
    return found


def _values(subject: Subject, service: Serving, job: Job) -> dict[str, Any]:
    folders = writable(job if job.image is not None or job.writable else service)
    found = {
        "image": {} if job.image is None else pod.image(subject, job.image),
        "command": list(job.command),
        "args": list(job.args),
        "env": environment.plain(subject, job.env),
        "secrets": environment.secrets(subject, job.env),
        **(files.values(subject, {**service.files, **job.files}) if job.files else {}),
        "writable": folders,
        "runAsUser": job.run_as_user or service.run_as_user,
        "resources": pod.resources(_resources(service, job), folders),
        "nodeSelector": dict(sorted(service.node_selector.items())),
        "tolerations": [pod.dump(toleration) for toleration in service.tolerations],
        "priorityClassName": service.priority_class_name,
        "retries": job.retries,
        "deadlineSeconds": job.timeout_seconds,
    }
    return {key: value for key, value in found.items() if value not in (None, {}, [])}


def _resources(service: Serving, job: Job) -> Resources:
    """Its own; on its service's image what its service has, as it runs the same program."""
    if "resources" in job.model_fields_set:
        return job.resources
    return service.resources if job.image is None else SMALL


def of(values: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The jobs in the values of a chart, by name, each with its own."""
    for stage in STAGES:
        yield from values.get(stage, {}).items()


def written(uses: Mapping[str, Any], everywhere: Sequence[Mapping[str, Any]]) -> Iterator[Written]:
    """The jobs of a chart that uses these keys, by its values in each environment and in none."""
    for stage in STAGES:
        for name, used in sorted(uses.get(stage, {}).items()):
            there = [values[stage][name] for values in everywhere if name in values.get(stage, {})]
            lacking = [key for key in SHARED if any(key not in own for own in there)]
            yield Written(stage, name, used, there, tuple(key for key in lacking if key in uses))
