"""What a person may write for a `worker`: a service that works on its own, called by services or by nobody."""

from __future__ import annotations

from typing import Literal

from generator.model.deployed import Deployed
from generator.model.offered import Offering
from generator.strict import key


class Worker(Offering, Deployed):
    """A service that works on its own; where it has ports, other services may call it."""

    kind: Literal["worker"] = key("a Deployment that works on its own, without routes")
