"""What Kubernetes tells a container of itself: fields of its pod, its own requests and limits."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import model_validator

from generator.model.mistake import mistake
from generator.model.scalar import Choice, Text
from generator.model.words import LABEL_KEY_PATTERN, LONG_PREFIX
from generator.strict import Strict, key
from generator.suggest import near

FIELDS = (
    *("metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName"),
    *("status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"),
)
"""What Kubernetes gives to a variable, beside labels and annotations."""
RESOURCES = tuple(
    f"{part}.{name}" for part in ("limits", "requests") for name in ("cpu", "memory", "ephemeral-storage")
)
DIVISORS = {
    "cpu": ("1", "1m"),
    "memory": ("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"),
}
"""What Kubernetes counts in; disk is counted like memory."""
ALL_DIVISORS = tuple(dict.fromkeys(divisor for known in DIVISORS.values() for divisor in known))


def _field_remedy(text: str) -> str:
    last = {name.partition(".")[2]: name for name in FIELDS}
    key = text.rpartition(".")[2]
    if key in ("labels", "annotations"):
        return f"name one of them: `metadata.{key}['<key>']`"
    meant = last.get(near(key, last) or "") if key not in last else last[key]
    return f"did you mean `{meant}`?" if meant else ""


FIELD = Text(
    code="bad-field",
    expected="a field that Kubernetes gives to a variable, such as `status.podIP` or `metadata.labels['<key>']`",
    pattern="|".join(
        [name.replace(".", r"\.") for name in FIELDS] + [rf"metadata\.(labels|annotations)\['{LABEL_KEY_PATTERN}'\]"]
    ),
    never=LONG_PREFIX.replace("^", r"\['"),
    remedy=_field_remedy,
)
RESOURCE = Choice(
    code="bad-resource", expected="a resource such as `limits.memory` or `requests.cpu`", values=lambda: RESOURCES
)
DIVISOR = Choice(
    code="bad-divisor", expected="what to count in: `1m` of a core, `1Mi` of memory …", values=lambda: ALL_DIVISORS
)


class PodField(Strict):
    """A field of the pod."""

    field: Annotated[str, FIELD] = key("a field of the pod, such as `status.podIP`")


class OwnResource(Strict):
    """What the container is given, or what it may use."""

    resource: Annotated[str, RESOURCE] = key("a resource of the container, such as `limits.memory`")
    divisor: Annotated[str, DIVISOR] | None = key(
        "what it is counted in, rounded up; cores or bytes if not given", None
    )

    @model_validator(mode="after")
    def _counts_what_there_is(self) -> Self:
        known = DIVISORS["cpu" if self.resource.endswith(".cpu") else "memory"]
        if self.divisor is not None and self.divisor not in known:
            what = "cores are counted" if known is DIVISORS["cpu"] else "bytes are counted"
            message = f"found `{self.divisor}`, and {what} in {', '.join(f'`{one}`' for one in known)}"
            raise mistake("bad-divisor", message, at=("divisor",), beside=("resource",))
        return self
