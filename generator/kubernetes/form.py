"""The ways in which Kubernetes lets a name be written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple


class Form(NamedTuple):
    """A way to write a name, and how to say it."""

    pattern: re.Pattern[str]
    limit: int
    words: str


_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
_WORD = "[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?"
LABEL = Form(re.compile(_LABEL), 63, "at most 63 of a-z, 0-9 and `-`, a letter or digit at both ends")
SUBDOMAIN = Form(re.compile(rf"{_LABEL}(\.{_LABEL})*"), 253, "at most 253 of a-z, 0-9, `-` and `.`")
SERVICE = Form(re.compile("[a-z]([-a-z0-9]*[a-z0-9])?"), 63, "at most 63 of a-z, 0-9 and `-`, a letter first")
SEGMENT = Form(re.compile(r"(?!\.\.?$)[^/%]+"), 253, "at most 253 characters, without `/` and `%`")
PORT = Form(
    re.compile("(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?"),
    15,
    "at most 15 of a-z, 0-9 and `-`, with a letter, a letter or digit at both ends",
)
VARIABLE = Form(re.compile("[-._a-zA-Z][-._a-zA-Z0-9]*"), 4096, "letters, digits, `_`, `-` and `.`, no digit first")
DATA = Form(re.compile(r"(?!\.\.?$)[-._a-zA-Z0-9]+"), 253, "at most 253 letters, digits, `-`, `_` and `.`")
QUALIFIED = Form(re.compile(_WORD), 63, "at most 63 letters, digits, `-`, `_` and `.`, a letter or digit at both ends")
VALUE = QUALIFIED._replace(pattern=re.compile(f"({_WORD})?"))

NAMES: Mapping[str, Form] = {
    "CronJob": SUBDOMAIN._replace(limit=52, words="at most 52 of a-z, 0-9, `-` and `.`"),
    "Job": SUBDOMAIN._replace(limit=63, words="at most 63 of a-z, 0-9, `-` and `.`"),
    "Namespace": LABEL,
    "Service": SERVICE,
    **dict.fromkeys(("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"), SEGMENT),
}
"""Kinds whose names are not plain subdomains."""


@lru_cache(maxsize=65536)
def fits(value: str, form: Form) -> bool:
    """Whether a name is written so."""
    return len(value) <= form.limit and form.pattern.fullmatch(value) is not None


@lru_cache(maxsize=65536)
def key_fits(key: str) -> bool:
    """Whether a label or annotation may be called so: `name`, `app.kubernetes.io/name`."""
    domain, slash, name = key.rpartition("/")
    return fits(name, QUALIFIED) and (not slash or fits(domain, SUBDOMAIN))
