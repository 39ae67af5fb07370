"""What a person may write for a `stateful`: any datastore that has no kind of its own."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from generator.model.duration import Duration, Pause
from generator.model.mistake import mistake
from generator.model.offered import Offering
from generator.model.scalar import Whole
from generator.model.serving import Shutdown
from generator.strict import key


class Unforgetting(Shutdown):
    """How a pod stops that has data to write down first."""

    delay: Pause = key("the pause before the signal", "0s")
    grace: Duration = key("the time from the beginning of `delay` until it is killed", "60s")


class Stateful(Offering):
    """A datastore, or whatever else keeps a name and its data: called by services, from outside by a load balancer."""

    kind: Literal["stateful"] = key("a StatefulSet with a stable host name: any datastore without a kind of its own")
    replicas: Annotated[int, Whole(most=1000)] = key("how many pods; one, where a disk is mounted", 1)
    shutdown: Unforgetting = key("how a pod stops", Unforgetting())

    @model_validator(mode="after")
    def _has_a_port(self) -> Self:
        if not self.all_ports:
            message = "a `stateful` needs `port` or `ports`"
            raise mistake("missing-key", message, "add the port that it listens on: `ports: {amqp: 5672}`")
        return self
