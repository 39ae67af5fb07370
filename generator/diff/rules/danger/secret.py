"""Secrets: written into git, or needed by this change before anybody made them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diff.nouns import Around, Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.mention import makers, mentions
from generator.diff.rules.danger.once import once
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import listed, named, shown
from generator.diff.rules.pods import pod_of
from generator.kubernetes.reading import items, mapping, text

_STORES = ("SecretStore", "ClusterSecretStore")


def _plain(body: Object | None) -> frozenset[str]:
    """The keys of a Secret that hold something."""
    return frozenset(key for field in ("data", "stringData") for key, value in mapping(body, field).items() if value)


def _in_git(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "Secret" or subject.identity.group or subject.head is None:
        return
    new = sorted(_plain(subject.head) - _plain(subject.base))
    if new:
        yield Hit(
            f"{named(subject.identity)} holds {listed(new)} in plain sight of all who read this repository", "data"
        )


@dataclass(frozen=True, order=True)
class Remote:
    """A value in a store outside of the cluster."""

    kind: str
    """of the store in the cluster that reads it"""
    store: str
    namespace: str
    """of that store; empty for one of the whole cluster"""
    key: str
    property: str


def _remotes(identity: Identity, body: Object | None) -> Iterator[Remote]:
    """What an ExternalSecret reads."""
    own = mapping(body, "spec", "secretStoreRef")
    references = [
        (mapping(one, "sourceRef", "storeRef") or own, mapping(one, "remoteRef")) for one in items(body, "spec", "data")
    ]
    references += [
        (mapping(one, "sourceRef", "storeRef") or own, mapping(one, "extract"))
        for one in items(body, "spec", "dataFrom")
    ]
    for store, reference in references:
        kind = text(store, "kind") or "SecretStore"
        space = identity.namespace if kind == "SecretStore" else ""
        if key := text(reference, "key"):
            yield Remote(kind, text(store, "name"), space, key, text(reference, "property"))


Value = tuple[str, str, str]
"""What a remote value is, whichever store reads it: the place that the store stands for, the key, the property."""


def _value(side: Side, remote: Remote) -> Value:
    store = side.get(remote.kind, remote.namespace, remote.store, "external-secrets.io")
    provider = mapping(store, "spec", "provider")
    place = json.dumps(provider, sort_keys=True, default=str) if provider else f"{remote.namespace}/{remote.store}"
    return place, remote.key, remote.property


@once
def _known(around: Around) -> frozenset[Value]:
    """All that anything read before."""
    base = sides(around).base
    return frozenset(
        _value(base, one) for identity, body in base.of("ExternalSecret") for one in _remotes(identity, body)
    )


def _remote(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "ExternalSecret" or subject.head is None:
        return
    known, side = _known(subject.around), sides(subject.around).head
    values = {one: _value(side, one) for one in _remotes(subject.identity, subject.head)}
    wanted = sorted(one for one, value in values.items() if value not in known)
    before = {(place, key) for place, key, _ in known}
    for store, key in dict.fromkeys((one.store, one.key) for one in wanted):
        new = [one for one in wanted if (one.store, one.key) == (store, key)]
        properties = [one.property for one in new if one.property]
        which = f"{listed(properties)} of " if properties else ""
        yield Hit(
            f"{named(subject.identity)} reads {which}{shown(key)}, which nothing read before: until that is there, no "
            "pod that needs it starts",
            "spec.data",
            _command(side, new[0], is_there=values[new[0]][:2] in before),
        )


def _command(side: Side, remote: Remote, *, is_there: bool) -> str:
    """How to make it; the value comes from a file that no shell history keeps."""
    store = side.get(remote.kind, remote.namespace, remote.store, "external-secrets.io")
    provider: Mapping[str, object] = mapping(store, "spec", "provider", "aws")
    region = f" --region {shlex.quote(text(provider, 'region'))}" if text(provider, "region") else ""
    name = shlex.quote(remote.key)
    if text(provider, "service") == "ParameterStore":
        words = f"aws ssm put-parameter{region} --type SecureString --name {name} --value file://secret.txt"
    elif is_there:
        words = f"aws secretsmanager put-secret-value{region} --secret-id {name} --secret-string file://secret.json"
    elif store is None or provider:
        words = f"aws secretsmanager create-secret{region} --name {name} --secret-string file://secret.json"
    else:
        return f"before you merge, put it into the store that {shown(f'{remote.kind}/{remote.store}')} reads"
    whole = " with all its keys, the old ones too" if is_there and "secretsmanager" in words else ""
    return f"before you merge, unless it is there: {shown(words, longest=400)}{whole}"


def _by_hand(subject: Subject) -> Iterator[Hit]:
    """A Secret of which git knows nothing at either revision, named for the first time."""
    new, old = pod_of(subject.head), pod_of(subject.base)
    if new is None:
        return
    both, space = sides(subject.around), subject.identity.namespace
    before = {one.name for one in mentions(old) if one.kind == "Secret"} if old else set()
    seen = {(one.name, one.path): one for one in mentions(new) if one.kind == "Secret" and not one.optional}
    for name in dict.fromkeys(name for name, _ in seen):
        is_made = makers(both.head, "Secret", space, name) or makers(both.base, "Secret", space, name)
        if not name or name in before or is_made:
            continue
        keys = sorted({one.key for one in seen.values() if one.name == name and one.key})
        files = "".join(f" --from-file={shlex.quote(f'{key}={key}.txt')}" for key in keys or ["KEY"])
        command = f"kubectl create secret generic {shlex.quote(name)} --namespace {shlex.quote(space)}{files}"
        yield Hit(
            f"{named(subject.identity)} reads {shown(f'Secret/{name}')}, and nothing in git makes that: until it is "
            "there, no new pod starts",
            next(path for one, path in seen if one == name),
            f"before you merge, unless it is there: {shown(command, longest=400)}",
        )


RULES = (
    Rule(
        "S04",
        "S",
        "a secret is written into git in plain sight",
        "take it out, replace it where it is used, as git keeps it, and let an ExternalSecret bring it",
        _in_git,
    ),
    Rule(
        "N01",
        "W",
        "a new secret must exist before the merge",
        "make it in the secret store before you merge",
        _remote,
    ),
    Rule(
        "N01b",
        "W",
        "pods need a Secret that nothing in git makes",
        "make it in the cluster before you merge",
        _by_hand,
    ),
)
