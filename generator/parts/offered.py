"""`offers` of a service -> what others may take of it, beside its host and port."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.model.offered import Offering, UrlOffer
from generator.model.value import Secret
from generator.parts.offers import Offer, Property, address, text
from generator.parts.subject import Subject
from generator.parts.url import Url


def offers(subject: Subject) -> Mapping[str, Offer]:
    """Host and port where it has ports, and what it says."""
    service: Offering = subject.service
    found = {name: _offer(subject, offer) for name, offer in service.offers.items()}
    if service.default_port is not None:
        found |= address(subject.name, service.all_ports[service.default_port].number)
    return found


def named(written: Mapping[str, Any]) -> Iterable[str]:
    """The names that a service's file gives to what it offers."""
    given = written.get("offers")
    return given if isinstance(given, dict) else ()


def _offer(subject: Subject, offer: Any) -> Offer:
    if isinstance(offer, str):
        return text(offer)
    if isinstance(offer, Secret):
        return Offer((_property(subject, offer),))
    return _url(subject, offer).offer()


def _url(subject: Subject, offer: UrlOffer) -> Url:
    service: Offering = subject.service
    port = service.all_ports[offer.port or str(service.default_port)].number
    user = _property(subject, offer.user) if isinstance(offer.user, Secret) else offer.user
    password = None if offer.password is None else _property(subject, offer.password)
    return Url(offer.scheme, subject.name, port, user, password, offer.path or "", offer.query)


def _property(subject: Subject, secret: Secret) -> Property:
    return Property(secret.of or subject.name, secret.secret)
