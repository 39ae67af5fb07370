"""Volumes that containers mount."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_a_mount_names_a_volume_of_its_pod() -> None:
    it = shop()
    it.container["volumeMounts"][1]["name"] = "dta"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].volumeMounts[1].name [volume-unknown]
          the container `api` of `Deployment/api` mounts `dta`, no volume of its pod
          help: did you mean `data`?
        """
    )


def test_a_pod_without_volumes_can_mount_none() -> None:
    it = shop()
    del it.pod["volumes"]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].volumeMounts[0].name [volume-unknown]
          the container `api` of `Deployment/api` mounts `config`, no volume of its pod
          help: add the volume `config`
        Deployment/api spec.template.spec.containers[0].volumeMounts[1].name [volume-unknown]
          the container `api` of `Deployment/api` mounts `data`, no volume of its pod
          help: add the volume `data`
        """
    )


def test_a_volume_that_nobody_mounts_is_fine() -> None:
    it = shop()
    it.pod["volumes"].append({"name": "tmp", "emptyDir": {}})

    assert told(it) == ""
