"""What we ask of a pod beyond Pod Security."""

from __future__ import annotations

from textwrap import dedent

from tests.check.security.test_levels import ENFORCE
from tests.check.shop import shop, told

ROOTS_GROUP = """\
  `Deployment/api` runs in root's group, `runAsGroup: 0`
  help: name another group; or `waive` it in the service, with a reason and a date
"""


def test_no_container_writes_to_its_root_filesystem() -> None:
    it = shop()
    it.container["securityContext"]["readOnlyRootFilesystem"] = False
    del it.pod["initContainers"][0]["securityContext"]["readOnlyRootFilesystem"]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem
            [readOnlyRootFilesystem]
          the container `api` of `Deployment/api` may write anywhere in its root filesystem
          help: set `readOnlyRootFilesystem` to `true` and mount what it writes to; or `waive` it in the
            service, with a reason and a date
        Deployment/api spec.template.spec.initContainers[0].securityContext.readOnlyRootFilesystem
            [readOnlyRootFilesystem]
          the container `wait` of `Deployment/api` may write anywhere in its root filesystem
          help: set `readOnlyRootFilesystem` to `true` and mount what it writes to; or `waive` it in the
            service, with a reason and a date
        """
    )


def test_nobody_is_in_the_group_of_root() -> None:
    it = shop()
    it.pod["securityContext"]["runAsGroup"] = 0

    assert told(it) == f"Deployment/api spec.template.spec.securityContext.runAsGroup [runAsGroup]\n{ROOTS_GROUP}"

    it.pod["securityContext"]["runAsGroup"] = 1
    it.container["securityContext"]["runAsGroup"] = 0
    assert told(it) == (
        "Deployment/api spec.template.spec.containers[0].securityContext.runAsGroup [runAsGroup]\n" + ROOTS_GROUP
    )


def test_where_less_is_enforced_this_is_not_asked() -> None:
    it = shop()
    it["Namespace"]["metadata"]["labels"][ENFORCE] = "baseline"
    it.pod["securityContext"]["runAsGroup"] = 0
    del it.container["securityContext"]["readOnlyRootFilesystem"]

    assert told(it) == ""
