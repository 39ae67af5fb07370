"""Argo CD Applications."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import another, shop, told


def test_an_application_syncs_a_folder_that_is_written() -> None:
    it = shop()
    it["again"] = another(it["Application"], "apj")
    it["again"]["spec"]["source"]["path"] = "charts/apj"

    assert told(it) == dedent(
        """\
        Application/apj spec.source.path [application-path-unknown]
          `Application/apj` syncs the folder `charts/apj`, which no release comes from
          help: did you mean `charts/api`?
        """
    )


def test_the_root_syncs_a_folder_of_folders() -> None:
    it = shop()
    it["Application"]["spec"]["source"].pop("helm")
    it["Application"]["spec"]["source"]["path"] = "charts"

    assert told(it) == ""


def test_a_chart_of_another_repository_is_not_ours_to_know() -> None:
    it = shop()
    it["Application"]["spec"]["source"].update(chart="x", path="charts/x")

    assert told(it) == ""


def test_an_application_takes_the_values_that_were_rendered() -> None:
    it = shop()
    it["Application"]["spec"]["source"]["helm"]["valueFiles"] = ["values/live.yaml"]

    assert told(it) == dedent(
        """\
        Application/api-shop spec.source.helm.valueFiles [application-values-differ]
          `Application/api-shop` takes the values files `values/live.yaml`, but its release was rendered
            with `values/shop.yaml`
          help: make them equal
        """
    )
