"""One environment in a stack of its own: the repository that a person edits, Argo CD, and the cluster that follows."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator import pipeline
from generator.tree import DiskTree
from tests.e2e.argo import Argo
from tests.e2e.engines import CACHE, Engines
from tests.e2e.recorder import Recorder
from tests.e2e.repository import Change, Repository
from tests.e2e.server import Server

SHAPES = {"t3.medium": ("1930m", "3380Mi", "11"), "t3.large": ("1930m", "7170Mi", "29")}
"""Type of node -> the CPU and memory that pods can have of it, and how many pods beside those of six DaemonSets."""
FAST = {"RESYNC": "10", "WAVE_DELAY": "1", "CRDS": "argo-cd external-secrets"}
"""Argo CD looks at each Application every 10 s, by our settings every 120, and waits 1 s between waves instead of 2."""
SECONDS, TOO_LONG = 120, 124
"""What a block of BOOTSTRAP.md may take, and how the program `timeout` says that it took longer."""
TOKEN = "token-of-the-git-host"
WATCHED = (
    ("/api/v1", "configmaps"),
    ("/api/v1", "serviceaccounts"),
    ("/apis/apps/v1", "deployments"),
    ("/apis/apps/v1", "statefulsets"),
    ("/apis/batch/v1", "jobs"),
    ("/apis/external-secrets.io/v1", "externalsecrets"),
    ("/apis/networking.k8s.io/v1", "ingresses"),
    ("/apis/networking.k8s.io/v1", "networkpolicies"),
)
"""What a bootstrap is watched by, beside the Applications."""


@dataclass
class Site:
    """An environment that runs, bootstrapped by the commands of its BOOTSTRAP.md."""

    name: str
    repository: Repository
    server: Server
    argo: Argo
    url: str
    last: Change
    recorder: Recorder
    done: list[str] = field(default_factory=list)

    @property
    def namespace(self) -> str:
        return self.argo.namespace

    @property
    def names(self) -> set[str]:
        """The Applications that the repository has now."""
        files = (self.repository.folder / f"argocd/{self.name}/apps").glob("*.yaml")
        return {f"root-{self.name}", *(f"{file.stem}-{self.name}" for file in files)}

    def push(self, message: str) -> Change:
        """Generate, commit, push; Argo CD is told."""
        self.last = self.repository.commit(message)
        self.argo.tell(self.last, self.url)
        return self.last

    def change(self, message: str) -> Change:
        """The same, and wait until all is well again."""
        change = self.push(message)
        self.argo.settled(change, self.names)
        return change

    def path(self, version: str, plural: str, name: str = "") -> str:
        root = f"/apis/{version}" if "/" in version else f"/api/{version}"
        return f"{root}/namespaces/{self.namespace}/{plural}/{name}".rstrip("/")

    def get(self, version: str, plural: str, name: str) -> dict[str, Any]:
        """An object of the environment's namespace, which must be there."""
        found = self.server.get(self.path(version, plural, name))
        assert found is not None, f"{plural}/{name} is not there\n{self.argo.said}"
        return found

    def pods(self, service: str) -> list[dict[str, Any]]:
        """The pods of a service that are not on their way out; those of its jobs are not among them."""
        label = f"app.kubernetes.io/instance={service}"
        found = self.server.all(f"{self.path('v1', 'pods')}?labelSelector={label}")
        return [pod for pod in found if "deletionTimestamp" not in pod["metadata"]]

    def images(self, service: str) -> set[str]:
        """The tags that the pods of a service run."""
        return {pod["spec"]["containers"][0]["image"].rpartition(":")[2] for pod in self.pods(service)}

    def until(self, fact: Callable[[], bool], what: str, seconds: float = 60) -> None:
        """Wait until a fact about the cluster is so; when it is not in time, say what Argo CD says."""
        self.argo.until(lambda _: fact(), what, seconds)

    def commands(self, title: str) -> Sequence[str]:
        """The blocks of a section of BOOTSTRAP.md."""
        text = (self.repository.folder / f"argocd/{self.name}/BOOTSTRAP.md").read_text(encoding="utf-8")
        sections = re.split(r"^## \d+\. (.*)$", text, flags=re.MULTILINE)
        found = dict(zip(sections[1::2], sections[2::2], strict=True))
        return re.findall(r"```sh\n(.*?)```", found[title], re.DOTALL)

    def run(self, command: str, typed: str = "") -> str:
        """A block in bash, at the top of the repository, with what a person would type."""
        own = {"PATH": f"{CACHE / 'bin'}:{os.environ['PATH']}", "KUBECONFIG": str(self.server.kubeconfig)}
        done = subprocess.run(
            ["timeout", str(SECONDS), "bash", "-e", "-o", "pipefail", "-c", command],
            cwd=self.repository.folder,
            env={**os.environ, **own},
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        ended = f"after {SECONDS} s not done" if done.returncode == TOO_LONG else f"ended with {done.returncode}"
        assert done.returncode == 0, f"{ended}: {command}\n{done.stdout}{done.stderr}\n{self.argo.said}"
        self.done.append(command)
        return done.stdout


def settings(repository: Repository, name: str, state: Path) -> Path:
    """The settings that we generate for Argo CD, as the chart would put them into argocd-cm."""
    values = yaml.safe_load((repository.folder / f"argocd/{name}/settings/values.yaml").read_text(encoding="utf-8"))
    metadata = {"name": "argocd-cm", "namespace": "argocd"}
    body = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": values["configs"]["cm"]}
    file = state / "settings.yaml"
    file.write_text(yaml.safe_dump(body), encoding="utf-8")
    return file


def started(engines: Engines, name: str, repository: Repository) -> Site:
    """The stack with the nodes that the environment has at least, and its repository, which asks for a token."""
    pipeline.generate(repository.folder)
    fleet = pipeline.generated(DiskTree(repository.folder)).fleet
    environment = fleet.environments[name]
    cpu, memory, pods = SHAPES[environment.nodes.type]
    engines.state.mkdir(exist_ok=True)
    nodes: Mapping[str, str] = {
        **FAST,
        "NODES": str(environment.nodes.min),
        "NODE_TYPE": environment.nodes.type,
        "NODE_CPU": cpu,
        "NODE_MEMORY": memory,
        "NODE_PODS": pods,
        "ARGOCD_SETTINGS": str(settings(repository, name, engines.state)),
    }
    server = engines.up(name, "all", nodes)
    web = engines.state / "web"
    last = repository.publish(web, environment.repository.url)
    (web / "github.com.token").write_text(TOKEN, encoding="utf-8")
    namespace = environment.namespace or environment.name
    argo = Argo(server, environment.argocd.namespace, namespace)
    recorder = Recorder(server, [argo.path, *(f"{root}/namespaces/{namespace}/{kind}" for root, kind in WATCHED)])
    return Site(name, repository, server, argo, environment.repository.url, last, recorder)


def bootstrapped(site: Site) -> Site:
    """From the step where Argo CD runs: the token for Slack, the repository, root; then wait until all is well."""
    (slack,) = [block for block in site.commands("Argo CD") if "slack" in block]
    site.run(slack, "token-of-slack\n")
    (repository,) = site.commands("The repository")
    site.run(repository, f"reader\n{TOKEN}\n")
    (root,) = site.commands("Root")
    site.run(root)
    site.argo.settled(site.last, site.names, seconds=300)
    return site
