"""Workloads that a Deployment runs: how many pods, and how a new version takes over from the old one."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from generator.model.mistake import mistake
from generator.model.scalar import Either, Text, Whole
from generator.model.scaling import Scaling
from generator.model.serving import Serving
from generator.strict import Strict, key

SHARE = Either(
    expected="a number of pods, or a share such as `25%`",
    number=Whole(most=1000),
    text=Text(
        code="bad-share",
        expected="a number of pods, or a share such as `25%`",
        pattern=r"(100|[1-9]?[0-9])%",
        remedy=lambda text: "remove the quotes" if text.isascii() and text.isdigit() else "",
    ),
)
Share = Annotated[int | str, SHARE]


class Strategy(Strict):
    """How new pods take over."""

    type: Literal["RollingUpdate", "Recreate"] = key("`Recreate` stops the old pods first", "RollingUpdate")
    max_surge: Share | None = key("how many pods more than wanted, a number or a share such as `25%`", None)
    max_unavailable: Share | None = key("how many pods fewer than wanted, a number or a share", None)

    @model_validator(mode="after")
    def _can_move(self) -> Self:
        for name, value in (("maxSurge", self.max_surge), ("maxUnavailable", self.max_unavailable)):
            if self.type == "Recreate" and value is not None:
                message = f"`{name}` goes with `RollingUpdate` only"
                raise mistake("conflicting-keys", message, f"remove `{name}`", at=(name,), beside=("type",))
        if self.max_surge in (0, "0%") and self.max_unavailable in (0, "0%", None):
            message = "with no pod more and no pod fewer than wanted, none could ever be replaced"
            raise mistake("stuck-rollout", message, "raise `maxSurge`", at=("maxSurge",))
        return self


class Deployed(Serving):
    """A workload that a Deployment runs."""

    replicas: Annotated[int, Whole(most=1000)] | None = key("how many pods, where nothing scales them", None)
    scaling: Scaling | None = key("between how many pods an autoscaler chooses", None)
    strategy: Strategy = key("how new pods take over", Strategy)

    @model_validator(mode="after")
    def _one_says_how_many(self) -> Self:
        if self.replicas is not None and self.scaling is not None:
            message = "found `replicas` and `scaling`, expected one of them"
            hint = "remove one of them; in an environment, `null` removes what a weaker layer says"
            raise mistake("conflicting-keys", message, hint, at=("replicas",), beside=("scaling",))
        return self

    @model_validator(mode="after")
    def _targets_have_requests(self) -> Self:
        if self.scaling is None:
            return self
        for name in ("cpu", "memory"):
            if getattr(self.scaling, name) is not None and getattr(self.resources.requests, name) is None:
                message = f"scaling aims at a share of the {name} request, and there is none"
                hint = f"add `resources.requests.{name}`"
                raise mistake("missing-request", message, hint, at=("scaling", name), beside=("resources",))
        return self
