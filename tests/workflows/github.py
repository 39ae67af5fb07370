"""As much of GitHub's API as the scripts ask, on loopback: what a test put into it, and what they made of it."""

from __future__ import annotations

import io
import json
import re
import threading
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

REPOSITORY = "acme/gitops"
ID = 1001
TOKEN = "token-of-the-run"
BOT = {"login": "github-actions[bot]", "type": "Bot"}
LIMIT = 65_536


@dataclass
class Answer:
    """What a server says."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        return (
            self.body if isinstance(self.body, bytes) else b"" if self.body is None else json.dumps(self.body).encode()
        )


@dataclass
class Request:
    """What a server was asked."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    headers: Mapping[str, str]


class Server(ABC):
    """A server on a free port of this machine, while the block lasts."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.lock = threading.RLock()
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"
        self.thread = threading.Thread(target=lambda: self.http.serve_forever(poll_interval=0.01), daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()

    @abstractmethod
    def answer(self, request: Request) -> Answer:
        """What it says to a request."""

    def handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do(self) -> None:
                parts = urlsplit(self.path)
                raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
                request = Request(
                    self.command, unquote(parts.path), query, json.loads(raw) if raw else None, dict(self.headers)
                )
                with server.lock:
                    server.asked.append(request)
                    answer = server.answer(request)
                self.send_response(answer.status)
                for name, value in {"Content-Length": str(len(answer.raw)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.raw)

            do_GET = do_POST = do_PATCH = do_DELETE = do  # noqa: N815 - as http.server wants it

            def log_message(self, *_: object) -> None:
                """Nothing."""

        return Handler


class Storage(Server):
    """Where the API redirects to for the bytes of an artifact: another host, which must see no token."""

    def __init__(self) -> None:
        super().__init__()
        self.blobs: dict[str, bytes] = {}

    def answer(self, request: Request) -> Answer:
        blob = self.blobs.get(request.path)
        return Answer(404) if blob is None else Answer(200, blob, {"Content-Type": "application/zip"})


class GitHub(Server):
    """The API."""

    def __init__(self, storage: Storage) -> None:
        super().__init__()
        self.storage = storage
        self.pulls: list[dict[str, Any]] = []
        self.comments: dict[int, list[dict[str, Any]]] = {}
        self.artifacts: dict[int, list[dict[str, Any]]] = {}
        self.checks: list[dict[str, Any]] = []
        self.commits: dict[str, str] = {}
        self.pushed: list[dict[str, Any]] = []
        self.faults: list[tuple[str, str, Answer, bool]] = []
        self.last = 100

    def number(self) -> int:
        self.last += 1
        return self.last

    def fault(self, method: str, pattern: str, answer: Answer, *, done: bool = False) -> None:
        """Answer the next such request so; `done`: after it was carried out."""
        self.faults.append((method, pattern, answer, done))

    def pull(
        self, number: int, head: str, *, branch: str = "topic", repository: int = ID, **more: Any
    ) -> dict[str, Any]:
        """An open pull request."""
        owner = "acme" if repository == ID else f"fork{repository}"
        pull = {
            "number": number,
            "state": "open",
            "user": {"login": "maya", "type": "User"},
            "head": {"sha": head, "ref": branch, "repo": {"id": repository, "owner": {"login": owner}}},
            "base": {"ref": "main", "repo": {"id": ID}},
            **more,
        }
        self.pulls.append(pull)
        return pull

    def comment(self, number: int, body: str, user: Mapping[str, str] = BOT) -> dict[str, Any]:
        """A comment that is there."""
        comment = {"id": self.number(), "body": body, "user": dict(user)}
        comment["html_url"] = f"https://github.com/{REPOSITORY}/pull/{number}#issuecomment-{comment['id']}"
        self.comments.setdefault(number, []).append(comment)
        return comment

    def artifact(
        self, run: int, files: Mapping[str, bytes | str] | bytes, name: str = "cartwright-post-main"
    ) -> dict[str, Any]:
        """An artifact of a run, of these files, or of these bytes."""
        blob = files if isinstance(files, bytes) else zipped(files)
        artifact = {"id": self.number(), "name": name, "expired": False, "size_in_bytes": len(blob)}
        self.storage.blobs[f"/blob/{artifact['id']}"] = blob
        self.artifacts.setdefault(run, []).append(artifact)
        return artifact

    def wrote(self, method: str = "") -> list[Request]:
        """What it was asked to change."""
        return [each for each in self.asked if each.method != "GET" and each.method == (method or each.method)]

    def bodies(self, number: int) -> list[str]:
        """The comments of a pull request."""
        return [each["body"] for each in self.comments.get(number, [])]

    def answer(self, request: Request) -> Answer:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return Answer(401, {"message": "Bad credentials"})
        for fault in self.faults:
            method, pattern, answer, done = fault
            if method == request.method and re.search(pattern, request.path):
                self.faults.remove(fault)
                if done:
                    self.routed(request)
                return answer
        return self.routed(request)

    def routed(self, request: Request) -> Answer:
        for method, pattern, route in ROUTES:
            found = re.fullmatch(pattern.replace("REPOSITORY", f"/repos/{REPOSITORY}"), request.path)
            if found and method == request.method:
                return route(self, request, *found.groups())
        return Answer(404, {"message": "Not Found"})

    def page(self, request: Request, items: list[Any], key: str = "") -> Answer:
        size, page = int(request.query.get("per_page", 30)), int(request.query.get("page", 1))
        shown = items[(page - 1) * size : page * size]
        return Answer(200, {"total_count": len(items), key: shown} if key else shown)

    def list_pulls(self, request: Request) -> Answer:
        owner, _, branch = request.query["head"].partition(":")
        there = [each for each in self.pulls if (each["head"].get("repo") or {}).get("owner") == {"login": owner}]
        return self.page(request, [each for each in there if each["head"]["ref"] == branch and each["state"] == "open"])

    def list_comments(self, request: Request, number: str) -> Answer:
        return self.page(request, self.comments.get(int(number), []))

    def make_comment(self, request: Request, number: str) -> Answer:
        if len(request.body["body"]) > LIMIT:
            return Answer(422, {"message": f"Body is too long (maximum is {LIMIT} characters)"})
        return Answer(201, self.comment(int(number), request.body["body"]))

    def change_comment(self, request: Request, number: str) -> Answer:
        for comments in self.comments.values():
            for comment in comments:
                if comment["id"] == int(number):
                    comment.update(body=request.body["body"])
                    return Answer(200, comment)
        return Answer(404, {"message": "Not Found"})

    def drop_comment(self, _: Request, number: str) -> Answer:
        for comments in self.comments.values():
            comments[:] = [comment for comment in comments if comment["id"] != int(number)]
        return Answer(204)

    def list_artifacts(self, request: Request, run: str) -> Answer:
        there = [each for each in self.artifacts.get(int(run), []) if each["name"] == request.query["name"]]
        return self.page(request, there, "artifacts")

    def zip(self, _: Request, number: str) -> Answer:
        return Answer(302, None, {"Location": f"{self.storage.url}/blob/{number}"})

    def list_checks(self, request: Request, commit: str) -> Answer:
        there = [
            each for each in self.checks if each["head_sha"] == commit and each["name"] == request.query["check_name"]
        ]
        return self.page(request, there, "check_runs")

    def make_check(self, request: Request) -> Answer:
        check = {"id": self.number(), "app": {"slug": "github-actions"}, **request.body}
        self.checks.append(check)
        return Answer(201, check)

    def change_check(self, request: Request, number: str) -> Answer:
        (check,) = [each for each in self.checks if each["id"] == int(number)]
        check.update(request.body)
        return Answer(200, check)

    def commit(self, _: Request, commit: str) -> Answer:
        return Answer(200, {"sha": commit, "commit": {"message": self.commits.get(commit, "a change")}})

    def graphql(self, request: Request) -> Answer:
        wanted = request.body["variables"]["input"]
        heads = [each["head"]["sha"] for each in self.pulls if each["head"]["ref"] == wanted["branch"]["branchName"]]
        if wanted["expectedHeadOid"] not in heads:
            return Answer(
                200, {"data": None, "errors": [{"type": "STALE_DATA", "message": "Expected branch to point to"}]}
            )
        self.pushed.append(wanted)
        return Answer(200, {"data": {"createCommitOnBranch": {"commit": {"oid": "e" * 40}}}})


ROUTES: list[tuple[str, str, Callable[..., Answer]]] = [
    ("GET", "REPOSITORY/pulls", GitHub.list_pulls),
    ("GET", r"REPOSITORY/issues/(\d+)/comments", GitHub.list_comments),
    ("POST", r"REPOSITORY/issues/(\d+)/comments", GitHub.make_comment),
    ("PATCH", r"REPOSITORY/issues/comments/(\d+)", GitHub.change_comment),
    ("DELETE", r"REPOSITORY/issues/comments/(\d+)", GitHub.drop_comment),
    ("GET", r"REPOSITORY/actions/runs/(\d+)/artifacts", GitHub.list_artifacts),
    ("GET", r"REPOSITORY/actions/artifacts/(\d+)/zip", GitHub.zip),
    ("GET", r"REPOSITORY/commits/(\w+)/check-runs", GitHub.list_checks),
    ("POST", "REPOSITORY/check-runs", GitHub.make_check),
    ("PATCH", r"REPOSITORY/check-runs/(\d+)", GitHub.change_check),
    ("GET", r"REPOSITORY/commits/(\w+)", GitHub.commit),
    ("POST", "/graphql", GitHub.graphql),
]


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A zip archive of these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
