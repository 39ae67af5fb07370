"""What every service says, of whatever kind: what it is, whom it needs, what it promises."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.duration import Latency
from generator.model.mistake import mistake
from generator.model.network import PortNumber
from generator.model.places import Source
from generator.model.scalar import Whole
from generator.model.texts import Prose
from generator.model.waiver import Waiver
from generator.model.words import SERVICE_NAME, TemplateName
from generator.strict import Strict, key, later

Percent = Annotated[float, Field(gt=0, lt=100)]


class Need(Strict):
    """An edge to another service: permission to call it, its offers, and that it starts first."""

    order: bool = key("false: it need not start first, which is the way out of a circle", True)
    connections: Annotated[int, Whole(least=1, most=10000)] | None = later("connections that one pod holds open")


class Internet(Strict):
    """Egress to everywhere but private ranges."""

    ports: list[PortNumber] = key("the TCP ports that are called", min_length=1)


class Needs(Strict):
    """The services that this one needs, by name; `internet` is no service but everywhere outside."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Need]

    internet: Internet | None = key("the reserved name for everywhere but private ranges", None)

    @model_validator(mode="after")
    def _names_are_names(self) -> Self:
        for name in self.__pydantic_extra__ or {}:
            try:
                SERVICE_NAME.validate(name)
            except PydanticCustomError as error:
                raise mistake(error.type, error.message(), at=(name,)) from error
        return self


class LatencyGoal(Strict):
    """How fast most requests are answered."""

    percentile: Percent = key("the share of requests in percent, such as 95")
    threshold: Latency = key("the time within which they are answered, such as `300ms`")


class Goal(Strict):
    """What the service promises."""

    availability: Percent = key("the share of requests in percent that succeed in 30 days, such as 99.9")
    latency: LatencyGoal | None = key("how fast requests are answered", None)


class Service(Strict):
    """A service as one environment runs it."""

    kind: str = key("what kind of service it is; the other keys follow from it")
    extends: TemplateName | None = key(
        "a template in `config/templates` whose keys it has, unless it says otherwise", None
    )
    description: Prose = key("one line for people", "")
    enabled: bool = key("false: an environment does without it; a stronger layer may say `true`", True)
    # the key `needs` holds the one name that is no service; the property `needs` is without it
    edges: Needs = key("what this service calls: services by name, and `internet`", Needs, alias="needs")
    slo: Goal | None = later("what the service promises; alerts follow from it")
    objects: list[Source] = key("files or folders with whole objects of its own, which its chart brings; no Secret", [])
    waive: list[Waiver] = key("checks that are silent for this service, each with its reason and until a date", [])

    @model_validator(mode="after")
    def _waives_each_check_once(self) -> Self:
        first: dict[str, int] = {}
        for index, waiver in enumerate(self.waive):
            if (known := first.setdefault(waiver.check, index)) != index:
                message, at = f"`{waiver.check}` is waived twice", ("waive", index)
                raise mistake("duplicate-waiver", message, "keep one of them", at=at, beside=("waive", known))
        return self

    @cached_property
    def needs(self) -> dict[str, Need]:
        """The services that this one needs, in the order of their names."""
        return dict(sorted((self.edges.__pydantic_extra__ or {}).items()))

    def waives(self, check: str) -> bool:
        """Whether a check is silent for it."""
        return any(waiver.check == check for waiver in self.waive)

    @property
    def internet(self) -> Internet | None:
        """The ports that it calls everywhere outside; None where it calls none."""
        return self.edges.internet
