"""GitHub's REST and GraphQL API: JSON in and out, patient where it asks for patience, and never without an end."""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

TIMEOUT = 30.0  # seconds for one answer
PATIENCE = 300.0  # seconds of waiting in all
PAGES = 30
ANSWER = 32 * 1024 * 1024  # bytes; GitHub's own answers are far below it


class Refused(Exception):
    """GitHub said no, and would say so again."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Unanswered(Exception):
    """No answer within our patience, or one that nothing can be made of."""


class Uncertain(Exception):
    """Whether something was made is not known: look before making it again."""


class Api:
    """Requests with one token to one server; `patience` is how many seconds it may wait in all."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        patience: float = PATIENCE,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.url = url.rstrip("/")
        self.token = token
        self.left = patience
        self.sleep = sleep
        self.now = now

    def get(self, path: str, **query: str | int) -> Any:
        """What lies at a path."""
        return self.asked("GET", f"{path}?{urlencode(query)}" if query else path)

    def pages(self, path: str, key: str = "", **query: str | int) -> Iterator[Any]:
        """The items of a list that comes in pages; of a mapping, those below `key`."""
        for page in range(1, PAGES + 1):
            answer = self.get(path, **query, per_page=100, page=page)
            items = answer[key] if key else answer
            yield from items
            if len(items) < 100:
                return

    def asked(self, method: str, path: str, body: Any = None) -> Any:
        """The answer to one request, as data."""
        answer = self.raw(method, path, body, limit=ANSWER)
        try:
            return json.loads(answer) if answer else None
        except ValueError as error:
            raise Unanswered(f"{method} {path}: the answer is no JSON") from error

    def raw(self, method: str, path: str, body: Any = None, *, limit: int) -> bytes:
        """The bytes of an answer, which may be `limit` long."""
        for attempt in range(100):
            try:
                return self.once(method, path, body, limit)
            except urllib.error.HTTPError as error:
                with error:
                    text = error.read(4096).decode("utf-8", "replace")
                wait = limited(error, text, self.now())
                if wait is None and error.code < 500:
                    raise Refused(error.code, f"{method} {path}: {error.code} {said(text)}") from error
                reason = f"{error.code} {said(text)}"
            except (OSError, http.client.HTTPException) as error:
                wait, reason = None, str(error) or type(error).__name__
            if wait is None and method == "POST":
                self.wait(2.0**attempt / 2, f"{method} {path}: {reason}")
                raise Uncertain(f"{method} {path}: {reason}")
            self.wait(2.0**attempt / 2 if wait is None else wait, f"{method} {path}: {reason}")
        raise Unanswered(f"{method} {path}: no answer")

    def once(self, method: str, path: str, body: Any, limit: int) -> bytes:
        """One request. The token goes to the API alone: where it redirects to, it is not sent."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, method=method)
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        request.add_header("User-Agent", "cartwright")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            read: bytes = answer.read(limit + 1)
        if len(read) > limit:
            raise Unanswered(f"{method} {path}: the answer is longer than {limit} bytes")
        return read

    def wait(self, seconds: float, why: str) -> None:
        """Wait, if that much patience is left."""
        if seconds > self.left:
            raise Unanswered(f"{why}; waiting {seconds:.0f} s more is longer than the {self.left:.0f} s that are left")
        self.left -= seconds
        self.sleep(seconds)


def part(text: str) -> str:
    """One part of a path, whatever is in it."""
    return quote(text, safe="")


def limited(error: urllib.error.HTTPError, text: str, now: float) -> float | None:
    """How many seconds GitHub wants us to wait, where it has refused for the number of requests alone."""
    if error.code not in (403, 429):
        return None
    if (after := error.headers.get("Retry-After", "")).isascii() and after.isdigit():
        return float(after)
    reset = error.headers.get("X-RateLimit-Reset", "")
    if error.headers.get("X-RateLimit-Remaining") == "0" and reset.isascii() and reset.isdigit():
        return max(0.0, float(reset) - now) + 1
    return 60.0 if error.code == 429 or "secondary rate limit" in text.lower() else None


def said(text: str) -> str:
    """The message in an answer that is an error, on one line."""
    try:
        message = str(json.loads(text)["message"])
    except (ValueError, KeyError, TypeError):
        message = text
    return " ".join(message.split())[:300]
