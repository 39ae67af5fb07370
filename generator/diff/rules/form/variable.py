"""Variables of containers: a value or where it comes from, not both."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Subject
from generator.diff.rules.pair import after
from generator.diff.rules.pods import pod_of
from generator.kubernetes.reading import items, named


def variables(subject: Subject) -> Iterator[Hit]:
    """Variables with both; also where another way of writing leaves the old one beside the new."""
    pod = pod_of(after(subject))
    for container in pod.containers if pod else ():
        for name, one in named(items(container.body, "env")):
            if one.get("value") and one.get("valueFrom"):
                remedy = "keep one of them; where the way of writing changes, change the variable in a later commit"
                yield Hit(f"`{name}` has a `value` and a `valueFrom`", f"{container.path}.env[{name}]", remedy)
