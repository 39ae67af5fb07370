"""Write generator/check/schemas and the table in docs/schemas.md again, from the published packages and modules.

    python -m scripts.update_schemas [--kubernetes]

Needs the packages of the group `dev` and, unless only Kubernetes' own kinds are wanted, the program go.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts import custom_schemas, kubernetes_schemas

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "generator" / "check" / "schemas"
TABLE = ROOT / "docs" / "schemas.md"
BEGIN, END = "<!-- table: written by scripts/update_schemas.py -->", "<!-- end of table -->"


@dataclass(frozen=True)
class Source:
    """A Go module whose folder holds definitions of custom kinds."""

    module: str
    version: str
    folder: str
    kinds: str
    holder: str


SOURCES = (
    Source(
        "github.com/argoproj/argo-cd/v3",
        "v3.5.7",
        "manifests/crds",
        "Application AppProject",
        "2017-2018 The Argo Authors",
    ),
    Source("github.com/argoproj/argo-rollouts", "v1.10.1", "manifests/crds", "Rollout", "2017-2018 The Argo Authors"),
    Source(
        "github.com/cert-manager/cert-manager",
        "v1.21.2",
        "deploy/crds",
        "Certificate ClusterIssuer",
        "The cert-manager Authors",
    ),
    Source(
        "github.com/external-secrets/external-secrets",
        "v1.3.2",
        "config/crds/bases",
        "ClusterSecretStore ExternalSecret SecretStore",
        "The External Secrets Authors",
    ),
    Source(
        "github.com/aws/karpenter-provider-aws", "v1.14.1", "pkg/apis/crds", "EC2NodeClass", "Amazon.com, Inc., NOTICE"
    ),
    Source("sigs.k8s.io/karpenter", "v1.14.1", "pkg/apis/crds", "NodePool", "The Karpenter Authors, NOTICE"),
    Source("github.com/kedacore/keda/v2", "v2.21.0", "config/crd/bases", "ScaledObject", "2020 The KEDA Authors"),
    Source(
        "github.com/prometheus-operator/prometheus-operator",
        "v0.85.0",
        "example/prometheus-operator-crd",
        "PodMonitor PrometheusRule ServiceMonitor",
        "2015 CoreOS, Inc., NOTICE",
    ),
    Source("github.com/vmware-tanzu/velero", "v1.18.3", "config/crd/v1/bases", "Schedule", "The Velero Authors"),
)


def main(arguments: list[str]) -> int:
    """Write the schemas, then the table of what is there."""
    write(SCHEMAS / "kubernetes.json", kubernetes_schemas.library())
    for source in () if "--kubernetes" in arguments else SOURCES:
        for definition in custom_schemas.definitions(downloaded(source), set(source.kinds.split())):
            for name, schema in custom_schemas.schemas(definition):
                write(SCHEMAS / "custom" / name, schema)
    text = TABLE.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    TABLE.write_text(f"{before}{BEGIN}\n{table()}{END}{after}", encoding="utf-8")
    return 0


def write(path: Path, schema: custom_schemas.Schema) -> None:
    """One file of schemas, as compact as it goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(schema, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")


def downloaded(source: Source) -> Path:
    """The folder of a Go module's definitions, brought here by go."""
    command = ["go", "mod", "download", "-json", f"{source.module}@{source.version}"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd="/")
    return Path(json.loads(answer.stdout)["Dir"]) / source.folder


def table() -> str:
    """A row a file: what it holds, where it comes from, and the hash of its bytes."""
    head = "| file | from | version | licence | sha256 |\n|---|---|---|---|---|\n"
    return head + "".join(row(path) for path in sorted(SCHEMAS.rglob("*.json")))


def row(path: Path) -> str:
    """The table's row for one embedded file."""
    name = path.relative_to(SCHEMAS).as_posix()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if name == "kubernetes.json":
        source, version = "PyPI kubernetes-validate", "1.37.0"
        licence = "Apache-2.0, The Kubernetes Authors; extraction by Will Thames"
    else:
        stem = path.name.split("_")[0]
        owner = next(source for source in SOURCES if stem in source.kinds.lower().split())
        source, version, licence = (
            f"Go module {owner.module}, {owner.folder}",
            owner.version,
            f"Apache-2.0, {owner.holder}",
        )
    return f"| {name} | {source} | {version} | {licence} | {digest} |\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
