"""A kubeconfig -> what the API server says: one request at a time, each answer with the warnings that came with it."""

from __future__ import annotations

import base64
import json
import re
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import yaml

Body = Mapping[str, Any]
APPLY = "application/apply-patch+yaml"
MERGE = "application/merge-patch+json"
MANAGER = "cartwright-e2e"


class Answer(NamedTuple):
    """What came back for one request."""

    status: int
    body: dict[str, Any]
    warnings: tuple[str, ...]

    @property
    def refused(self) -> bool:
        return self.status >= 400

    @property
    def verdict(self) -> str:
        """`refuses`, `warns` or `accepts`."""
        return "refuses" if self.refused else "warns" if self.warnings else "accepts"

    @property
    def said(self) -> str:
        """The server's own words, for a refusal or its warnings."""
        return str(self.body.get("message", self.body)) if self.refused else "; ".join(self.warnings)


class Server:
    """The API server that a kubeconfig names, as its administrator sees it."""

    def __init__(self, kubeconfig: Path) -> None:
        config = yaml.safe_load(kubeconfig.read_text(encoding="utf-8"))
        cluster, user = config["clusters"][0]["cluster"], config["users"][0]["user"]
        self.kubeconfig = kubeconfig
        self._address = cluster["server"].removeprefix("https://")
        self._tls = _tls(cluster, user, kubeconfig.parent)
        self._token = user.get("token")
        self._connection: HTTPSConnection | None = None
        self._plurals: dict[tuple[str, str], str] = {}

    def ask(self, method: str, path: str, body: Any = None, content: str = "application/json") -> Answer:
        """One request; again where the server closed an idle connection."""
        for _ in range(3):
            try:
                with self._sent(method, path, body, content) as response:
                    warnings = [_warning(text) for text in response.headers.get_all("Warning", [])]
                    return Answer(response.status, _body(response.read()), tuple(warnings))
            except (HTTPException, OSError):
                self.close()
                time.sleep(0.2)
        raise ConnectionError(f"the API server does not answer {method} {path}")

    def close(self) -> None:
        """End the connection that is kept from one request to the next."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _sent(self, method: str, path: str, body: Any, content: str) -> HTTPResponse:
        connection = self._connection = self._connection or self.connection()
        headers = {"Content-Type": content, "Accept": "application/json", **self._identity()}
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        return connection.getresponse()

    def connection(self) -> HTTPSConnection:
        """A connection of one's own, as a watch needs it."""
        return HTTPSConnection(self._address, context=self._tls, timeout=60)

    def _identity(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"} if self._token else {}

    def watch(self, path: str) -> Iterator[dict[str, Any]]:
        """The events below a path, from those that are there on; ends when the server closes."""
        with closing(self.connection()) as connection:
            connection.timeout = None
            connection.request("GET", f"{path}?watch=1", headers=self._identity())
            with connection.getresponse() as response:
                while line := response.readline():
                    yield json.loads(line)

    def apply(self, item: Body, namespace: str, *, dry_run: bool = False) -> Answer:
        """Server-side apply with strict field validation, as `kubectl apply --server-side --validate=strict`."""
        path = self.path(item, namespace)
        if path is None:
            message = f'no matches for kind "{item.get("kind")}" in version "{item.get("apiVersion")}"'
            return Answer(404, {"message": message}, ())
        query = {"fieldManager": MANAGER, "force": "true", "fieldValidation": "Strict"}
        return self.ask("PATCH", f"{path}?{urlencode(query | _dry(dry_run))}", item, APPLY)

    def create(self, item: Body, namespace: str, *, dry_run: bool = False) -> Answer:
        """A plain creation, for what has no name."""
        path = str(self.path(item, namespace)).rpartition("/")[0]
        return self.ask("POST", f"{path}?{urlencode({'fieldValidation': 'Strict'} | _dry(dry_run))}", item)

    def live(self, item: Body, namespace: str) -> dict[str, Any] | None:
        """The object as it is in the cluster now."""
        return self.get(str(self.path(item, namespace)))

    def get(self, path: str) -> dict[str, Any] | None:
        """What is at a path, if anything is."""
        answer = self.ask("GET", path)
        if answer.refused and answer.status != 404:
            raise LookupError(f"{path}: {answer.said}")
        return None if answer.refused else answer.body

    def all(self, path: str) -> Sequence[dict[str, Any]]:
        """The objects that a path lists."""
        found = self.get(path)
        return found["items"] if found else []

    def path(self, item: Body, namespace: str) -> str | None:
        """Where an object lives; None for a kind that is not served."""
        version, kind = str(item.get("apiVersion")), str(item.get("kind"))
        root = f"/apis/{version}" if "/" in version else f"/api/{version}"
        if (version, kind) not in self._plurals:
            for resource in (self.get(root) or {}).get("resources", []):
                if "/" not in resource["name"]:
                    where = "/namespaces/{}" if resource["namespaced"] else ""
                    self._plurals[version, resource["kind"]] = f"{root}{where}/{resource['name']}"
        place = self._plurals.get((version, kind))
        metadata = item.get("metadata") or {}
        return place and f"{place.format(metadata.get('namespace', namespace))}/{metadata.get('name', '')}"


def _body(text: bytes) -> dict[str, Any]:
    """JSON; for a path that is not served, words."""
    try:
        found: dict[str, Any] = json.loads(text)
    except ValueError:
        return {"message": text.decode().strip()}
    return found


def _dry(dry_run: bool) -> dict[str, str]:
    return {"dryRun": "All"} if dry_run else {}


def _warning(header: str) -> str:
    """The text of a header such as `299 - "spec.x: deprecated"`."""
    return re.sub(r'^\d+ \S+ "(.*)"$', r"\1", header).replace('\\"', '"')


def _tls(cluster: Body, user: Body, folder: Path) -> ssl.SSLContext:
    """By files, or by base64 inside the kubeconfig, as kind writes it."""
    authority = _text(cluster, "certificate-authority")
    context = ssl.create_default_context(cadata=authority)
    if "client-certificate-data" in user:
        file = folder / "client.pem"
        file.touch(mode=0o600)
        file.write_text(_text(user, "client-certificate") + _text(user, "client-key"), encoding="utf-8")
        context.load_cert_chain(file)
    return context


def _text(holder: Body, key: str) -> str:
    if data := holder.get(f"{key}-data"):
        return base64.b64decode(data).decode()
    return Path(holder[key]).read_text(encoding="utf-8")
