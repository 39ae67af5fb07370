"""What the add-ons of an environment bring."""

from __future__ import annotations

import pytest

from generator.facts import facts
from tests.validate.shop import fleet_of, shop


@pytest.mark.parametrize(
    ("addons", "metrics"),
    [
        ("{}", False),
        ("{loki: {}}", False),
        ("{kube-prometheus-stack: {}}", True),
        ("{kube-prometheus-stack: {enabled: false}}", False),
    ],
)
def test_metrics_are_read_where_prometheus_is(addons: str, metrics: bool) -> None:
    fleet = fleet_of(shop(platform=f"addons: {addons}\n"))

    assert facts(fleet.environments["dev"]).metrics is metrics


def test_an_environment_may_do_without_prometheus() -> None:
    fleet = fleet_of(
        shop(platform="addons: {kube-prometheus-stack: {}}\n", dev="addons: {kube-prometheus-stack: null}\n")
    )

    assert not facts(fleet.environments["dev"]).metrics
