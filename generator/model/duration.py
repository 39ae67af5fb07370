"""Durations such as `300s`, `5m`, `1h30m`, `30d`, and latencies such as `300ms`: their rules, and their values."""

from __future__ import annotations

import re
from typing import Annotated

from generator.model.scalar import Text

UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
_N, _M = "[1-9][0-9]{0,6}", "[0-9]{1,7}"
DURATION_PATTERN = (
    rf"{_N}d({_M}h)?({_M}m)?({_M}s)?|{_N}h({_M}m)?({_M}s)?|{_N}m({_M}s)?|{_N}s"  # largest unit first, never zero
)


def seconds(duration: str) -> int:
    """How many seconds a duration is."""
    return sum(int(number) * UNITS[unit] for number, unit in re.findall("([0-9]+)([dhms])", duration))


def in_hours(duration: str) -> str:
    """The same duration for a reader that knows no days, as Go's does: `1d` is `24h`."""
    if "d" not in duration:
        return duration
    hours, minutes = divmod(seconds(duration) // 60, 60)
    left = seconds(duration) % 60
    return f"{hours}h" + (f"{minutes}m" if minutes else "") + (f"{left}s" if left else "")


def milliseconds(latency: str) -> int:
    """How many milliseconds a latency is."""
    return int(latency[:-2]) if latency.endswith("ms") else int(latency[:-1]) * 1000


def _remedy(text: str) -> str:
    parts = re.fullmatch("([0-9]+) *([a-zA-Z]*)", text)
    if parts is None or int(parts[1]) == 0:
        return ""
    number, unit = int(parts[1]), parts[2].lower()
    if unit in ("w", "week", "weeks"):
        return f"did you mean `{number * 7}d`?"
    return f"did you mean `{number}{unit[:1] or 's'}`?" if unit[:1] in ("", *UNITS) and unit != "ms" else ""


DURATION = Text(
    code="bad-duration",
    expected="a duration such as `300s`, `5m`, `1h30m` or `30d`",
    pattern=DURATION_PATTERN,
    remedy=_remedy,
)
PAUSE = Text(
    code="bad-duration",
    expected="a duration such as `20s`, or `0s`",
    pattern=rf"0s|{DURATION_PATTERN}",
    remedy=_remedy,
)
LATENCY = Text(
    code="bad-duration",
    expected="a latency such as `300ms` or `2s`",
    pattern=rf"{_N}(ms|s)",
)

Duration = Annotated[str, DURATION]
Pause = Annotated[str, PAUSE]
Latency = Annotated[str, LATENCY]
