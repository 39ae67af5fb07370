"""How long pods have to finish what they do."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.danger.words import named, shown
from generator.diff.rules.pods import LASTING, both, pairs
from generator.kubernetes.reading import at, mapping, whole

_GRACE = "terminationGracePeriodSeconds"


def _shorter(subject: Subject) -> Iterator[Hit]:
    found = both(subject)
    if found is None or subject.identity.kind not in LASTING:
        return
    before, after = (whole(pod.spec, _GRACE) for pod in found)
    old, new = 30 if before is None else before, 30 if after is None else after
    if new < old:
        said = f"{new}" if after is not None else f"not in git, so {new}"
        yield Hit(
            f"the pods of {named(subject.identity)} are killed sooner: {shown(f'{found[1].path}.{_GRACE}')} {old} → "
            f"{said}; what takes longer is cut off",
            f"{found[1].path}.{_GRACE}",
        )


def _without_wait(subject: Subject) -> Iterator[Hit]:
    for old, new in pairs(subject) if subject.identity.kind in LASTING else ():
        before, after = mapping(old.body, "lifecycle", "preStop"), mapping(new.body, "lifecycle", "preStop")
        was, now = whole(before, "sleep", "seconds"), whole(after, "sleep", "seconds")
        path = f"{new.path}.lifecycle.preStop"
        if before and not after:
            yield Hit(
                f"{named(subject.identity)} loses the `preStop` of {shown(new.name)}: requests that still come in "
                "while the load balancer takes the pod out are dropped",
                path,
            )
        elif was is not None and now is not None and now < was:
            yield Hit(
                f"{named(subject.identity)} waits {now} s before it stops, {was} s before: requests that still come in "
                "while the load balancer takes the pod out may be dropped",
                f"{path}.sleep.seconds",
            )
        elif was is not None and after and at(after, "sleep") is None:
            yield Hit(
                f"{named(subject.identity)} no longer waits {was} s before it stops, but does another thing", path
            )


RULES = (
    Rule(
        "O19",
        "W",
        "pods get less time to finish",
        "keep it longer than the deregistration delay of the load balancer plus the longest request",
        _shorter,
        proved=True,
    ),
    Rule(
        "O19b",
        "W",
        "pods stop at once while requests still come in",
        "keep a `preStop` sleep as long as the load balancer needs to take a pod out",
        _without_wait,
    ),
)
