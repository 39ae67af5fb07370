"""Names."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import another, cron_job, shop, told

ROLE = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "reader"}, "rules": []}


def test_an_object_has_a_name() -> None:
    it = shop()
    del it["ConfigMap"]["metadata"]["name"]
    it.pod["volumes"].pop(0)
    it.container["volumeMounts"].pop(0)
    it.container["env"].pop(0)
    del it.container["envFrom"]

    assert told(it) == dedent(
        """\
        ConfigMap/ metadata [name-missing]
          an object of the kind `ConfigMap` has no name
          help: add `metadata.name`
        """
    )


def test_a_name_is_a_subdomain() -> None:
    it = shop()
    it["again"] = another(it["ConfigMap"], "Shop_1")

    assert told(it) == dedent(
        """\
        ConfigMap/Shop_1 metadata.name [name-invalid]
          `ConfigMap/Shop_1`: the name `Shop_1` is written wrongly
          help: use at most 253 of a-z, 0-9, `-` and `.`
        """
    )


def test_a_name_with_dots_is_fine() -> None:
    it = shop()
    it["again"] = another(it["ConfigMap"], "shop.1")

    assert told(it) == ""


def test_a_service_name_begins_with_a_letter() -> None:
    it = shop()
    it["again"] = another(it["Service"], "1st")

    assert told(it) == dedent(
        """\
        Service/1st metadata.name [name-invalid]
          `Service/1st`: the name `1st` is written wrongly
          help: use at most 63 of a-z, 0-9 and `-`, a letter first
        """
    )


def test_a_cron_job_name_leaves_room_for_its_jobs() -> None:
    it = shop()
    it["again"] = cron_job("a" * 53)

    assert told(it) == dedent(
        """\
        CronJob/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa metadata.name [name-invalid]
          `CronJob/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`: the name
            `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` has 53 characters
          help: use at most 52 of a-z, 0-9, `-` and `.`
        """
    )


def test_a_cron_job_name_of_52_characters_is_fine() -> None:
    it = shop()
    it["again"] = cron_job("a" * 52)

    assert told(it) == ""


def test_a_role_name_may_have_colons() -> None:
    it = shop()
    it["again"] = {**ROLE, "metadata": {"name": "shop:reader"}}

    assert told(it) == ""


def test_a_port_name_of_a_container_has_15_characters_at_most() -> None:
    it = shop()
    it.container["ports"].append({"name": "a234567890123456", "containerPort": 1})

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].ports[1].name [name-invalid]
          `Deployment/api`: the port name `a234567890123456` has 16 characters
          help: use at most 15 of a-z, 0-9 and `-`, with a letter, a letter or digit at both ends
        """
    )


def test_a_port_name_of_15_characters_is_fine() -> None:
    it = shop()
    it.container["ports"].append({"name": "a23456789012345", "containerPort": 1})

    assert told(it) == ""


def test_a_variable_does_not_begin_with_a_digit() -> None:
    it = shop()
    it.container["env"].append({"name": "1A", "value": "x"})

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].env[2].name [name-invalid]
          `Deployment/api`: the variable `1A` is written wrongly
          help: use letters, digits, `_`, `-` and `.`, no digit first
        """
    )
