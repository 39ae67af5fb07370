"""Orders of kinds: what others need is written first."""

from __future__ import annotations

from generator.kubernetes.order import rank


def test_what_others_need_comes_before_them_and_kinds_that_nobody_knows_come_last() -> None:
    kinds = ["Widget", "Deployment", "ConfigMap", "Namespace", "APIService", "Service"]

    assert sorted(kinds, key=rank) == ["Namespace", "ConfigMap", "Service", "Deployment", "APIService", "Widget"]
