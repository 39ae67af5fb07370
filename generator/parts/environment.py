"""`env` -> a ConfigMap for what is plain, an ExternalSecret for what is secret or composed with a secret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import names
from generator.model.value import From, Secret
from generator.parts.offers import Offer, Property
from generator.parts.subject import Subject


def plain(subject: Subject, env: Mapping[str, Any]) -> dict[str, str]:
    """variable -> text, for the ConfigMap; what cannot be known without an environment is left out."""
    found: dict[str, str] = {}
    for variable, value in env.items():
        if isinstance(value, str):
            found[variable] = value
        elif isinstance(value, From):
            offer = subject.offer(value.source)
            if offer is not None and not offer.secrets:
                found[variable] = offer.text
    return found


def secrets(subject: Subject, env: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the ExternalSecret: where each key comes from, and templates where one is composed."""
    wanted = {variable: offer for variable, value in env.items() if (offer := _secret(subject, value)) is not None}
    return external(subject, wanted)


def external(subject: Subject, wanted: Mapping[str, Offer]) -> dict[str, Any]:
    """key of the Secret -> its offer, as values; nothing where nothing is secret."""
    if not wanted:
        return {}
    data: dict[str, Any] = {}
    template: dict[str, str] = {}
    for key, offer in wanted.items():
        whole = offer.parts[0] if len(offer.parts) == 1 else None
        if isinstance(whole, Property) and not whole.escaped:
            data[key] = {"service": whole.service, "property": whole.name}
            template[key] = f"{{{{ .{key} }}}}"
            continue
        data |= {part.key: {"service": part.service, "property": part.name} for part in offer.secrets}
        template[key] = offer.template()
    composed = any(key not in data for key in template)
    values: dict[str, Any] = {"data": data}
    if composed:
        values["template"] = template
    if subject.environment is not None:
        values["prefix"] = names.secret_prefix(subject.environment.secrets.prefix, subject.around.name)
    return values


def _secret(subject: Subject, value: Any) -> Offer | None:
    if isinstance(value, Secret):
        return Offer((Property(value.of or subject.name, value.secret),))
    if isinstance(value, From):
        offer = subject.offer(value.source)
        return offer if offer is not None and offer.secrets else None
    return None
