"""Addresses, ports and paths of HTTP, and the address ranges of a platform."""

from __future__ import annotations

import ipaddress
from itertools import combinations
from typing import Annotated, Self

from pydantic import model_validator

from generator.model.mistake import mistake, shown
from generator.model.scalar import Either, Text, Whole
from generator.model.words import PORT_NAME
from generator.strict import Strict, key

OCTET = r"(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
ADDRESS_PATTERN = rf"({OCTET}\.){{3}}{OCTET}"


def _no_host_bits(text: str) -> None:
    network = ipaddress.IPv4Network(text, strict=False)
    if str(network) != text:
        hint = f"did you mean `{network}`?"
        raise mistake("bad-cidr", f"found {shown(text)}, expected a range without host bits", hint)


def _remedy(text: str) -> str:
    return "write the prefix length, as in `10.20.0.0/16`" if "/" not in text or text.count(".") > 3 else ""


CIDR = Text(
    code="bad-cidr",
    expected="an IPv4 range such as `203.0.113.0/24`",
    pattern=rf"{ADDRESS_PATTERN}/(3[0-2]|[12]?[0-9])",
    rule=_no_host_bits,
    remedy=_remedy,
)
VPC_CIDR = Text(
    code="bad-cidr",
    expected="an IPv4 range from `/16` to `/28` such as `10.20.0.0/16`",
    pattern=rf"{ADDRESS_PATTERN}/(1[6-9]|2[0-8])",
    rule=_no_host_bits,
    remedy=_remedy,
)
PORT = Whole(code="bad-port", least=1, most=65535, noun="a port")
PORT_REFERENCE = Either(expected="a port, by name or number", number=PORT, text=PORT_NAME)
HTTP_PATH = Text(
    code="bad-path",
    expected="a path such as `/api`: it begins with `/`, without `//`, `..`, `?` and `#`",
    pattern=r"/[A-Za-z0-9/._~%@:+,=!-]*",
    longest=128,  # what a rule of an ALB takes
    never=r"//|/\.\.?(/|$)",
    remedy=lambda text: f"did you mean `/{text}`?" if text.isalnum() else "",
)

Cidr = Annotated[str, CIDR]
VpcCidr = Annotated[str, VPC_CIDR]
PortNumber = Annotated[int, PORT]
PortReference = Annotated[int | str, PORT_REFERENCE]
HttpPath = Annotated[str, HTTP_PATH]


class Network(Strict):
    """The address range of the VPC; subnets that are not listed follow by one rule."""

    cidr: VpcCidr = key("the range of the VPC, /16 to /28")
    public: list[VpcCidr] | None = key("the public subnets, where the load balancer stands", None)
    private: list[VpcCidr] | None = key("the private subnets, where the nodes stand", None)
    database: list[VpcCidr] | None = key("the subnets of managed datastores", None)

    @model_validator(mode="after")
    def _subnets_lie_apart_within_the_range(self) -> Self:
        whole = ipaddress.IPv4Network(self.cidr)
        subnets = [
            ((kind, index), ipaddress.IPv4Network(text))
            for kind, listed in (("public", self.public), ("private", self.private), ("database", self.database))
            for index, text in enumerate(listed or ())
        ]
        for at, subnet in subnets:
            if not subnet.subnet_of(whole):
                raise mistake("bad-cidr", f"`{subnet}` is not within `{whole}`", at=at, beside=("cidr",))
        for (one_at, one), (other_at, other) in combinations(subnets, 2):
            if one.overlaps(other):
                raise mistake("cidr-overlap", f"`{other}` overlaps `{one}`", at=other_at, beside=one_at)
        return self
