"""`env` -> a ConfigMap for what is plain, an ExternalSecret for what is secret or composed with a secret; Kubernetes
itself for what it alone knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator import names
from generator.model.downward import OwnResource, PodField
from generator.model.value import Excused, From, Secret
from generator.parts.offers import Offer, Property
from generator.parts.shaping import port_numbers, shaped
from generator.parts.subject import Subject


def plain(subject: Subject, env: Mapping[str, Any]) -> dict[str, str]:
    """variable -> text, for the ConfigMap; what cannot be known without an environment is left out."""
    found: dict[str, str] = {}
    for variable, value in sorted(env.items()):
        if isinstance(value, str):
            found[variable] = value
        elif isinstance(value, Excused):
            found[variable] = value.value
        elif isinstance(value, From):
            offer = taken(subject, value)
            if offer is not None and not offer.secrets:
                found[variable] = offer.text
    return found


def secrets(subject: Subject, env: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the ExternalSecret: where each key comes from, and templates where one is composed."""
    wanted = {variable: offer for variable, value in env.items() if (offer := _secret(subject, value)) is not None}
    return external(subject, wanted)


def _secret(subject: Subject, value: Any) -> Offer | None:
    if isinstance(value, Secret):
        return Offer((Property(value.of or subject.name, value.secret),))
    if isinstance(value, From):
        offer = taken(subject, value)
        return offer if offer is not None and offer.secrets else None
    return None


def taken(subject: Subject, value: From) -> Offer | None:
    """What a value stands for here, in its shape; None where it cannot be known without an environment."""
    offer = subject.offer(value.source)
    if offer is None or not value.is_shaped:
        return offer
    if value.database is not None:  # with its own owner, where it has one
        offer = subject.offer(f"{value.service}.{value.database}.{value.offer}") or offer
    return shaped(offer, value, port_numbers(subject.around.services[value.service]))


def downward(env: Mapping[str, Any]) -> dict[str, Any]:
    """variable -> what Kubernetes fills in, as Kubernetes has it."""
    found: dict[str, Any] = {}
    asked = [(variable, value) for variable, value in env.items() if isinstance(value, PodField | OwnResource)]
    for variable, value in sorted(asked):
        if isinstance(value, PodField):
            found[variable] = {"fieldRef": {"fieldPath": value.field}}
        else:
            divisor = {} if value.divisor is None else {"divisor": value.divisor}
            found[variable] = {"resourceFieldRef": {"resource": value.resource, **divisor}}
    return found


def external(subject: Subject, wanted: Mapping[str, Offer]) -> dict[str, Any]:
    """key of the Secret -> its offer, as values; nothing where nothing is secret."""
    if not wanted:
        return {}
    whole = {key: offer.secrets[0] for key, offer in sorted(wanted.items()) if is_whole(offer)}
    composed = {key: offer for key, offer in sorted(wanted.items()) if key not in whole}
    keys = ingredients(wanted, composed.values())
    sources = {key: secret.source for key, secret in whole.items()} | {key: source for source, key in keys.items()}
    data = {key: {"service": service, "property": name} for key, (service, name) in sources.items()}
    values: dict[str, Any] = {"data": data}
    if composed:
        template = {key: f"{{{{ .{key} }}}}" for key in whole}
        template |= {key: offer.template(keys) for key, offer in composed.items()}
        values["template"] = dict(sorted(template.items()))
    if subject.environment is not None:
        values["prefix"] = names.secret_prefix(subject.environment.secrets.prefix, subject.around.name)
    return values


def is_whole(offer: Offer) -> bool:
    """Whether it is one property as it stands."""
    part = offer.parts[0]
    return len(offer.parts) == 1 and isinstance(part, Property) and not part.escaped


def ingredients(taken: Iterable[str], composed: Iterable[Offer]) -> dict[tuple[str, str], str]:
    """The source of each part of what is composed -> the name under which templates find it: an identifier, and no
    variable of the service itself."""
    found: dict[tuple[str, str], str] = {}
    used = set(taken)
    for source in sorted({secret.source for offer in composed for secret in offer.secrets}):
        key = re.sub(r"[^A-Za-z0-9_]", "_", "_".join(source))
        while key in used:
            key += "_"
        found[source] = key
        used.add(key)
    return found
