"""`offers`: what a service offers to those who need it, beside its host and port; composed where it is a URL."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Discriminator, Tag, model_validator

from generator.model.credential import names_a_secret
from generator.model.mistake import mistake
from generator.model.network import HttpPath
from generator.model.port import unknown_port
from generator.model.scalar import Text
from generator.model.serving import Serving
from generator.model.texts import ENV_TEXT, EnvText
from generator.model.value import Secret
from generator.model.words import PortName
from generator.strict import Strict, key

ALWAYS = ("address", "host", "port")
"""What every service with ports offers."""
NAME = Text(
    code="bad-name",
    expected="the name of an offer: letters, digits, `_` and `-`, and none of `address`, `host` and `port`",
    pattern="[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?",
    longest=63,
    never=f"^({'|'.join(ALWAYS)})$",
    remedy=lambda text: "remove it: every service with ports offers it" if text in ALWAYS else "",
)
SCHEME = Text(
    code="bad-scheme",
    expected="the scheme of a URL such as `amqp`",
    pattern="[a-z][a-z0-9+.-]*",
    longest=63,
    remedy=lambda text: f"did you mean `{text.split(':')[0]}`?" if "://" in text else "",
)

OfferName = Annotated[str, NAME]
AnyUser = Annotated[
    Annotated[EnvText, Tag("(text)")] | Annotated[Secret, Tag("(secret)")],
    Discriminator(lambda value: "(secret)" if isinstance(value, dict | Secret) else "(text)"),
]


class UrlOffer(Strict):
    """A URL of this service; where a part of it is secret, it is composed in the cluster."""

    scheme: Annotated[str, SCHEME] = key("what is spoken: `amqp`, `mongodb+srv`")
    user: AnyUser | None = key("who signs in", None)
    password: Secret | None = key("the password, a key of a remote secret", None)
    port: PortName | None = key("the port, by name; the first if not given", None)
    path: HttpPath | None = key("what follows the port: a database, a virtual host", None)
    query: dict[str, EnvText] = key("what follows `?`, by name", {})

    @model_validator(mode="after")
    def _a_password_is_somebodys(self) -> Self:
        if self.password is not None and self.user is None:
            message = "a password goes with a user"
            raise mistake("missing-key", message, 'add `user`, `""` where there is none', at=("password",))
        return self


def _variant(value: Any) -> str:
    if isinstance(value, Secret | UrlOffer):
        return "(secret)" if isinstance(value, Secret) else "(url)"
    if not isinstance(value, dict):
        return "(text)"
    return "(secret)" if value.keys() & {"secret", "of"} and "scheme" not in value else "(url)"


AnyOffer = Annotated[
    Annotated[EnvText, Tag("(text)")] | Annotated[Secret, Tag("(secret)")] | Annotated[UrlOffer, Tag("(url)")],
    Discriminator(_variant),
]


class Offering(Serving):
    """A workload that says what it offers."""

    offers: dict[OfferName, AnyOffer] = key("what those who need it may take: a text, `{secret: …}`, or a URL", {})

    @model_validator(mode="after")
    def _offers_are_sound(self) -> Self:
        for name, offer in self.offers.items():
            if isinstance(offer, str) and names_a_secret(name, offer):
                message = "the offer names a secret, and its value is text that git keeps"
                hint = f"{ENV_TEXT.instead}; replace it, as git keeps it"
                raise mistake("plain-secret", message, hint, at=("offers", name))
            if not isinstance(offer, UrlOffer):
                continue
            if not self.all_ports:
                message = "a URL needs a port, and the service has none"
                raise mistake("missing-port", message, "add `port`", at=("offers", name))
            if offer.port is not None and offer.port not in self.all_ports:
                raise unknown_port(offer.port, self.all_ports, ("offers", name, "port"))
        return self
