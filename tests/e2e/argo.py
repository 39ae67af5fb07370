"""What Argo CD shows of Applications, what it says of those that are not well, and waiting with an end."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

from tests.e2e.engines import PORT
from tests.e2e.repository import Change
from tests.e2e.server import Server

Application = Mapping[str, Any]
Applications = Mapping[str, Application]
COMMIT = re.compile("[0-9a-f]{40}")
PATHS = "argocd.argoproj.io/manifest-generate-paths"


def sync(application: Application) -> str:
    return str(application.get("status", {}).get("sync", {}).get("status", "-"))


def health(application: Application) -> str:
    return str(application.get("status", {}).get("health", {}).get("status", "-"))


def phase(application: Application) -> str:
    return str(application.get("status", {}).get("operationState", {}).get("phase", "-"))


def revision(application: Application) -> str:
    return str(application.get("status", {}).get("sync", {}).get("revision", ""))


def is_well(application: Application) -> bool:
    """Synced and Healthy, compared with the source that it has now, and nothing under way."""
    compared = application.get("status", {}).get("sync", {}).get("comparedTo", {}).get("source")
    settled = "operation" not in application and phase(application) in ("Succeeded", "-")
    fresh = compared == application["spec"]["source"] and "deletionTimestamp" not in application["metadata"]
    return settled and fresh and (sync(application), health(application)) == ("Synced", "Healthy")


def is_up(application: Application) -> bool:
    """Its first sync is done and what it made is healthy, which is what root waits for.

    That Argo CD has compared it anew since, as `is_well` asks, is noted a moment later.
    """
    return health(application) == "Healthy" and (sync(application) == "Synced" or phase(application) == "Succeeded")


def reads(application: Application, files: tuple[str, ...]) -> bool:
    """Whether Argo CD makes manifests from one of these files, as the Application says."""
    folder = application["spec"]["source"]["path"]
    below = application["metadata"]["annotations"][PATHS].split(";")
    starts = tuple(f"{folder}/" if path == "." else f"{folder}/{path}/" for path in below)
    return any(file.startswith(starts) for file in files)


@dataclass(frozen=True)
class Argo:
    """The Argo CD of a stack, and the namespace that its Applications fill."""

    server: Server
    home: str
    namespace: str

    @property
    def path(self) -> str:
        """Where the Applications are listed."""
        return f"/apis/argoproj.io/v1alpha1/namespaces/{self.home}/applications"

    @property
    def applications(self) -> dict[str, dict[str, Any]]:
        found = self.server.all(self.path)
        return {application["metadata"]["name"]: application for application in found}

    def until(self, fact: Callable[[Applications], bool], what: str, seconds: float = 120) -> None:
        """Wait until a fact is so; when it is not in time, say what Argo CD and the cluster say."""
        deadline = time.monotonic() + seconds
        while not fact(self.applications):
            assert time.monotonic() < deadline, f"after {seconds:.0f} s: not {what}\n{self.said}"
            time.sleep(0.5)

    def settled(self, change: Change, names: set[str], seconds: float = 180) -> None:
        """Wait until these Applications and no others are there and well, those that the commit is about at it."""

        def fact(applications: Applications) -> bool:
            return set(applications) == names and all(
                is_well(one) and (not reads(one, change.files) or revision(one) == wanted(one, change))
                for one in applications.values()
            )

        self.until(fact, f"all of {', '.join(sorted(names))} synced and healthy at {change.commit[:8]}", seconds)

    def tell(self, change: Change, url: str) -> None:
        """What the git host does after a push: the webhook."""
        name = url.removesuffix(".git")
        commit = {"id": change.commit, "added": [], "removed": [], "modified": list(change.files)}
        repository = {"html_url": name, "default_branch": "main", "name": name.rpartition("/")[2]}
        body = {"ref": "refs/heads/main", "before": change.before, "after": change.commit}
        self._post({**body, "repository": repository, "commits": [commit], "head_commit": commit})

    def _post(self, body: Mapping[str, Any]) -> None:
        connection = HTTPConnection("127.0.0.1", PORT + 10, timeout=20)
        headers = {"Content-Type": "application/json", "X-GitHub-Event": "push"}
        connection.request("POST", "/api/webhook", json.dumps(body), headers)
        with connection.getresponse() as response:
            said = response.read().decode()
        connection.close()
        assert response.status == 200, f"Argo CD did not take the webhook: {response.status} {said}"

    @property
    def said(self) -> str:
        """Of each Application that is not well, all that explains it; then the last warnings of the cluster."""
        lines = [line for name, one in self.applications.items() if not is_well(one) for line in (name, *reasons(one))]
        events = self.server.all(f"/api/v1/namespaces/{self.namespace}/events")
        warnings = [one for one in events if one.get("type") == "Warning"]
        for one in sorted(warnings, key=lambda event: str(event.get("lastTimestamp") or ""))[-10:]:
            about = one["involvedObject"]
            lines.append(f"event: {about['kind']}/{about['name']} {one['reason']}: {one['message'][:300]}")
        return "\n".join(lines)


def wanted(application: Application, change: Change) -> str:
    """The commit that an Application should be at: its own, where it is pinned to one."""
    target = str(application["spec"]["source"]["targetRevision"])
    return target if COMMIT.fullmatch(target) else change.commit


def reasons(application: Application) -> list[str]:
    """What keeps an Application from Synced and Healthy, line by line."""
    status = application.get("status", {})
    operation = status.get("operationState", {})
    lines = [f"{sync(application)} {health(application)} {phase(application)} at {revision(application)[:8]}"]
    lines += [f"{one['type']}: {one['message']}" for one in status.get("conditions", [])]
    lines += [operation["message"]] if operation.get("message") else []
    for one in status.get("resources", []):
        own = one.get("health", {})
        state = f"{one.get('status')} {own.get('status', 'Healthy')}"
        if state != "Synced Healthy":
            lines.append(f"{one['kind']}/{one['name']}: {state} {own.get('message', '')}")
    return [f"  {line[:600]}" for line in lines]
