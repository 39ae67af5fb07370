"""ConfigMaps and Secrets that pods read: gone, or changed and not read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diff.nouns import Around, Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.links import Link, newly
from generator.diff.rules.danger.mention import Mention, keys, makers, mentions
from generator.diff.rules.danger.once import once
from generator.diff.rules.danger.policy import is_lost, is_pruned_last
from generator.diff.rules.danger.rolling import rolls
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import listed, named, shown
from generator.diff.rules.pods import LASTING
from generator.kubernetes.reading import at, mapping, notes, text

Use = tuple[Identity, Mention]
_SOURCES = frozenset({"ConfigMap", "Secret", "SealedSecret", "ExternalSecret"})
_AUTOMATIC = "kube-root-ca.crt"


def _needed(side: Side) -> Iterator[Link]:
    for namespace, owners in side.pods.items():
        for owner, pod in owners:
            needed = (one for one in mentions(pod) if not one.optional and one.name not in ("", _AUTOMATIC))
            yield from (_link(side, namespace, owner, one) for one in needed)


def _link(side: Side, namespace: str, owner: Identity, mention: Mention) -> Link:
    found = makers(side, mention.kind, namespace, mention.name)
    known = [(identity, keys(identity, body)) for identity, body in found]
    behind = tuple(identity for identity, has in known if not mention.key or has is None or mention.key in has)
    what = named(Identity("", mention.kind, namespace, mention.name))
    lack = f"has no key {shown(mention.key)}" if found else "nothing in git makes"
    says = f"{named(owner)} reads {what}, which {lack}: a pod that starts fails with `CreateContainerConfigError`"
    to, foreign = f"{mention.kind}/{mention.name} {mention.key}", mention.kind == "Secret" and not found
    return Link(owner, to, behind, says, mention.path, foreign)


@once
def uses(around: Around) -> Mapping[tuple[str, str, str], list[Use]]:
    """Who reads each ConfigMap and Secret at head: by kind, namespace and name."""
    found: dict[tuple[str, str, str], list[Use]] = {}
    for namespace, owners in sides(around).head.pods.items():
        for owner, pod in owners:
            for mention in mentions(pod):
                found.setdefault((mention.kind, namespace, mention.name), []).append((owner, mention))
    return found


def made(identity: Identity, body: Object | None) -> tuple[str, str, str]:
    """The ConfigMap or Secret that an object is or makes: kind, namespace, name."""
    if identity.kind == "ConfigMap":
        return "ConfigMap", identity.namespace, identity.name
    name = text(body, "spec", "target", "name") if identity.kind == "ExternalSecret" else ""
    return "Secret", identity.namespace, name or identity.name


def _unread(subject: Subject) -> Iterator[Hit]:
    changed = _changed(subject)
    if subject.identity.kind not in _SOURCES or not changed:
        return
    both, unread = sides(subject.around), []
    for owner, mention in uses(subject.around).get(made(subject.identity, subject.head), ()):
        body = both.head.objects[owner]
        if owner.kind not in LASTING or not mention.fixed or (mention.key and mention.key not in changed):
            continue
        old = both.base.objects.get(owner)
        if old is not None and not rolls(subject.around, owner) and not _is_watched(body) and owner not in unread:
            unread.append(owner)
    if unread:
        yield Hit(
            f"{named(subject.identity)} changes {listed(sorted(changed))}, and {listed(unread)} reads that only at its "
            "start and is not restarted: its pods keep the old value until somebody restarts them"
        )


def _changed(subject: Subject) -> frozenset[str]:
    """The keys that have another value."""
    if subject.base is None or subject.head is None:
        return frozenset()
    old, new = _values(subject.identity, subject.base), _values(subject.identity, subject.head)
    return frozenset(key for key in {**old, **new} if old.get(key) != new.get(key))


def _values(identity: Identity, body: Object) -> Mapping[str, object]:
    if identity.kind == "ExternalSecret":
        listed = at(body, "spec", "data") or []
        return {
            text(item, "secretKey"): (text(item, "remoteRef", "key"), text(item, "remoteRef", "property"))
            for item in listed
            if isinstance(item, dict)
        }
    if identity.kind == "SealedSecret":
        return mapping(body, "spec", "encryptedData")
    return {key: value for field in ("data", "binaryData", "stringData") for key, value in mapping(body, field).items()}


def _is_watched(body: Object) -> bool:
    """Whether Reloader restarts it."""
    return any("reloader.stakater.com/" in key for key in notes(body))


def _too_soon(subject: Subject) -> Iterator[Hit]:
    """Pruned before the pods that read it are replaced: one of them that restarts meanwhile does not start."""
    if subject.identity.kind not in _SOURCES or not is_lost(subject) or is_pruned_last(subject):
        return
    both, (kind, namespace, name) = sides(subject.around), made(subject.identity, subject.base)
    if makers(both.head, kind, namespace, name):
        return
    readers = [
        owner
        for owner, pod in both.base.pods.get(namespace, ())
        if owner.kind in LASTING
        and owner in both.head.objects
        and any((one.kind, one.name, one.optional) == (kind, name, False) for one in mentions(pod))
        and not any(one.name == name for _, one in uses(subject.around).get((kind, namespace, name), ()))
    ]
    if readers:
        yield Hit(
            f"{named(subject.identity)} is deleted before {listed(readers)} has replaced the pods that read it: one "
            "of them that restarts meanwhile does not start"
        )


RULES = (
    Rule(
        "O11b",
        "O",
        "pods read a ConfigMap, a Secret or a key of one that is gone, and no new pod starts",
        "keep the old name or key until no pod reads it",
        newly("O11b", _needed),
    ),
    Rule(
        "O11c",
        "W",
        "a ConfigMap or Secret is deleted while pods that read it still run",
        "set the sync option `PruneLast=true`, so that it goes once the rollout is done",
        _too_soon,
        proved=True,
    ),
    Rule(
        "O12",
        "W",
        "configuration changes, and the pods that read it are not restarted",
        "put a checksum of it into the annotations of the pod template, or its hash into its name",
        _unread,
        proved=True,
    ),
)
