"""Pod Security: nobody is root."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_nobody_runs_as_root() -> None:
    it = shop()
    it.pod["securityContext"]["runAsUser"] = 0
    it.container["securityContext"]["runAsUser"] = 0

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].securityContext.runAsUser [pod-security-run-as-root]
          `Deployment/api` has `runAsUser: 0` in the container `api`, against Pod Security restricted
          help: name another user id
        Deployment/api spec.template.spec.securityContext.runAsUser [pod-security-run-as-root]
          `Deployment/api` has `runAsUser: 0`, against Pod Security restricted
          help: name another user id
        """
    )


def test_a_container_does_not_beat_the_pod_to_root() -> None:
    it = shop()
    it.container["securityContext"]["runAsNonRoot"] = False

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].securityContext.runAsNonRoot
            [pod-security-run-as-root]
          `Deployment/api` has `runAsNonRoot: false` in the container `api`, against Pod Security restricted
          help: write `runAsNonRoot: true`
        """
    )


def test_a_pod_says_that_it_is_not_root() -> None:
    it = shop()
    del it.pod["securityContext"]["runAsNonRoot"]
    it.container["securityContext"]["runAsNonRoot"] = True

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.initContainers[0].securityContext.runAsNonRoot
            [pod-security-run-as-root]
          `Deployment/api` has no `runAsNonRoot: true` in the container `wait`, against Pod Security
            restricted
          help: write `runAsNonRoot: true`
        """
    )
