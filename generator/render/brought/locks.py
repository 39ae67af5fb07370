"""What a process takes from itself, for good, before it renders a chart of people's: network, writing, memory, time.

Each by what the system offers: `shut` says which of them hold.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
import threading
import time
from collections.abc import Callable, Mapping

from generator.render.brought.limits import MEMORY, NETWORK, OUT_OF_MEMORY, WRITING

_RESERVED = 3 << 30
"""Bytes of addresses that Go reserves and never uses."""
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446
_SYSTEMS: Mapping[str, tuple[int, int]] = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Machine -> its number for seccomp, and that of the call `socket`."""
_IO_URING = 425
_FIRST_X32 = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13
_WRITES = (1 << 1) | sum(1 << bit for bit in range(4, 13))
"""Of Landlock: write a file, remove and make anything; not to execute, and not to read."""
_WRITES_LATER = {2: 1 << 13, 3: 1 << 14}
"""The same as later versions have it: refer, truncate."""


def shut(*, memory: int, seconds: int) -> list[str]:
    """Give it all up; the names of what the system really holds."""
    _bounded(memory, seconds)
    if not sys.platform.startswith("linux"):
        threading.Thread(target=_watched, args=(memory,), daemon=True).start()
        return [MEMORY]
    apart = _called("unshare", _NEW_USER | _NEW_NETWORK)
    unprivileged = _called("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    silent = unprivileged and _without_sockets()
    written = unprivileged and _without_writing()
    held = {MEMORY: True, NETWORK: apart or silent, WRITING: written}
    return [name for name, holds in held.items() if holds]


def _bounded(memory: int, seconds: int) -> None:
    import resource

    bounds = {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_DATA": memory,
        "RLIMIT_AS": memory + _RESERVED,
        "RLIMIT_CPU": seconds,
    }
    for name, bound in bounds.items():
        try:
            resource.setrlimit(getattr(resource, name), (bound, bound))
        except (ValueError, OSError):  # less is allowed already, or the system has no such bound
            continue


def _watched(memory: int) -> None:
    """End the process once it holds too much, where the system does not."""
    import resource

    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < memory:  # in bytes on macOS
        time.sleep(0.05)
    os._exit(OUT_OF_MEMORY)


def _called(name: str, *arguments: int) -> bool:
    try:
        function: Callable[..., int] = getattr(ctypes.CDLL(None, use_errno=True), name)
    except AttributeError:  # another C library
        return False
    return function(*map(ctypes.c_ulong, arguments)) >= 0  # a plain number would lose half of an address


def _without_sockets() -> bool:
    """No socket is ever made again, by this process or what it starts."""
    if platform.machine() not in _SYSTEMS:
        return False
    machine, socket = _SYSTEMS[platform.machine()]
    steps = (
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, 5, machine),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 3, 0, _FIRST_X32),
        (_EQUAL, 2, 0, socket),
        (_EQUAL, 1, 0, _IO_URING),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    )
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    head = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program)))
    return _called("prctl", _SECCOMP, _FILTER, ctypes.addressof(head), 0, 0)


def _without_writing() -> bool:
    """Nothing on any disk can be made, changed or removed any more."""
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return False
    rights = _WRITES | sum(bit for since, bit in _WRITES_LATER.items() if version >= since)
    rules = libc.syscall(_LANDLOCK_CREATE, struct.pack("Q", rights), 8, 0)
    if rules < 0:
        return False
    shut_now = libc.syscall(_LANDLOCK_RESTRICT, rules, 0) == 0
    os.close(rules)
    return bool(shut_now)
