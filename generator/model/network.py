"""Addresses, ports and paths of HTTP, and the address ranges of a platform."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Self

from pydantic import model_validator

from generator.model.mistake import mistake, shown
from generator.model.scalar import Either, Text, Whole
from generator.model.words import ADDRESS_PATTERN, PORT_NAME
from generator.strict import Strict, key

PRIVATE = ("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16")
"""What is not the internet: RFC 1918, carrier-grade NAT (RFC 6598), link-local (metadata services, RFC 3927)."""
NOBODY = ("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3")
"""What no other machine has: itself, link-local, multicast, reserved."""


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


def _path_remedy(text: str) -> str:
    if "%" in text:
        return "write the path as a person reads it: the load balancer decodes nothing"
    if "*" in text:
        return "remove the `*`: a path stands for all that begin with it"
    return f"did you mean `/{text}`?" if text.isalnum() else ""


PORT = Whole(code="bad-port", least=1, most=65535, noun="a port")
PORT_REFERENCE = Either(expected="a port, by name or number", number=PORT, text=PORT_NAME)
HTTP_PATH = Text(
    code="bad-path",
    expected="a path such as `/api`: it begins with `/`, without `//`, `..`, `?` and `#`",
    pattern=r"/[A-Za-z0-9/._~%@:+,=!-]*",
    longest=1024,
    never=r"//|/\.\.?(/|$)",
    remedy=_path_remedy,
)
ROUTE_PATH = Text(
    code="bad-path",
    expected="a path such as `/api`: letters, digits and `_-.$/~@:+`, without `//` and `..`",
    pattern=r"/[A-Za-z0-9/_.$~@:+-]*",
    longest=126,  # an ALB takes 128, and the controller adds `/*`
    never=HTTP_PATH.never,
    remedy=_path_remedy,
)

Cidr = Annotated[str, CIDR]
VpcCidr = Annotated[str, VPC_CIDR]
PortNumber = Annotated[int, PORT]
PortReference = Annotated[int | str, PORT_REFERENCE]
HttpPath = Annotated[str, HTTP_PATH]
RoutePath = Annotated[str, ROUTE_PATH]


def check_address(host: str, cidrs: Sequence[str] | None) -> None:
    """Refuse an address that egress does not reach; of a name nobody knows here where it leads."""
    if re.fullmatch(ADDRESS_PATTERN, host) is None:
        return
    at, beside = ("host",), ("cidrs",)
    if _within(host, NOBODY):
        raise mistake("bad-host", f"found `{host}`, expected the address of another machine", at=at)
    if cidrs and not _within(host, cidrs):
        hint = f"add `{host}/32` to `cidrs`"
        raise mistake("host-outside-cidrs", f"`{host}` lies in none of `cidrs`", hint, at=at, beside=beside)
    if not cidrs and _within(host, PRIVATE):
        message = f"`{host}` is a private address, and without `cidrs` calls to private addresses are denied"
        raise mistake("missing-cidrs", message, f"add `cidrs: [{host}/32]`, or the range that it lies in", at=at)


def _within(address: str, cidrs: Sequence[str]) -> bool:
    return any(ipaddress.IPv4Address(address) in ipaddress.IPv4Network(cidr) for cidr in cidrs)


class Network(Strict):
    """The address range of the VPC; subnets that are not listed follow by one rule."""

    cidr: VpcCidr = key("the range of the VPC, /16 to /28")
    public: list[VpcCidr] | None = key("the public subnets, where the load balancer stands", None, min_length=1)
    private: list[VpcCidr] | None = key("the private subnets, where the nodes stand", None, min_length=1)
    database: list[VpcCidr] | None = key("the subnets of managed datastores", None, min_length=1)

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
        in_a_row = sorted(enumerate(subnets), key=lambda item: (item[1][1], item[0]))
        for pair in pairwise(in_a_row):  # ranges are nested or apart: if any overlap, two neighbours do
            (_, (one_at, one)), (_, (other_at, other)) = sorted(pair)
            if one.overlaps(other):
                raise mistake("cidr-overlap", f"`{other}` overlaps `{one}`", at=other_at, beside=one_at)
        return self
