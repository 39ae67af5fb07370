"""A second repository, from an empty folder: other names, other services, the same promises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = {
    "config/platform.yaml": """\
name: lagoon
description: Tide tables
repository: {url: "ssh://git@git.example.org/lagoon/deploy.git", revision: trunk}
owner: {team: tides, email: tides@example.org}
aws: {account: "444455556666", region: eu-central-1}
kubernetes: "1.36"
timeZone: Europe/Lisbon
argocd: {flavour: eks-capability}
secrets: {prefix: lagoon/apps}
registries: [ghcr.io/lagoon]
defaults:
  worker: {shutdown: {grace: 2m}}
addons:
  external-secrets: {}
  aws-load-balancer-controller: {}
""",
    "config/services/gateway.yaml": """\
kind: web
description: "public pages, and gRPC for the indexer"
image: {repository: ghcr.io/lagoon/gateway}
ports: {http: 8080, rpc: {port: 9000, protocol: grpc}}
needs: {ledger: {}, cache: {}}
env:
  LEDGER: {from: ledger.url}
  CACHE: {from: cache.url}
  SESSION_KEY: {secret: session-key}
  PUBLIC: {from: gateway.urls}
probes:
  readiness: {path: /ready}
  liveness: {grpc: rpc}
runAsUser: 10001
resources: {requests: {cpu: 200m, memory: 128Mi}, limits: {memory: 256Mi}}
replicas: 2
routes:
  pages: {host: "@"}
  tables: {host: "@", path: /tables}
  docs: {host: docs, path: /}
  old: {host: tides, redirect: "@"}
""",
    "config/services/indexer.yaml": """\
kind: worker
image: {from: gateway}
command: [gateway, index]
args: ["--peers", "yes"]
needs: {gateway: {}, cache: {}, internet: {ports: [443]}}
env:
  GATEWAY: {from: gateway.address}
  ZONE: "no"
files: {/etc/index.toml: files/index.toml}
writable: {/var/index: 2Gi}
runAsUser: 10001
resources: {requests: {cpu: 100m, memory: 256Mi}, limits: {memory: 512Mi}}
scaling: {min: 2, max: 6, memory: 75, scaleDownWindow: 10m}
""",
    "config/services/bulletin.yaml": """\
kind: cronjob
description: the mail of every morning
image: {from: gateway}
command: [gateway, bulletin]
schedule: "15 6 * * 1-5"
deadline: 20m
needs: {mail: {}, ledger: {}}
env:
  SMTP: {from: mail.address}
  SMTP_PASSWORD: {secret: smtp-password}
  LEDGER: {from: ledger.url}
runAsUser: 10001
resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 128Mi}}
""",
    "config/services/ledger.yaml": """\
kind: postgres
version: "16"
database: tides
user: lagoon
run: external
external: {host: ledger.corp.example.org, port: 6432, cidrs: [10.200.0.0/24]}
""",
    "config/services/cache.yaml": """\
kind: redis
version: "8"
inCluster:
  persistence: none
  resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 128Mi}}
""",
    "config/services/mail.yaml": """\
kind: external
host: smtp.example.net
ports: {submission: 587}
cidrs: [198.51.100.0/24]
""",
    "config/files/index.toml": "peers = true  # {{ not a template }}\n",
    "environments/trial.yaml": """\
cluster: {name: lagoon-trial}
domain: trial.example.org
network: {cidr: 10.60.0.0/16}
services:
  gateway: {image: {tag: "1e3"}, replicas: 1}
  indexer: {scaling: {min: 1}}
""",
    "environments/live.yaml": """\
cluster: {name: lagoon-live}
domain: lagoon.example.org
network: {cidr: 10.61.0.0/16}
follows: trial
production: true
namespace: tides
services:
  gateway: {image: {tag: "1e2"}, replicas: 4}
""",
}


class Repository:
    """The files in a git repository, and the command line in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
        for path, text in FILES.items():
            self.write(path, text)

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def run(self, *arguments: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "generator", *arguments]
        environ = {
            "PYTHONPATH": str(ROOT),
            "PATH": os.environ["PATH"],
            "CARTWRIGHT_CACHE": os.environ["CARTWRIGHT_CACHE"],
        }
        done = subprocess.run(command, cwd=self.root, env=environ, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def generated(self) -> dict[str, str]:
        """path -> text below the folders that are the generator's."""
        files = (path for name in ("charts", "argocd", "schemas") for path in (self.root / name).rglob("*"))
        return {str(path.relative_to(self.root)): path.read_text() for path in files if path.is_file()}


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The repository with all that is generated from it."""
    repository = Repository(tmp_path_factory.mktemp("lagoon"))
    code, out, err = repository.run("generate")
    assert code == 0, err
    assert re.search(r"^\d+ files changed, 0 unchanged$", out, re.MULTILINE), out
    return repository


def test_every_object_of_it_is_valid(ready: Repository) -> None:
    code, out, err = ready.run("validate")

    assert code == 0, out + err
    (counts,) = re.findall(r"^(\d+) of (\d+) objects validated, 0 skipped$", out, re.MULTILINE)
    assert counts[0] == counts[1]
    assert int(counts[0]) > 60


def test_it_has_what_its_services_are(ready: Repository) -> None:
    assert sorted({path.split("/")[1] for path in ready.generated() if re.match("charts/.*/", path)}) == [
        "bulletin",
        "cache",
        "gateway",
        "indexer",
    ]
    assert "persistentVolumeClaim" not in ready.read("charts/cache/templates/statefulset.yaml")
    assert 'tag: "1e2"' in ready.read("charts/indexer/values/live.yaml")
    assert "namespace: tides" in ready.read("argocd/live/apps/gateway.yaml")
    assert "arn:aws:eks:eu-central-1:444455556666:cluster/lagoon-live" in ready.read("argocd/live/apps/gateway.yaml")
    assert "10.200.0.0/24" in ready.read("charts/gateway/values.yaml")
    assert not [text for text in ready.generated().values() if "dhakacart" in text.lower()]


def test_what_was_generated_is_up_to_date(ready: Repository) -> None:
    assert ready.run("generate", "--check")[0] == 0
    ready.edit("environments/live.yaml", "production: true\n", "production: true  # at last\n")
    assert ready.run("generate", "--check")[0] == 0


def test_an_edit_is_seen_and_followed(ready: Repository) -> None:
    before = ready.generated()
    ready.edit("environments/live.yaml", '"1e2"', '"2.0"')

    code, out, err = ready.run("generate", "--check")
    assert code == 1
    assert '-  tag: "1e2"\n' in out
    assert '+  tag: "2.0"\n' in out
    assert ready.generated() == before

    code, out, err = ready.run("generate")
    assert code == 0, err
    changed = [path for path, text in ready.generated().items() if before.get(path) != text]
    assert sorted(changed) == [f"charts/{name}/values/live.yaml" for name in ("bulletin", "gateway", "indexer")]
    assert ready.run("generate", "--check")[0] == 0


def test_a_typo_is_told_with_its_place_and_nothing_is_written(ready: Repository) -> None:
    before = ready.generated()
    ready.edit("config/services/indexer.yaml", "writable:", "writeable:")

    code, _, err = ready.run("generate")

    ready.edit("config/services/indexer.yaml", "writeable:", "writable:")
    assert code == 2
    assert "config/services/indexer.yaml:10:1: error[unknown-key]" in err
    assert "did you mean `writable`?" in err
    assert ready.generated() == before
