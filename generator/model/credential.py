"""What a key or a token looks like, and which variables say by their name that they hold one."""

from __future__ import annotations

import re

CREDENTIAL = (
    r"(^|[^A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}($|[^A-Z0-9])|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|(^|[^A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50}|[rs]k_live_[A-Za-z0-9]{10})"
    r"|xox[baprs]-[A-Za-z0-9-]{20}"
    r"|(^|[^A-Za-z0-9])(glpat-[A-Za-z0-9_-]{20}|npm_[A-Za-z0-9]{36}|dckr_pat_[A-Za-z0-9_-]{20}|AIza[A-Za-z0-9_-]{35}"
    r"|hv[sb]\.[A-Za-z0-9_-]{20}|SG\.[A-Za-z0-9_-]{20}|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10})"
    r"|[a-z]://[^/ \t\r\n:@]*:[^/ \t\r\n@$<{%*][^/ \t\r\n@]*@"  # but no `$(VARIABLE)`, `<password>` …
)
SHORTEST, SHORTEST_KEY = 8, 32
"""Characters of a password, and of a value that only its variable's last word, `KEY`, speaks of."""

_HOLDS = re.compile(
    r"(password|passwd|passphrase|secret|token|api_?key|private_?key|credentials?|(^|_)(pass|pwd|pw))s?(?=_|$)"
)
_ABOUT = re.compile(
    "_(algorithm|audience|backend|bytes|cookie|days|dir|directory|enabled|endpoint|env|expir[a-z]*|field|file|format"
    "|header|hours|id|issuer|lengths?|lifetime|manager|max|min|minutes|mode|name|names|path|policy|port|prefix|provider"
    "|region|required|rounds|scope|scopes|seconds|store|timeout|ttl|type|uri|url|version|host)$"
)
_OURS = ("secret", "secrets", "serviceaccounttoken")
_HARMLESS = re.compile(r"[0-9.]{1,7}|[a-z][a-z0-9+.-]*://.*|/.*|.*\$[({].*|(?i:true|false|enabled|disabled|required)")


def holds_a_secret(variable: str, value: str) -> bool:
    """The same of a text that is printed, however short it is: rather hidden than seen. `secret` and
    `secrets` are keys of our own files, for names."""
    name = re.sub("[.-]", "_", variable.lower())
    if name in _OURS or _HARMLESS.fullmatch(value):
        return False
    return names_a_secret(name, value) or (_HOLDS.search(name) is not None and not _ABOUT.search(name))


def names_a_secret(variable: str, value: str) -> bool:
    """Whether a variable says that it holds a secret, and its value is none of the things that are none."""
    name = variable.lower()
    if _HARMLESS.fullmatch(value):
        return False
    if name.endswith("_key") and not name.endswith("public_key") and not _HOLDS.search(name):
        return len(value) >= SHORTEST_KEY and re.fullmatch("[A-Za-z0-9+/=_-]+", value) is not None
    return len(value) >= SHORTEST and _HOLDS.search(name) is not None and not _ABOUT.search(name)
