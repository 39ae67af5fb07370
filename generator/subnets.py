"""The address range of a VPC -> its subnets, as listed or by one rule: pure functions of the input."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Network
from itertools import islice
from typing import NamedTuple, Protocol

WIDEST, NARROWEST = 16, 20
"""The prefix lengths of a VPC that `divided` takes: RDS asks for /28 or larger, which is 20 + 8."""


class Network(Protocol):
    """A VPC: its block, and subnets where a person lists them."""

    @property
    def cidr(self) -> str: ...
    @property
    def public(self) -> Sequence[str] | None: ...
    @property
    def private(self) -> Sequence[str] | None: ...
    @property
    def database(self) -> Sequence[str] | None: ...


class Subnets(NamedTuple):
    """The subnets of a VPC, one of each kind per availability zone."""

    public: tuple[str, ...]
    private: tuple[str, ...]
    database: tuple[str, ...]


def subnets(network: Network) -> Subnets:
    """The subnets that are listed, and by one rule those that are not."""
    if network.public and network.private and network.database:
        return Subnets(tuple(network.public), tuple(network.private), tuple(network.database))
    ruled = divided(network.cidr)
    return Subnets(
        tuple(network.public or ruled.public),
        tuple(network.private or ruled.private),
        tuple(network.database or ruled.database),
    )


@lru_cache(maxsize=1024)
def divided(cidr: str) -> Subnets:
    """Three subnets of each kind. Of a /16: public the first three /20, private the last three /18, and database the
    first three /24 of the fourth /20, which lies between them."""
    network = IPv4Network(cidr)
    length = network.prefixlen
    if not WIDEST <= length <= NARROWEST:
        raise ValueError(f"{cidr}: the prefix length must be from {WIDEST} to {NARROWEST}")
    sixteenths = list(network.subnets(new_prefix=length + 4))
    quarters = list(network.subnets(new_prefix=length + 2))
    small = islice(sixteenths[3].subnets(new_prefix=length + 8), 3)
    return Subnets(
        public=tuple(str(subnet) for subnet in sixteenths[:3]),
        private=tuple(str(subnet) for subnet in quarters[1:]),
        database=tuple(str(subnet) for subnet in small),
    )
