"""The jobs around a rollout: what one says of itself; what it does not say, it has of its service."""

from __future__ import annotations

from typing import Annotated

from generator.model.container import Container
from generator.model.duration import Duration, seconds
from generator.model.scalar import Whole
from generator.strict import key


class Job(Container):
    """A job before or after each rollout; image, env, files and user are the service's unless given."""

    timeout: Duration = key("how long it may take, all its tries together", "10m")
    retries: Annotated[int, Whole(most=100)] = key("how often it is tried again when it fails", 2)

    @property
    def is_its_service(self) -> bool:
        """Whether it would run just what its service runs, and never end."""
        return self.image is None and not self.command and not self.args

    @property
    def timeout_seconds(self) -> int:
        """How long it may take."""
        return seconds(self.timeout)
