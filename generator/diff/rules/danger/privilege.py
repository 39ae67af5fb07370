"""What pods may do to their node, or are no longer kept from."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.danger.words import joined, listed, named, shown
from generator.diff.rules.pods import Container, Pod, pod_of
from generator.kubernetes.reading import at, items, mapping, text, texts


def _powers(made: Pod) -> Iterator[str]:
    """What the pod may do beyond a plain one, in words."""
    for key in ("hostNetwork", "hostPID", "hostIPC"):
        if at(made.spec, key) is True:
            yield f"{shown(key)}"
    for volume in items(made.spec, "volumes"):
        if path := text(volume, "hostPath", "path"):
            yield f"the folder {shown(path)} of its node"
    for container in made.containers:
        context = mapping(container.body, "securityContext")
        if at(context, "privileged") is True:
            yield f"{shown(container.name)} is `privileged`"
        if at(context, "allowPrivilegeEscalation") is True:
            yield f"{shown(container.name)} may gain privileges (`allowPrivilegeEscalation: true`)"
        for capability in sorted(texts(context, "capabilities", "add")):
            yield f"{shown(container.name)} gets the capability {shown(capability)}"


def _new_powers(subject: Subject) -> Iterator[Hit]:
    new = pod_of(subject.head)
    old = pod_of(subject.base)
    if new is None:
        return
    before = set(_powers(old)) if old else set()
    found = [words for words in dict.fromkeys(_powers(new)) if words not in before]
    if found:
        yield Hit(f"{named(subject.identity)} may do more to its node: {joined(found)}", new.path)


def _guards(made: Pod, container: Container) -> Iterator[str]:
    """What confines a container, its pod's settings included."""
    own, shared = mapping(container.body, "securityContext"), mapping(made.spec, "securityContext")
    non_root = at(own, "runAsNonRoot")
    if (at(shared, "runAsNonRoot") if non_root is None else non_root) is True:
        yield "runAsNonRoot: true"
    if (text(own, "seccompProfile", "type") or text(shared, "seccompProfile", "type")) in (
        "RuntimeDefault",
        "Localhost",
    ):
        yield "seccompProfile"
    if at(own, "readOnlyRootFilesystem") is True:
        yield "readOnlyRootFilesystem: true"
    if at(own, "allowPrivilegeEscalation") is False:
        yield "allowPrivilegeEscalation: false"
    if "ALL" in texts(own, "capabilities", "drop"):
        yield "capabilities.drop: [ALL]"


def _lost_guards(subject: Subject) -> Iterator[Hit]:
    new, old = pod_of(subject.head), pod_of(subject.base)
    if new is None or old is None:
        return
    before = {container.name: set(_guards(old, container)) for container in old.containers}
    for container in new.containers:
        lost = sorted(before.get(container.name, set()) - set(_guards(new, container)))
        if lost:
            yield Hit(
                f"{named(subject.identity)} no longer confines {shown(container.name)} by {listed(lost)}",
                f"{container.path}.securityContext",
            )


def _token(subject: Subject) -> Iterator[Hit]:
    new, old = pod_of(subject.head), pod_of(subject.base)
    if subject.identity.kind == "ServiceAccount":
        before, after = (at(body, "automountServiceAccountToken") for body in (subject.base, subject.head))
        path = "automountServiceAccountToken"
    elif new is not None and old is not None:
        before, after = (at(made.spec, "automountServiceAccountToken") for made in (old, new))
        path = f"{new.path}.automountServiceAccountToken"
    else:
        return
    if subject.base is not None and subject.head is not None and before is False and after is not False:
        yield Hit(
            f"the pods of {named(subject.identity)} get a token of the Kubernetes API again: {shown(path)} is no "
            "longer `false`",
            path,
        )


RULES = (
    Rule(
        "S01",
        "S",
        "pods may do more to their node",
        "take it back unless the program needs it; then say why in the pull request",
        _new_powers,
    ),
    Rule(
        "S01b",
        "S",
        "pods are confined less",
        "put the setting back",
        _lost_guards,
    ),
    Rule(
        "S01c",
        "S",
        "pods get a token of the Kubernetes API",
        "keep `automountServiceAccountToken: false` unless the program calls the API",
        _token,
    ),
)
