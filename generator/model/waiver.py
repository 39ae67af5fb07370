"""A check that a person waives for one service, until a date: it is silent, and no field changes."""

from __future__ import annotations

import datetime
from typing import Annotated

from generator.model.scalar import Choice
from generator.model.texts import Reason
from generator.strict import Strict, key

OF_INPUT = ("production-replicas",)
"""Checks that can be waived, and that the input alone decides."""
OF_OBJECTS = (
    "claim-unknown",
    "config-map-key-unknown",
    "config-map-unknown",
    "disruption-blocks-drains",
    "ingress-service-unknown",
    "monitor-selects-nothing",
    "network-peer-selects-nothing",
    "network-policy-selects-nothing",
    "readOnlyRootFilesystem",
    "role-unknown",
    "runAsGroup",
    "secret-key-unknown",
    "secret-store-unknown",
    "secret-unknown",
    "service-account-unknown",
    "service-selects-nothing",
    "unknown-kind",
)
"""Checks of rendered objects that can be waived: what somebody else may bring, and what only we ask for. What the API
server, Argo CD or the kubelet would refuse is not among them: silence would not make it run."""


def _remedy(text: str) -> str:
    if text.startswith("pod-security"):
        return "set `podSecurity: baseline` in the environment: Kubernetes itself enforces this, whatever we say"
    return ""


CHECK = Choice(
    code="bad-check",
    expected="a check that can be waived",
    values=lambda: (*OF_INPUT, *OF_OBJECTS),
    remedy=_remedy,
)


class Waiver(Strict):
    """A check that is silent for this service."""

    check: Annotated[str, CHECK] = key("the check, as its problems name it in brackets")
    reason: Reason = key("why it is right")
    until: datetime.date = key("the last day that it holds")
