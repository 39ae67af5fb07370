"""A process -> the addresses that it listens on, as Linux tells them."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

LISTENS = "0A"


def listening(process: int) -> set[IPv4Address | IPv6Address]:
    """The addresses of the TCP sockets at which a process waits for calls."""
    links = [Path("/proc") / str(process) / "fd" / name.name for name in Path(f"/proc/{process}/fd").iterdir()]
    inodes = {found[1] for link in links if (found := re.fullmatch(r"socket:\[(\d+)\]", target(link)))}
    lines = [line.split() for table in ("tcp", "tcp6") for line in Path(f"/proc/net/{table}").read_text().splitlines()]
    return {address(line[1]) for line in lines if line[3] == LISTENS and line[9] in inodes}


def target(link: Path) -> str:
    """Where a descriptor leads; nowhere, once it is closed."""
    try:
        return str(link.readlink())
    except OSError:
        return ""


def address(text: str) -> IPv4Address | IPv6Address:
    """An address as the kernel writes it: words of four bytes, the last byte of each first."""
    words = bytes.fromhex(text.partition(":")[0])
    found = ip_address(b"".join(words[at : at + 4][::-1] for at in range(0, len(words), 4)))
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
