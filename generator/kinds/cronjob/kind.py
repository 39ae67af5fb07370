"""A job that runs by a schedule."""

from __future__ import annotations

from generator.kinds.cronjob.model import CronJob
from generator.parts import environment, network, pod
from generator.parts.kind import WORKLOAD, Group, Kind, Template, Values
from generator.parts.subject import Subject


def values(subject: Subject) -> Values:
    """The values of its chart; a schedule that names no time zone has the environment's."""
    job: CronJob = subject.service
    zone = subject.environment.time_zone if subject.environment is not None else None
    found: Values = {
        "schedule": job.schedule,
        "timeZone": job.time_zone or zone,
        "concurrencyPolicy": job.concurrency_policy,
        "suspend": job.suspend,
        "history": {"succeeded": job.history.succeeded, "failed": job.history.failed},
        "retries": job.retries,
        "deadlineSeconds": job.deadline_seconds,
    }
    found |= pod.pod(subject)
    found["env"] = environment.plain(subject, job.env)
    found["secrets"] = environment.secrets(subject, job.env)
    found["downwardEnv"] = environment.downward(job.env)
    found["networkPolicy"] = network.policy(subject, {})
    return {key: value for key, value in found.items() if value not in (None, {}, [])}


KIND = Kind(
    name="cronjob",
    model=CronJob,
    values=values,
    offers=lambda subject: {},
    offered=frozenset(),
    peer=lambda subject: None,
    templates=(
        Template("cronjob.yaml"),
        Template("serviceaccount.yaml"),
        Template("configmap-env.yaml", "env"),
        Template("configmap-files.yaml", "files"),
        Template("externalsecret.yaml", "secrets"),
        Template("externalsecret-files.yaml", "secretFiles"),
        Template("networkpolicy.yaml"),
        Template("persistentvolumeclaims.yaml", "claims"),
    ),
    objects=(*WORKLOAD, Group("batch", "CronJob")),
)
