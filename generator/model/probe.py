"""How Kubernetes asks a container whether it is up: by HTTP, by TCP, by gRPC, or by a command."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from generator.model.mistake import mistake
from generator.model.network import HttpPath, PortReference
from generator.model.scalar import Text, Whole
from generator.model.texts import AnyText
from generator.strict import Strict, key

Count = Annotated[int, Whole(least=1, most=86400)]
Wait = Annotated[int, Whole(most=86400)]


GRPC_SERVICE = Text(
    code="bad-name",
    expected="the name of a service that gRPC's health service knows, such as `shop.v1.Cart`",
    pattern=r"[A-Za-z0-9_./-]+",
    longest=253,
)
HEADER_NAME = Text(
    code="bad-name", expected="the name of a header, such as `Host`: letters, digits and `-`", pattern=r"[-A-Za-z0-9]+"
)


class Header(Strict):
    """A header of a question by HTTP, as in Kubernetes."""

    name: Annotated[str, HEADER_NAME] = key("its name")
    value: AnyText = key("what it says")


class Probe(Strict):
    """One question: `path` asks by HTTP, `port` alone by TCP, `grpc` by gRPC, `exec` by a command."""

    path: HttpPath | None = key("asks this path by HTTP; 200 to 399 is yes", None)
    port: PortReference | None = key("the port, by name or number; alone it asks whether TCP connects", None)
    exec: list[AnyText] | None = key("runs this command in the container; 0 is yes", None, min_length=1)
    grpc: PortReference | None = key("asks gRPC's health service on this port", None)
    service: Annotated[str, GRPC_SERVICE] | None = key("with `grpc`: the service that is asked about, by name", None)
    http_headers: list[Header] = key("with `path`: headers of the question, as in Kubernetes", [])
    scheme: Literal["HTTP", "HTTPS"] | None = key("how `path` is asked; HTTP if not given", None)
    initial_delay_seconds: Wait | None = key("seconds before the first question", None)
    period_seconds: Count | None = key("seconds between questions", None)
    timeout_seconds: Count | None = key("seconds to answer in", None)
    success_threshold: Count | None = key("how many times yes in a row is yes; only for readiness", None)
    failure_threshold: Count | None = key("how many times no in a row is no", None)

    @model_validator(mode="after")
    def _asks_in_one_way(self) -> Self:
        asked = [name for name in ("path", "exec", "grpc") if getattr(self, name) is not None]
        if len(asked) > 1:
            message = f"a probe asks in one way, found `{asked[0]}` and `{asked[1]}`"
            raise mistake("bad-probe", message, "keep one of them", at=(asked[1],), beside=(asked[0],))
        if self.port is not None and asked in (["exec"], ["grpc"]):
            message = f"a probe asks in one way, found `{asked[0]}` and `port`"
            raise mistake("bad-probe", message, "remove `port`", at=("port",), beside=(asked[0],))
        if not asked and self.port is None:
            message = "a probe needs one of `path`, `port`, `exec` and `grpc`"
            raise mistake("bad-probe", message, "add `path: /health`, or `port` for a question by TCP")
        return self

    @model_validator(mode="after")
    def _details_have_their_question(self) -> Self:
        given = {"scheme": self.scheme, "httpHeaders": self.http_headers, "service": self.service}
        for name, question in (("scheme", "path"), ("httpHeaders", "path"), ("service", "grpc")):
            if given[name] and getattr(self, question) is None:
                raise mistake("bad-probe", f"`{name}` goes with `{question}` only", f"remove `{name}`", at=(name,))
        return self

    @property
    def asked_port(self) -> str | int | None:
        """The port that it names; None for the default port, or for a command."""
        return self.port if self.grpc is None else self.grpc


class Probes(Strict):
    """The three questions."""

    startup: Probe | None = key("asked until it says yes once; the others wait for it", None)
    readiness: Probe | None = key("whether it gets requests", None)
    liveness: Probe | None = key("whether it is restarted: ask nothing that other services could make fail", None)

    @model_validator(mode="after")
    def _only_readiness_counts_successes(self) -> Self:
        for name, probe in (("startup", self.startup), ("liveness", self.liveness)):
            if probe is not None and (probe.success_threshold or 1) > 1:
                message = f"found `{probe.success_threshold}`, expected 1: Kubernetes takes more for `readiness` only"
                raise mistake("bad-probe", message, "remove `successThreshold`", at=(name, "successThreshold"))
        return self

    def given(self) -> dict[str, Probe]:
        """The probes that are given, by name."""
        named = {"startup": self.startup, "readiness": self.readiness, "liveness": self.liveness}
        return {name: probe for name, probe in named.items() if probe is not None}
