"""A text -> whether a key, a token or a password can be read in it, wherever it stands."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from functools import lru_cache

from generator.diff.compare.sensitive import speaks
from generator.model.exposed import exposed, is_exposing, may_expose

_OURS = re.compile(
    r"-----BEGIN [A-Z ]+-----"
    r"|://(?!\$\(\w+\)@|\$\{\w+\}@|<[^>]*>@|\{\{)[^\s/@:'\"]*:(?!\$\(\w+\)@|\$\{\w+\}@|<[^>]*>@|\{\{|\*+@)[^\s'\"]*@"
    r"|https?://(?!git@)[^\s/@:'\"$<{]+@"
    r"|(?i:account_?key|shared_?access_?key|shared_?access_?signature|[?&;]sig)=[^\s;&]"
    r"|(?i:dsn|connection_?string|private(?:_?key)?)[\"']?[ \t]*[:=][ \t]*[\"']?[^\s\"'{\[$<|>-]"
    r"|(?i:\b(?:bearer|basic))[ \t]+(?=[A-Za-z+/_.=-]*[0-9])[A-Za-z0-9+/_.=-]{8,}"
    r"|\b(?:ya29\.|sk-|dop_v1_|xapp-|pypi-|SK)[A-Za-z0-9_-]{16,}"
    r"|hooks\.slack\.com/(?:services|workflows)/\w"
    r"|\beyJ[A-Za-z0-9_-]{8,}"
    r"|(?<![A-Za-z0-9/+=_.-])(?=[A-Za-z0-9/+]*[0-9])(?=[A-Za-z0-9/+]*[A-Z])(?=[A-Za-z0-9/+]*[a-z])"
    r"[A-Za-z0-9+][A-Za-z0-9/+]{39}(?![A-Za-z0-9/+=_.-])"
)
"""Beyond what the rest of the house knows: other clouds' keys, certificates, AWS's secret access keys."""
_PAIR = re.compile(r"(?P<name>[A-Za-z_][\w.-]{2,60})=[\"']?(?P<value>[^\s;&,\"'$<{%(][^\s;&\"']*)")
_SHORT = 256
_FLAG = re.compile(r"--?[A-Za-z][\w.-]*")


def is_telling(text: str) -> bool:
    """Whether a secret can be read there."""
    return len(text) > 3 and (_tells_briefly(text) if len(text) < _SHORT else _tells(text))


def _tells(text: str) -> bool:
    return _OURS.search(text) is not None or is_exposing(text) or next(_assigned(text), None) is not None


def _assigned(text: str) -> Iterator[str]:
    """What is given to names that say it is secret, one behind another in a line: `Server=db;Password=…`."""
    if "=" in text:
        yield from (pair["value"] for pair in _PAIR.finditer(text) if speaks(pair["name"], (pair["value"],)))


_tells_briefly = lru_cache(maxsize=1 << 15)(_tells)


def is_telling_inside(encoded: str) -> bool:
    """The same of the base64 of a text."""
    try:
        text = b64decode(encoded, validate=True).decode()
    except (Error, ValueError):
        return False
    return is_telling(text)


def told_in(text: str) -> Iterator[str]:
    """The secrets in a text, as far as they can be told apart from it."""
    if may_expose(text):
        for line, spans in exposed(text.splitlines()):
            yield from (line[start:end].strip("\"' ,") for start, end in spans)
    yield from _assigned(text)


def is_flag(text: object) -> bool:
    """Whether an argument is an option whose value is the one behind it."""
    return isinstance(text, str) and _FLAG.fullmatch(text) is not None
