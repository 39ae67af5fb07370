"""Schedules: when a CronJob runs is a moment that there is, in a time zone that there is."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import TypeAdapter, ValidationError

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.kubernetes.reading import text
from generator.model.cron import Cron, zones

CRON: TypeAdapter[str] = TypeAdapter(Cron)


def moments(cluster: Cluster) -> Iterator[Finding]:
    """CronJobs that would never run, or that nobody can tell when."""
    for job in cluster.of("CronJob"):
        schedule, zone = text(job.spec, "schedule"), text(job.spec, "timeZone")
        if schedule and not schedule.startswith("@every ") and (why := _mistake(schedule)):
            yield job.finding(
                ("spec", "schedule"), "schedule-invalid", f"{job}: {why}", "write one such as `0 2 * * *`"
            )
        if zone and zone not in zones():
            hint = did_you_mean(zone, zones(), "name an IANA time zone such as `Asia/Dhaka`")
            yield job.finding(("spec", "timeZone"), "time-zone-unknown", f"{job}: `{zone}` is no time zone", hint)


def _mistake(schedule: str) -> str:
    try:
        CRON.validate_python(schedule)
    except ValidationError as error:
        return error.errors()[0]["msg"]
    return ""
