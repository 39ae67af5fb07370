"""When Argo CD syncs an environment, and which services it leaves alone."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from generator.model.cron import Cron, TimeZone
from generator.model.duration import Duration
from generator.model.mistake import mistake
from generator.model.texts import Reason
from generator.model.words import Label, ServiceName
from generator.strict import Strict, key


class Window(Strict):
    """A time in which syncs are denied, or the only one in which they are allowed."""

    deny: Cron | None = key("when it opens; no sync while it is open", None)
    allow: Cron | None = key("when it opens; syncs only while one such window is open", None)
    duration: Duration = key("how long it stays open")
    time_zone: TimeZone | None = key("the time zone of its schedule; the platform's if not given", None)

    @model_validator(mode="after")
    def _denies_or_allows(self) -> Self:
        if self.deny is not None and self.allow is not None:
            message = "found `deny` and `allow`, expected one of them"
            raise mistake("conflicting-keys", message, "make two windows of it", at=("allow",), beside=("deny",))
        if self.schedule == "":
            raise mistake("missing-key", "a window needs `deny` or `allow`", "add `deny` with a schedule")
        return self

    @property
    def schedule(self) -> str:
        """When it opens."""
        return self.deny or self.allow or ""


class Sync(Strict):
    """When Argo CD syncs, and what it leaves alone."""

    windows: dict[Label, Window] = key("times in which syncs are denied or allowed", {})
    paused: dict[ServiceName, Reason] = key("services that are not synced for now, each with the reason", {})
