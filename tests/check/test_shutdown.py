"""The pause before the end."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_a_container_is_not_killed_in_its_pause() -> None:
    it = shop()
    it.pod["terminationGracePeriodSeconds"] = 20

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].lifecycle.preStop [grace-too-short]
          the container `api` of `Deployment/api` pauses 20 s before it ends, but is killed after 20 s
          help: let `terminationGracePeriodSeconds` be more than 20
        """
    )


def test_the_default_grace_is_thirty_seconds() -> None:
    it = shop()
    del it.pod["terminationGracePeriodSeconds"]
    it.container["lifecycle"]["preStop"]["sleep"]["seconds"] = 30

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].lifecycle.preStop [grace-too-short]
          the container `api` of `Deployment/api` pauses 30 s before it ends, but is killed after 30 s
          help: let `terminationGracePeriodSeconds` be more than 30
        """
    )


def test_one_second_more_than_the_pause_is_enough() -> None:
    it = shop()
    it.pod["terminationGracePeriodSeconds"] = 21

    assert told(it) == ""


def test_a_pause_may_be_a_command() -> None:
    it = shop()
    it.pod["terminationGracePeriodSeconds"] = 10
    it.container["lifecycle"]["preStop"] = {"exec": {"command": ["sh", "-c", "sleep 15; nginx -s quit"]}}

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].lifecycle.preStop [grace-too-short]
          the container `api` of `Deployment/api` pauses 15 s before it ends, but is killed after 10 s
          help: let `terminationGracePeriodSeconds` be more than 15
        """
    )
