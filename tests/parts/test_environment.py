"""Variables: what is plain lies in a ConfigMap, what is secret comes from the store, and URLs are composed there."""

from __future__ import annotations

from typing import Any

from tests.repositories import JOB, POSTGRES, WEB, charts, container, environment, files, objects, over

NEEDY: dict[str, Any] = over(WEB, {"needs": {"db": {}}})


def values(env: dict[str, Any], **keywords: Any) -> dict[str, Any]:
    return dict(charts({"app": over(NEEDY, {"env": env}), "db": POSTGRES}, **keywords)["app"].values["dev"])


def test_texts_and_offers_that_are_no_secret_are_plain() -> None:
    found = values({"MODE": "fast", "HOST": {"from": "db.host"}, "PORT": {"from": "db.port"}})

    assert found["env"] == {"HOST": "db", "MODE": "fast", "PORT": "5432"}
    assert "secrets" not in found


def test_a_text_with_a_reference_to_a_variable_reaches_the_program_as_it_was_written() -> None:
    env = {"POD_IP": {"field": "status.podIP"}, "URL": "http://$(POD_IP):80", "TEXT": "$$(POD_IP) {{ .Values }}"}
    found = objects(files({"app": over(WEB, {"env": env})}), "app")
    pod = container(found["Deployment"])

    assert found["app-env"]["data"] == {key: env[key] for key in ("TEXT", "URL")}
    # Kubernetes expands the values of `env`, and not those of a ConfigMap
    assert pod["envFrom"] == [{"configMapRef": {"name": "app-env"}}]
    assert [variable["name"] for variable in pod["env"]] == ["POD_IP"]


def test_a_secret_is_a_property_of_the_services_own_remote_secret_or_of_anothers() -> None:
    found = values(
        {"OWN": {"secret": "key"}, "OTHER": {"secret": "token", "of": "db"}, "TAKEN": {"from": "db.password"}}
    )

    assert found["secrets"] == {
        "data": {
            "OTHER": {"service": "db", "property": "token"},
            "OWN": {"service": "app", "property": "key"},
            "TAKEN": {"service": "db", "property": "password"},
        },
        "prefix": "shop/dev",
    }


def test_a_url_with_a_secret_is_composed_in_the_cluster() -> None:
    found = values({"URL": {"from": "db.url"}, "KEY": {"secret": "key"}})["secrets"]

    assert found["data"] == {
        "KEY": {"service": "app", "property": "key"},
        "db_password": {"service": "db", "property": "password"},
    }
    assert found["template"] == {
        "KEY": "{{ .KEY }}",
        "URL": 'postgresql://shop:{{ .db_password | urlquery | replace "+" "%20" }}@db:5432/shop?sslmode=disable',
    }


def test_a_variable_never_stands_in_for_a_part_of_a_url() -> None:
    found = values({"URL": {"from": "db.url"}, "db_password": {"secret": "another"}})["secrets"]

    assert found["data"] == {
        "db_password": {"service": "app", "property": "another"},
        "db_password_": {"service": "db", "property": "password"},
    }
    assert "{{ .db_password_ | urlquery" in found["template"]["URL"]


def test_what_needs_an_environment_is_not_in_the_values_of_none() -> None:
    services = {"app": over(NEEDY, {"env": {"URL": {"from": "db.url"}, "HOST": {"from": "db.host"}}}), "db": POSTGRES}
    managed = environment(services={"db": {"run": "rds", "rds": {}}})
    chart = charts(services, {"dev": managed})["app"]

    assert chart.base["env"] == {"HOST": "db"}
    assert chart.values["dev"]["env"] == {"HOST": "db.dev.shop.internal"}


def test_pods_read_both() -> None:
    env = {"MODE": "fast", "KEY": {"secret": "key"}, "URL": {"from": "db.url"}}
    found = objects(files({"app": over(NEEDY, {"env": env}), "db": POSTGRES}), "app")

    assert container(found["Deployment"])["env"] == [
        {"name": name, "valueFrom": {"secretKeyRef": {"name": "app", "key": name}}} for name in ("KEY", "URL")
    ]
    assert container(found["Deployment"])["envFrom"] == [{"configMapRef": {"name": "app-env"}}]
    assert found["app-env"]["data"] == {"MODE": "fast"}
    assert [item["remoteRef"]["key"] for item in found["ExternalSecret"]["spec"]["data"]] == [
        "shop/dev/app",
        "shop/dev/db",
    ]


def test_a_change_of_a_variable_or_a_file_replaces_the_pods() -> None:
    def annotations(**keys: Any) -> dict[str, str]:
        app = over(WEB, {"env": {"A": "1"}, "files": {"/x": "files/x"}, **keys})
        found = objects(files({"app": app}, mounted={"x": b"1", "y": b"2"}), "app")["Deployment"]
        result: dict[str, str] = found["spec"]["template"]["metadata"]["annotations"]
        return result

    first = annotations()

    assert annotations() == first
    assert annotations(env={"A": "2"})["checksum/env"] != first["checksum/env"]
    assert annotations(files={"/x": "files/y"})["checksum/files"] != first["checksum/files"]


def test_what_kubernetes_knows_of_a_pod_it_fills_in() -> None:
    env = {
        "IP": {"field": "status.podIP"},
        "MB": {"resource": "limits.memory", "divisor": "1Mi"},
        "KEY": {"secret": "key"},
    }
    found = container(objects(files({"app": over(WEB, {"env": env})}), "app")["Deployment"])

    assert found["env"] == [
        {"name": "IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}},
        {"name": "MB", "valueFrom": {"resourceFieldRef": {"divisor": "1Mi", "resource": "limits.memory"}}},
        {"name": "KEY", "valueFrom": {"secretKeyRef": {"key": "KEY", "name": "app"}}},
    ]


def test_a_job_by_schedule_may_ask_too_in_one_environment_alone() -> None:
    alone = {"dev": environment(1, "dev.example.com"), "prod": environment(2, "example.com")}
    asking = {"services": {"job": {"env": {"NODE": {"field": "spec.nodeName"}}}}}
    source = files({"job": JOB}, {**alone, "prod": over(alone["prod"], asking)})

    assert "env" not in container(objects(source, "job")["CronJob"])
    assert container(objects(source, "job", "prod")["CronJob"])["env"] == [
        {"name": "NODE", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}}
    ]
