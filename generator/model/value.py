"""The value of an environment variable: a text, or where it comes from: another service, a secret, the pod itself."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from generator.model.downward import OwnResource, PodField
from generator.model.network import HttpPath
from generator.model.scalar import Text
from generator.model.texts import LONGEST, EnvText, Reason, SecretKey
from generator.model.words import PortName, ServiceName
from generator.strict import Strict, key

OFFER = Text(
    code="bad-offer",
    expected="a service and what it offers, such as `postgres.host`",
    pattern=r"[a-z]([-a-z0-9]*[a-z0-9])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?){1,2}",
    longest=253,
)
SCHEME = Text(
    code="bad-scheme",
    expected="the scheme of a URL such as `https` or `postgresql+psycopg2`",
    pattern=r"[a-z][a-z0-9+.-]*(:[a-z][a-z0-9+.-]*)?",
    longest=63,
    remedy=lambda text: f"did you mean `{text.rstrip(':/')}`?" if text.endswith("://") else "",
)
DATABASE = Text(
    code="bad-name",
    expected="the name of a database, or its number, quoted",
    pattern=r"[A-Za-z0-9_][A-Za-z0-9_-]*",
    longest=63,
)
PARAMETER = Text(
    code="bad-name",
    expected="the name of a parameter: letters, digits, `_`, `.` and `-`",
    pattern=r"[A-Za-z0-9_.-]+",
    longest=253,
)


class From(Strict):
    """What another service offers, as it is or in another shape."""

    source: Annotated[str, OFFER] = key("`<service>.<offer>`, such as `postgres.host`", alias="from")
    scheme: Annotated[str, SCHEME] | None = key("the scheme to put before it, or in place of a URL's own", None)
    port: PortName | None = key("another port of the service, by name", None)
    path: HttpPath | None = key("what comes after it in a URL, such as `/v1`", None)
    database: Annotated[str, DATABASE] | None = key("another database than the URL's own", None)
    query: dict[Annotated[str, PARAMETER], EnvText] | None = key(
        "parameters of the URL, over its own; an empty text removes one", None
    )

    @property
    def is_shaped(self) -> bool:
        """Whether it is taken in another shape."""
        return len(self.model_fields_set) > 1

    @property
    def shape(self) -> list[str]:
        """The keys that give it another shape."""
        return [name for name in SHAPE if getattr(self, name) is not None]

    @property
    def service(self) -> str:
        """The service that offers it."""
        return self.source.partition(".")[0]

    @property
    def offer(self) -> str:
        """What it offers, without the service."""
        return self.source.partition(".")[2]


class Secret(Strict):
    """A key of a remote secret."""

    secret: SecretKey = key("the key in the remote secret")
    of: ServiceName | None = key("the service whose secret it is, where it is another's", None)


PLAIN = Text(code="bad-text", expected="text", longest=LONGEST, secret=True)


class Excused(Strict):
    """A text that looks like a secret and is none."""

    value: Annotated[str, PLAIN] = key("the text, which git keeps and everybody may read")
    not_secret: Reason = key("why it is no secret, though it looks like one")


SHAPE = ("scheme", "port", "path", "database", "query")
Elsewhere = From | Secret | PodField | OwnResource
VARIANTS: dict[type, str] = {
    From: "(from)",
    Secret: "(secret)",
    PodField: "(field)",
    OwnResource: "(resource)",
    Excused: "(value)",
}


def _variant(value: Any) -> str:
    if not isinstance(value, dict):
        return VARIANTS.get(type(value), "(text)")
    if "notSecret" in value or "value" in value:
        return "(value)"
    if "secret" in value or ("of" in value and "from" not in value):
        return "(secret)"
    if "field" in value:
        return "(field)"
    return "(resource)" if "resource" in value or ("divisor" in value and "from" not in value) else "(from)"


AnyValue = Annotated[
    Annotated[EnvText, Tag("(text)")]
    | Annotated[From, Tag("(from)")]
    | Annotated[Secret, Tag("(secret)")]
    | Annotated[PodField, Tag("(field)")]
    | Annotated[OwnResource, Tag("(resource)")]
    | Annotated[Excused, Tag("(value)")],
    Discriminator(_variant),
]
