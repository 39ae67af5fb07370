"""`objects`: whole objects in a service's chart, as they stand, and the rights for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator import yamlio
from tests.committed import committed
from tests.repositories import POSTGRES, WEB, environment, files, generated, over, rendered

EXTRA = """\
# a comment
apiVersion: v1
kind: ConfigMap
metadata: {name: extra, labels: {a: "no"}}
data:
  TEMPLATE: "{{ .Values.x }} {{ fail }} <&> 'a' \\"b\\" \\u2028"
  NUMBER: "1e3"
  LINES: |
    a
    b
---
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
"""
APP = over(WEB, {"objects": ["files/app/extra.yaml"]})
MOUNTED = {"app/extra.yaml": EXTRA.encode()}


def found(source: dict[str, bytes], release: str = "app", place: str = "dev") -> dict[str, dict[str, Any]]:
    return {f"{one['kind']}/{one['metadata']['name']}": one for one in rendered(generated(source))[place][release]}


def permitted(source: dict[str, bytes], place: str = "dev") -> set[tuple[str, str]]:
    (project,) = yamlio.documents(generated(source).files[f"argocd/{place}/projects/services.yaml"])
    return {(one["group"], one["kind"]) for one in project["spec"]["namespaceResourceWhitelist"]}


def test_objects_are_part_of_the_chart_as_they_stand_in_the_namespace_of_the_service() -> None:
    objects = found(files({"app": APP}, mounted=MOUNTED))

    config, role = yamlio.parse_all(EXTRA.encode(), "x")
    assert objects["ConfigMap/extra"]["data"] == {
        "TEMPLATE": "{{ .Values.x }} {{ fail }} <&> 'a' \"b\" \u2028",
        "NUMBER": "1e3",
        "LINES": "a\nb\n",
    }
    assert objects["ConfigMap/extra"]["metadata"] == {"name": "extra", "namespace": "shop", "labels": {"a": "no"}}
    assert objects["Role/reader"]["rules"] == [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list"]}]
    assert len(objects) == 6
    assert (len(config.children), len(role.children)) == (4, 4)


def test_a_datastore_in_the_cluster_has_a_chart_for_them_too() -> None:
    db = over(POSTGRES, {"objects": ["files/app/extra.yaml"]})
    rds = environment(2, "example.com", services={"db": {"run": "rds", "rds": {}}})
    source = files({"app": WEB, "db": db}, {"dev": environment(), "prod": rds}, mounted=MOUNTED)

    assert "Role/reader" in found(source, "db")
    assert "db" not in rendered(generated(source))["prod"]


def test_an_environment_may_bring_others_or_none() -> None:
    other = EXTRA.replace('a: "no"', "b: c").replace("LINES", "MORE").encode()
    source = files(
        {"app": APP},
        {
            "dev": environment(1, "dev.example.com"),
            "prod": environment(2, "example.com", services={"app": {"objects": ["files/other.yaml"]}}),
            "test": environment(3, "test.example.com", services={"app": {"objects": []}}),
        },
        mounted={**MOUNTED, "other.yaml": other},
    )

    assert found(source, place="prod")["ConfigMap/extra"]["metadata"]["labels"] == {"b": "c"}
    assert sorted(found(source, place="prod")["ConfigMap/extra"]["data"]) == ["MORE", "NUMBER", "TEMPLATE"]
    assert "ConfigMap/extra" not in found(source, place="test")


def test_their_kinds_are_permitted_until_no_environment_and_no_file_of_the_service_brings_them() -> None:
    role = ("rbac.authorization.k8s.io", "Role")
    none = environment(services={"app": {"objects": []}})

    assert role not in permitted(files({"app": WEB}))
    assert role in permitted(files({"app": APP}, mounted=MOUNTED))
    assert role in permitted(files({"app": APP}, {"dev": none}, mounted=MOUNTED))
    assert role in permitted(
        files({"app": APP}, {"dev": environment(services={"app": {"enabled": False}})}, mounted=MOUNTED)
    )


def test_their_pods_count_for_the_quota() -> None:
    pods = """\
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: big}
spec:
  replicas: 40
  serviceName: big
  selector: {matchLabels: {app: big}}
  template:
    metadata: {labels: {app: big}}
    spec: {containers: [{name: a, image: "acme/a:v1", resources: {requests: {cpu: 100m, memory: 64Mi}}}]}
"""
    source = files({"app": over(WEB, {"objects": ["files/pods.yaml"]})}, mounted={"pods.yaml": pods.encode()})

    quota = found(source, "platform")["ResourceQuota/services"]

    assert quota["spec"]["hard"] == {"pods": "128", "requests.cpu": "16", "requests.memory": "8Gi"}


def test_what_the_checks_find_in_them_is_told_in_their_file(tmp_path: Path) -> None:
    agent = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: agent}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: agent}
spec:
  schedule: "0 0 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
          containers:
            - name: agent
              image: docker.io/acme/agent:v1
              envFrom: [{configMapRef: {name: agnt}}]
              securityContext:
                allowPrivilegeEscalation: true
                readOnlyRootFilesystem: true
                capabilities: {drop: [ALL]}
"""
    source = files({"app": over(WEB, {"objects": ["files/agent.yaml"]})}, mounted={"agent.yaml": agent.encode()})

    assert committed(tmp_path / "shop", source).told() == [
        "config/files/agent.yaml:19:47: config-map-unknown: `CronJob/agent` needs the ConfigMap `agnt` in the namespace"
        " `shop`, but nothing makes it there (CronJob `agent` of `app` in `dev`) | did you mean `agent`?",
        "config/files/agent.yaml:21:43: pod-security-privilege-escalation: `CronJob/agent` has "
        "`allowPrivilegeEscalation: true` in the container `agent`, against Pod Security restricted "
        "(CronJob `agent` of `app` in `dev`) | write `allowPrivilegeEscalation: false`",
    ]


def test_an_object_of_an_unknown_kind_is_told_unless_that_is_waived_and_then_counts_as_skipped(tmp_path: Path) -> None:
    widget = b"apiVersion: acme.io/v1\nkind: Widget\nmetadata: {name: a}\nspec: {size: 3}\n"
    waiver = {"check": "unknown-kind", "reason": "our own operator", "until": "2027-03-01"}
    app = over(WEB, {"objects": ["files/widget.yaml"]})
    repository = committed(tmp_path / "shop", files({"app": app}, mounted={"widget.yaml": widget}))

    (told,) = repository.told()
    assert told.startswith("config/files/widget.yaml:2:7: unknown-kind: `Widget/a` is of an unknown kind: ")

    source = files({"app": over(app, {"waive": [waiver]})}, mounted={"widget.yaml": widget})
    repository.put({path: data.replace(b'"2027-03-01"', b"2027-03-01") for path, data in source.items()})
    repository.commit()
    assert repository.told() == []
    assert repository.skipped() == 1


def test_a_chart_without_objects_reads_as_ever() -> None:
    assert "charts/app/templates/objects.yaml" not in generated(files({"app": WEB})).files
