"""What a person may write for a `cronjob`: a container that runs on a schedule."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.model.cron import Cron, TimeZone
from generator.model.duration import Duration, seconds
from generator.model.scalar import Whole
from generator.model.workload import Workload
from generator.strict import Strict, key

Kept = Annotated[int, Whole(most=100)]


class History(Strict):
    """How many finished jobs are kept to look at."""

    succeeded: Kept = key("how many that succeeded", 3)
    failed: Kept = key("how many that failed", 1)


class CronJob(Workload):
    """A container that runs on a schedule, and ends."""

    kind: Literal["cronjob"] = key("a container that runs on a schedule")
    schedule: Cron = key("when it runs, such as `0 2 * * *`")
    time_zone: TimeZone | None = key("the time zone of the schedule; the platform's if not given", None)
    concurrency_policy: Literal["Allow", "Forbid", "Replace"] = key(
        "what happens while the last one still runs", "Forbid"
    )
    deadline: Duration | None = key("how long a run may take before it is stopped", None)
    history: History = key("how many finished jobs are kept to look at", History)
    suspend: bool = key("true: it does not run for now", False)
    retries: Annotated[int, Whole(most=100)] = key("how often a run that fails is tried again", 2)

    @property
    def deadline_seconds(self) -> int | None:
        """How long a run may take."""
        return None if self.deadline is None else seconds(self.deadline)
