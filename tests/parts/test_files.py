"""Files that are mounted: one by one, by the folder, with permissions, and from the secret store."""

from __future__ import annotations

from typing import Any

import pytest

from tests.repositories import WEB, WORKER, Data, charts, container, environment, files, generated, over, rendered

CONFIG = {"x/a.conf": b"a", "x/deep/b.conf": b"b", "xy/c.conf": b"c", "run.sh": b"#!/bin/sh"}


def mounted(given: Data, service: Data = WEB) -> Data:
    """The values of a service with these files."""
    return charts({"app": over(service, {"files": given})}, mounted=CONFIG)["app"].values["dev"]


def objects(given: Data, **keys: Any) -> dict[tuple[str, str], Data]:
    """(kind, name) -> object of a service with these files."""
    source = files({"app": over(WEB, {"files": given, **keys}), "auth": WEB}, mounted=CONFIG)
    return {(one["kind"], one["metadata"]["name"]): one for one in rendered(generated(source))["dev"]["app"]}


def volumes(deployment: Data) -> dict[str, Data]:
    found = deployment["spec"]["template"]["spec"]["volumes"]
    return {one["name"]: {key: value for key, value in one.items() if key != "name"} for one in found}


def test_a_folder_is_all_files_below_it() -> None:
    found = mounted({"/etc/x/": "files/x/"})["files"]

    assert {path: file["text"] for path, file in found.items()} == {"/etc/x/a.conf": "a", "/etc/x/deep/b.conf": "b"}


def test_what_is_named_alone_beats_what_is_in_a_folder() -> None:
    found = mounted({"/etc/x/a.conf": "files/run.sh", "/etc/x/": "files/x/"})["files"]

    assert found["/etc/x/a.conf"]["text"] == "#!/bin/sh"


def test_permissions_are_those_of_kubernetes_unless_one_file_says_some() -> None:
    plain = mounted({"/a": "files/x/a.conf"})
    moded = mounted({"/a": "files/x/a.conf", "/run.sh": {"source": "files/run.sh", "mode": "0755"}})

    assert "fileModes" not in plain
    assert moded["fileModes"] == {"/a": "0644", "/run.sh": "0755"}


def test_permissions_are_written_in_decimal() -> None:
    found = objects({"/run.sh": {"source": "files/run.sh", "mode": "0755"}})["Deployment", "app"]

    assert volumes(found)["files"] == {
        "configMap": {"name": "app-files", "items": [{"key": "run.sh", "path": "run.sh", "mode": 0o755}]}
    }


def test_an_environment_without_permissions_has_its_pods_as_before() -> None:
    given = {"/run.sh": {"source": "files/run.sh", "mode": "0755"}}
    prod = environment(2, "example.com", services={"app": {"files": {"/run.sh": "files/run.sh"}}})
    source = files({"app": over(WEB, {"files": given})}, {"dev": environment(), "prod": prod}, mounted=CONFIG)
    (there,) = (one for one in rendered(generated(source))["prod"]["app"] if one["kind"] == "Deployment")

    assert volumes(there)["files"] == {"configMap": {"name": "app-files"}}


def test_a_secret_file_is_a_property_of_a_remote_secret() -> None:
    found = objects({"/etc/app/key.json": {"secret": "key-json", "of": "auth", "mode": "0400"}})
    deployment, secret = found["Deployment", "app"], found["ExternalSecret", "app-files"]

    assert secret["spec"]["target"]["name"] == "app-files"
    (source,) = secret["spec"]["data"]
    assert (source["secretKey"], source["remoteRef"]["key"], source["remoteRef"]["property"]) == (
        "key.json",
        "shop/dev/auth",
        "key-json",
    )
    assert volumes(deployment)["secret-files"] == {
        "secret": {"secretName": "app-files", "items": [{"key": "key.json", "path": "key.json", "mode": 0o400}]}
    }
    assert container(deployment)["volumeMounts"] == [
        {"name": "secret-files", "mountPath": "/etc/app/key.json", "subPath": "key.json", "readOnly": True}
    ]
    assert "env" not in container(deployment)


def test_a_secret_file_is_told_to_whoever_brings_the_environment_up() -> None:
    whole = generated(files({"app": over(WORKER, {"files": {"/key": {"secret": "key-json"}}})}))
    application = whole.files["argocd/dev/apps/app.yaml"]

    assert "# reads the remote secret shop/dev/app: key-json\n" in application
    assert 'name: "app-files"' in application or "name: app-files" in application


@pytest.mark.parametrize("own", [{}, {"/own": "files/x/a.conf"}])
def test_a_job_sees_the_files_of_its_service_and_its_own(own: Data) -> None:
    given = {"/key": {"secret": "key-json"}, "/run.sh": {"source": "files/run.sh", "mode": "0755"}}
    job = {"command": ["/run.sh"], **({"files": own} if own else {})}
    found = objects(given, before={"migrate": job})["Job", "app-migrate"]
    (ran,) = found["spec"]["template"]["spec"]["containers"]
    holder = "app-migrate-files" if own else "app-files"

    assert [one["mountPath"] for one in ran["volumeMounts"]] == [*own, "/run.sh", "/key"]
    assert volumes(found)["secret-files"]["secret"]["secretName"] == holder
    assert volumes(found)["files"]["configMap"]["name"] == holder
    assert {one["mode"] for one in volumes(found)["files"]["configMap"]["items"]} == {0o755, *([0o644] if own else [])}
