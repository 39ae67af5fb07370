"""A risk that the rendered diff names, and that a person took on until a date."""

from __future__ import annotations

import datetime
from typing import Annotated

from generator.model.scalar import Text
from generator.model.texts import Reason
from generator.strict import Strict, key

RULE = Text(code="bad-rule", expected="the name of a rule such as `D02`", pattern="[A-Z][0-9]{1,2}[a-z]?")
RESOURCE = Text(
    code="bad-resource",
    expected="a kind and a name such as `PersistentVolumeClaim/db`",
    pattern=r"[A-Z][A-Za-z0-9]*/[a-z0-9]([-a-z0-9.:]*[a-z0-9])?",
    longest=317,
)


class Acknowledgement(Strict):
    """A risk that a person took on."""

    rule: Annotated[str, RULE] = key("the rule that names it")
    resource: Annotated[str, RESOURCE] = key("the object, `Kind/name`")
    until: datetime.date = key("the last day that it holds")
    reason: Reason = key("why it is right")
