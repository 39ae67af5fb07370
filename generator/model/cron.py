"""Cron schedules as Kubernetes and Argo CD read them (five fields, or a macro), and the time zones they are in."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Sequence
from typing import Annotated, NamedTuple

from generator.model.mistake import mistake, shown
from generator.model.scalar import Choice, Text

MACROS = ("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Field(NamedTuple):
    """One of the five fields: its name in messages, its bounds, the names that stand for numbers."""

    noun: str
    least: int
    most: int
    names: tuple[str, ...] = ()


FIELDS = (
    Field("minute", 0, 59),
    Field("hour", 0, 23),
    Field("day of the month", 1, 31),
    Field("month", 1, 12, MONTHS),
    Field("day of the week", 0, 6, WEEKDAYS),
)


def _check(text: str) -> None:
    if text.startswith("@"):
        return
    days, months, weekdays = [_moments(part, field) for part, field in zip(text.split(), FIELDS, strict=True)][2:]
    any_weekday = len(weekdays) == 7  # otherwise either of the two days is enough
    if any_weekday and all(min(days) > LONGEST_MONTH[month - 1] for month in months):
        raise mistake("bad-cron", f"{shown(text)} never runs: none of its months has a day {min(days)}")


def _moments(text: str, field: Field) -> set[int]:
    """All numbers that a field of a schedule stands for."""
    return {moment for part in text.split(",") for moment in _span(part, field)}


def _span(part: str, field: Field) -> range:
    reach, slash, step_text = part.partition("/")
    step = _number(step_text, field._replace(names=())) if slash and step_text != "0" else 1
    if slash and step_text.strip("0") == "":
        raise mistake("bad-cron", f"found the step {shown(part)}, expected a step of 1 or more")
    if step > field.most - field.least:
        message = f"found the step {shown(part)}, expected at most {field.most - field.least}"
        raise mistake("bad-cron", message, f"write the {field.noun} itself: such a step is never taken")
    if reach in ("*", "?"):
        return range(field.least, field.most + 1, step)
    first_text, dash, last_text = reach.partition("-")
    first = _within(first_text, field)
    last = _within(last_text, field) if dash else field.most if slash else first
    if last < first:
        raise mistake("bad-cron", f"found the {field.noun} {shown(part)}, expected a range that does not go backwards")
    return range(first, last + 1, step)


def _within(text: str, field: Field) -> int:
    number = _number(text, field)
    if not field.least <= number <= field.most:
        hint = "write `0` for Sunday" if field.names is WEEKDAYS and number == 7 else ""
        message = f"found the {field.noun} {shown(text)}, expected {field.least} to {field.most}"
        raise mistake("bad-cron", message, hint)
    return number


def _number(text: str, field: Field) -> int:
    if text.lower() in field.names:
        return field.names.index(text.lower()) + field.least
    if not text.isascii() or not text.isdigit():
        message = f"found the {field.noun} {shown(text)}, expected a number"
        raise mistake("bad-cron", message + (f" or a name such as `{field.names[1]}`" if field.names else ""))
    return int(text)


def _remedy(text: str) -> str:
    if "TZ=" in text:
        return "write the time zone as `timeZone`"
    if text.startswith("@"):
        return f"use one of `{'`, `'.join(MACROS)}`"
    count = len(text.split())
    if count == 6:
        return "remove the seconds"
    return "" if count == 5 else f"it has {count} {'field' if count == 1 else 'fields'}"


CRON = Text(
    code="bad-cron",
    expected="five fields (minute, hour, day, month, weekday) such as `0 2 * * *`",
    pattern=rf"{'|'.join(MACROS)}|[-0-9A-Za-z*/,?]+( +[-0-9A-Za-z*/,?]+){{4}}",
    longest=255,
    rule=_check,
    remedy=_remedy,
)


@functools.cache
def zones() -> Sequence[str]:
    """All IANA time zones, from the `tzdata` package: the same on every machine, whatever its own database."""
    return tuple((importlib.resources.files("tzdata") / "zones").read_text(encoding="utf-8").split())


TIME_ZONE = Choice(code="bad-time-zone", expected="an IANA time zone such as `Asia/Dhaka`", values=zones)

Cron = Annotated[str, CRON]
TimeZone = Annotated[str, TIME_ZONE]
