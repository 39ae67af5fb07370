"""Objects against the schemas of their kinds."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import cron_job, shop, told


def test_an_unknown_kind_is_a_problem() -> None:
    it = shop()
    it["again"] = {"apiVersion": "apps/v1", "kind": "Deploymnt", "metadata": {"name": "x"}}

    assert told(it) == dedent(
        """\
        Deploymnt/x kind [unknown-kind]
          `Deploymnt/x` is of an unknown kind: `Deploymnt` of `apps/v1` is not in Kubernetes 1.36, nor a
            custom kind with a schema
          help: did you mean `Deployment`?
        """
    )


def test_a_kind_far_from_any_is_a_problem() -> None:
    it = shop()
    it["again"] = {"apiVersion": "example.com/v1", "kind": "Quux", "metadata": {"name": "x"}}

    assert told(it) == dedent(
        """\
        Quux/x kind [unknown-kind]
          `Quux/x` is of an unknown kind: `Quux` of `example.com/v1` is not in Kubernetes 1.36, nor a custom
            kind with a schema
          help: use a kind that docs/schemas.md lists
        """
    )


def test_a_kind_is_known_in_its_version_only() -> None:
    it = shop()
    it["CronJob"] = {**cron_job("x"), "apiVersion": "batch/v1beta1"}

    assert told(it) == dedent(
        """\
        CronJob/x apiVersion [unknown-kind]
          `CronJob/x` is of an unknown kind: `CronJob` of `batch/v1beta1` is not in Kubernetes 1.36, nor a
            custom kind with a schema
          help: write `apiVersion: batch/v1`
        """
    )


def test_an_object_without_a_kind_is_a_problem() -> None:
    it = shop()
    it["again"] = {"apiVersion": "v1", "metadata": {"name": "x"}}

    assert told(it) == dedent(
        """\
        /x  [unknown-kind]
          an object has no `kind`
          help: add `apiVersion` and `kind`
        """
    )


def test_a_kind_is_written_in_its_own_case() -> None:
    it = shop()
    it["again"] = {"apiVersion": "v1", "kind": "configMap", "metadata": {"name": "x"}}

    assert told(it) == dedent(
        """\
        configMap/x kind [unknown-kind]
          `configMap/x` is of an unknown kind: `configMap` of `v1` is not in Kubernetes 1.36, nor a custom
            kind with a schema
          help: did you mean `ConfigMap`?
        """
    )


def test_what_only_the_next_version_refuses_names_that_version() -> None:
    it = shop()
    it["again"] = {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": "x"}}

    assert told(it) == dedent(
        """\
        ReplicaSet/x  [schema-missing-key]
          `ReplicaSet/x`: the key `spec` is missing, in Kubernetes 1.37
          help: add `spec`
        """
    )
