"""How many pods run: targets of an autoscaler, and the way it moves, as in Kubernetes' HorizontalPodAutoscaler."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from generator.model.duration import Pause, seconds
from generator.model.mistake import mistake
from generator.model.scalar import Whole
from generator.strict import Strict, key

Pods = Annotated[int, Whole(least=1, most=1000)]
Utilization = Annotated[int, Whole(least=1, most=1000, noun="percent of the request,")]


class Policy(Strict):
    """How far it moves within a period."""

    type: Literal["Pods", "Percent"] = key("what `value` counts")
    value: Annotated[int, Whole(least=1, most=10000)] = key("how many, or how many percent")
    period_seconds: Annotated[int, Whole(least=1, most=1800)] = key("the period")


class Rules(Strict):
    """How it moves in one direction."""

    stabilization_window_seconds: Annotated[int, Whole(most=3600)] | None = key("how far back it looks", None)
    select_policy: Literal["Max", "Min", "Disabled"] | None = key("which of the policies counts", None)
    policies: list[Policy] | None = key("how far it moves", None, min_length=1)


class Behavior(Strict):
    """How it moves, as in Kubernetes."""

    scale_up: Rules | None = key("towards more pods", None)
    scale_down: Rules | None = key("towards fewer pods", None)


class Scaling(Strict):
    """Between how many pods an autoscaler chooses, and by what."""

    min: Pods = key("the fewest pods")
    max: Pods = key("the most pods")
    cpu: Utilization | None = key("the CPU to aim at, in percent of the request", None)
    memory: Utilization | None = key("the memory to aim at, in percent of the request", None)
    scale_down_window: Pause | None = key("how long it waits before it removes pods, up to 1h", None)
    behavior: Behavior | None = key("how it moves, as in Kubernetes", None)

    @model_validator(mode="after")
    def _bounds_are_in_order(self) -> Self:
        if self.min > self.max:
            message = f"`min: {self.min}` is over `max: {self.max}`"
            raise mistake("min-over-max", message, "raise `max` or lower `min`", at=("min",), beside=("max",))
        return self

    @model_validator(mode="after")
    def _has_a_target(self) -> Self:
        if self.cpu is None and self.memory is None:
            raise mistake("missing-target", "scaling has neither `cpu` nor `memory` to aim at", "add `cpu: 70`")
        return self

    @model_validator(mode="after")
    def _one_window(self) -> Self:
        if self.scale_down_window is None:
            return self
        if seconds(self.scale_down_window) > 3600:
            message = f"found `{self.scale_down_window}`, expected at most `1h`"
            raise mistake("bad-duration", message, at=("scaleDownWindow",))
        down = self.behavior.scale_down if self.behavior else None
        if down is not None and down.stabilization_window_seconds is not None:
            message = (
                "found `scaleDownWindow` and `behavior.scaleDown.stabilizationWindowSeconds`, expected one of them"
            )
            at, beside = ("behavior", "scaleDown", "stabilizationWindowSeconds"), ("scaleDownWindow",)
            raise mistake("conflicting-keys", message, "keep one of them", at=at, beside=beside)
        return self

    @property
    def scale_down_window_seconds(self) -> int | None:
        """How long it waits before it removes pods."""
        return None if self.scale_down_window is None else seconds(self.scale_down_window)
