"""A case of commits.yaml, as it was synced by a real Argo CD -> both sides as clusters, and what was observed.

A case is git files and what is applied by hand, before and after. What is simulated where the cases ran is assumed here
too: containers always start unless no node takes them, and there is no node with the label `absent`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.diff import cluster
from generator.diff.cluster.scope import identity, scopes
from generator.diff.nouns import Application, Cluster, Identity, Object
from generator.diff.sync.policy import HERE
from generator.diff.sync.world import World
from generator.errors import Place, Problem
from tests.diff.truth.objects import filled

CASES = Path(__file__).with_name("commits.yaml")
SETTINGS = re.compile(r"^patch configmap argocd-cm .*-p '(?P<patch>.*)'$")
RELEASE = "{{ .Release.Name }}"
Case = Mapping[str, Any]


@dataclass(frozen=True)
class Sides:
    """One case, ready to be foretold."""

    base: Cluster
    head: Cluster
    namespace: str
    observed: Mapping[str, Any]
    world: World
    extra: tuple[Object, ...] = ()
    """objects that are watched and that git does not have"""

    def named(self, name: str) -> Identity:
        """The object that an observation calls by this name: `Kind/name`, or `Kind/namespace/name`."""
        kind, *rest = name.split("/")
        for one in self._known():
            if one.kind == kind and [one.namespace, one.name] == (rest if len(rest) == 2 else [self._home(one), *rest]):
                return one
        home = rest[0] if len(rest) == 2 else self.namespace
        return Identity("", kind, home, rest[-1])

    def _home(self, one: Identity) -> str:
        return self.namespace if one.namespace else ""

    def _known(self) -> Iterator[Identity]:
        for side in (self.base, self.head):
            objects = [*side.by_hand, *(one for app in side.applications.values() for one in app.objects)]
            objects.extend(app.manifest for app in side.applications.values())
            objects.extend(self.extra)
            known = scopes(objects)
            yield from (identity(one, "argocd", known) for one in objects)


def cases() -> list[Case]:
    """All cases, as they stand in the file."""
    found: list[Case] = yaml.load(CASES.read_text(), yaml.CSafeLoader)
    return found


def sides(case: Case) -> Sides:
    """Both sides of a case."""
    namespace = re.sub("[^a-z0-9]+", "-", f"t-{case['id']}-argocd".lower())
    ready = _filled(case, namespace)
    base_files, head_files = (ready[side].get("git", {}) for side in ("base", "head"))
    before = _by_hand(ready["base"], {})
    after = _by_hand(ready["head"], before)
    base = cluster.of("dev", before.values(), _renderer(base_files))
    head = cluster.of("dev", after.values(), _renderer(head_files), before=base)
    world = World(
        namespaces=frozenset({namespace, *ready.get("namespaces", ())}),
        servers=frozenset({HERE}),
        stuck=lambda pod: "absent" in (pod.get("nodeSelector") or {}),
        patient=False,
    )
    return Sides(base, head, namespace, ready["observed"]["argocd"], world, tuple(ready.get("extra", ())))


def _filled(case: Case, namespace: str) -> dict[str, Any]:
    """The case with its own namespace and repository in place of the words that stand for them."""
    text = json.dumps(filled(case, namespace))
    found: dict[str, Any] = json.loads(text.replace("REPO", f"https://git.example.com/truth/{namespace}.git"))
    return found


def _by_hand(side: Mapping[str, Any], before: Mapping[Identity, Object]) -> dict[Identity, Object]:
    """What is applied by hand, and what that leaves of before; so are settings of Argo CD that a command patches."""
    found = {**before, **{identity(one, "argocd"): one for one in side.get("apply", ())}}
    for name in side.get("remove", ()):
        kind, name = name.split("/")
        found = {one: item for one, item in found.items() if (one.kind, one.name) != (kind, name)}
    for command in side.get("first", ()):
        if match := SETTINGS.match(command):
            meta = {"name": "argocd-cm", "namespace": "argocd"}
            settings = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": meta, **json.loads(match["patch"])}
            found[identity(settings)] = settings
    return found


def _renderer(files: Mapping[str, Any]) -> cluster.Render:
    """How sources render from these files."""

    def render(manifest: Object) -> Application:
        source = manifest["spec"]["source"]
        folder = source["path"]
        inside = {
            path.removeprefix(f"{folder}/"): text for path, text in files.items() if path.startswith(f"{folder}/")
        }
        if source["targetRevision"] != "main" or not inside:
            return Application(manifest, failure=Problem(code="missing", message="no such path", place=Place(folder)))
        chart = "Chart.yaml" in inside
        name = str((source.get("helm") or {}).get("releaseName") or manifest["metadata"]["name"])
        wanted = [path for path in inside if path.endswith(".yaml") and ("templates/" in path or not chart)]
        return Application(manifest, tuple(one for path in wanted for one in _documents(inside[path], name)))

    return render


def _documents(content: Any, release: str) -> list[Object]:
    if not isinstance(content, str):
        return list(content)
    return [one for one in yaml.safe_load_all(content.replace(RELEASE, release)) if one]
