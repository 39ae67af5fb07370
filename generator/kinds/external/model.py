"""What a person may write for `external`: hosts outside that services call; the edge is egress."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from generator.model.network import Cidr, PortNumber, check_address
from generator.model.service import Service
from generator.model.words import HostOrAddress, PortName
from generator.strict import key


class External(Service):
    """A host outside the cluster that services call."""

    kind: Literal["external"] = key("a host outside that services call")
    host: HostOrAddress = key("its host")
    ports: dict[PortName, PortNumber] = key("its ports, by name", min_length=1)
    cidrs: list[Cidr] | None = key(
        "the ranges it lies in; everywhere but private ranges if not given", None, min_length=1
    )

    @model_validator(mode="after")
    def _egress_reaches_it(self) -> Self:
        check_address(self.host, self.cidrs)
        return self
