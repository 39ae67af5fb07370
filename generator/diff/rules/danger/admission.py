"""What a namespace enforces of Pod Security, and what admission webhooks and policies refuse."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.links import Link, newly
from generator.diff.rules.danger.rolling import rolls
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import joined, listed, named, shown, went
from generator.diff.rules.pod_security import ENFORCE, RANK, against, level
from generator.diff.rules.pods import LASTING, pod_of
from generator.kubernetes.reading import items, labels, mapping, sequence, text, texts

_HOOKS = ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")


def _tightened(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "Namespace" or subject.head is None or subject.identity.group:
        return
    old, new = level(labels(subject.base)), level(labels(subject.head))
    if RANK[new] <= RANK[old]:
        return
    both = sides(subject.around)
    refused = [
        owner
        for owner, made in both.head.pods.get(subject.identity.name, ())
        if owner.kind in LASTING and any(against(made, new)) and not any(against(made, old))
    ]
    if refused:
        now = [owner for owner in refused if rolls(subject.around, owner)]
        when = f"{listed(now)} rolls out now and gets stuck" if now else "those that run stay until they are replaced"
        path = f"metadata.labels[{ENFORCE}]"
        yield Hit(
            f"{named(subject.identity)} refuses new pods of {listed(refused)}: {went(path, old, new)}; {when}", path
        )


def _violates(subject: Subject) -> Iterator[Hit]:
    """The level is what it was, and the pods are not."""
    made, both = pod_of(subject.head), sides(subject.around)
    if made is None or subject.identity.kind == "Pod":
        return
    space = Identity("", "Namespace", "", subject.identity.namespace)
    enforced, old = level(labels(both.head.objects.get(space))), pod_of(subject.base)
    found = {*against(made, enforced)} - {*(against(old, enforced) if old else ())}
    was_refused = old is not None and any(against(old, level(labels(both.base.objects.get(space)))))
    if found and not was_refused:
        yield Hit(
            f"{named(subject.identity)} is accepted, and its new pods are refused: {joined(sorted(found))} violates "
            f"{shown(enforced)}, which {named(space)} enforces; the old pods stay",
            made.path,
        )


def _services(body: Object) -> Iterator[tuple[str, Identity]]:
    """The Services without which all that a webhook looks at is refused."""
    for hook in items(body, "webhooks"):
        service = mapping(hook, "clientConfig", "service")
        if service and (text(hook, "failurePolicy") or "Fail") == "Fail":
            yield text(hook, "name"), Identity("", "Service", text(service, "namespace"), text(service, "name"))


def _unanswered(side: Side) -> Iterator[Link]:
    for kind in _HOOKS:
        for identity, body in side.of(kind):
            for hook, service in _services(body):
                says = (
                    f"{named(identity)} must ask {named(service)} of {shown(service.namespace)}, which is not in git: "
                    f"if it is nowhere, all that {shown(hook)} looks at is refused"
                )
                behind = (service,) if service in side.objects else ()
                yield Link(identity, f"{hook} {service.namespace}/{service.name}", behind, says, f"webhooks[{hook}]")


def _wider(subject: Subject) -> Iterator[Hit]:
    """A webhook whose silence now refuses, and which looks at the namespaces of the system too."""
    if subject.identity.kind not in _HOOKS or subject.head is None:
        return
    before = {name for name, _ in _services(subject.base or {})}
    hooks = {text(hook, "name"): hook for hook in items(subject.head, "webhooks")}
    for name, _ in _services(subject.head):
        selector = mapping(hooks[name], "namespaceSelector")
        if name not in before and not selector and _is_wide(hooks[name]):
            yield Hit(
                f"{named(subject.identity)} refuses what {shown(name)} looks at while that does not answer, in every "
                "namespace, `kube-system` too",
                f"webhooks[{name}].failurePolicy",
            )


def _is_wide(hook: object) -> bool:
    """Whether it looks at pods, or at everything."""
    resources = {one for rule in items(hook, "rules") for one in texts(rule, "resources")}
    return bool(resources & {"*", "*/*", "pods", "pods/*"})


def _denies(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "ValidatingAdmissionPolicyBinding" or subject.head is None:
        return
    is_new = "Deny" not in sequence(subject.base, "spec", "validationActions")
    if is_new and "Deny" in sequence(subject.head, "spec", "validationActions"):
        policy = shown(text(subject.head, "spec", "policyName"))
        yield Hit(
            f"{named(subject.identity)} lets the policy {policy} deny: an object that breaks it already is refused at "
            "its next edit, however harmless that is",
            "spec.validationActions",
        )


RULES = (
    Rule(
        "O20c",
        "O",
        "a namespace enforces a stricter Pod Security level, and refuses the next pods of workloads in it",
        "make the workloads fit first; until then only `warn` and `audit`",
        _tightened,
        proved=True,
    ),
    Rule(
        "O20d",
        "O",
        "new pods are refused by the Pod Security level of their namespace",
        "take the setting back, or raise what the namespace allows",
        _violates,
        proved=True,
    ),
    Rule(
        "O21",
        "O",
        "a webhook must answer, and its Service is not there: writes are refused",
        "`failurePolicy: Ignore` first; `Fail` once the Service runs",
        newly("O21", _unanswered),
        proved=True,
    ),
    Rule(
        "O21b",
        "W",
        "while a webhook does not answer, no namespace gets pods, the system's neither",
        "exclude `kube-system` and the webhook's own namespace by `namespaceSelector`",
        _wider,
    ),
    Rule(
        "O21c",
        "W",
        "an admission policy begins to deny",
        "let it `Warn` or `Audit` first, and look at what it finds",
        _denies,
    ),
)
