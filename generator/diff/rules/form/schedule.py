"""CronJobs: their names leave room, and their schedules are moments that there are."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.kubernetes.reading import text

LONGEST = 52


def _schedule(subject: Subject) -> Iterator[Hit]:
    if subject.head is None or subject.identity.kind != "CronJob":
        return
    if subject.base is None and len(subject.identity.name) > LONGEST:
        yield Hit(f"the name of a CronJob has at most {LONGEST} characters", "metadata.name", "shorten the name")
    when, zone = text(subject.head, "spec", "schedule"), text(subject.head, "spec", "timeZone")
    if "TZ" in when:
        remedy = "write the time zone as `timeZone`, and the schedule without it"
        yield Hit("a schedule may not hold its time zone", "spec.schedule", remedy)
    elif when and not _is_moment(when):
        yield Hit("the schedule has not five fields that there are", "spec.schedule")
    if zone and not _is_zone(zone):
        yield Hit("there is no such time zone", "spec.timeZone", "name one such as `Asia/Dhaka`")


def _is_moment(schedule: str) -> bool:
    if schedule.startswith("@every "):
        return True
    from pydantic import TypeAdapter, ValidationError  # models take longer to load than all rules together

    from generator.model.cron import Cron

    try:
        TypeAdapter(Cron).validate_python(schedule)
    except ValidationError as error:
        return "never runs" in str(error)
    return True


def _is_zone(name: str) -> bool:
    from generator.model.cron import zones

    return name in zones()


RULES = (
    Rule(
        "I04",
        "X",
        "a CronJob is not written as Kubernetes takes it",
        "write a schedule such as `0 2 * * *`",
        _schedule,
        proved=True,
    ),
)
