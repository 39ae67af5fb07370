"""Keys that are read and checked, and that nothing follows from yet."""

from __future__ import annotations

from generator.load import load
from generator.merge import layered
from generator.tree import MemoryTree
from generator.validate import unused, validate
from tests.validate.dhakacart import FILES
from tests.validate.shop import POSTGRES, PROD, Files, fleet_of, line, shop


def not_used(files: Files) -> list[str]:
    return [line(problem) for problem in unused(fleet_of(files))]


def test_dhakacart_says_these() -> None:
    sources, problems = load(MemoryTree(FILES))

    found = unused(validate(sources, layered(sources), problems))

    assert [f"{problem.place}: {problem.message}" for problem in found] == [
        "config/platform.yaml:19:3: `addons.metrics-server` is not used yet",
        "config/platform.yaml:20:3: `addons.aws-load-balancer-controller` is not used yet",
        "config/platform.yaml:21:3: `addons.external-dns` is not used yet",
        "config/platform.yaml:22:3: `addons.cert-manager` is not used yet",
        "config/platform.yaml:23:3: `addons.external-secrets` is not used yet",
        "config/platform.yaml:24:3: `addons.karpenter` is not used yet",
        "config/platform.yaml:25:27: `addons.kube-prometheus-stack.retention` is not used yet",
        "config/platform.yaml:25:43: `addons.kube-prometheus-stack.storage` is not used yet",
        "config/platform.yaml:26:3: `addons.loki` is not used yet",
        "config/platform.yaml:27:3: `addons.alloy` is not used yet",
        "config/platform.yaml:28:3: `addons.velero` is not used yet",
        "config/services/backend.yaml:8:14: `needs.postgres.connections` is not used yet",
        "config/services/backend.yaml:47:1: `slo` is not used yet",
        "config/services/frontend.yaml:21:1: `slo` is not used yet",
        "config/services/postgres.yaml:11:1: `backup` is not used yet",
        "environments/dev.yaml:5:1: `nodes` is not used yet",
        "environments/dev.yaml:15:3: `addons.velero` is not used yet",
        "environments/production.yaml:7:1: `nodes` is not used yet",
        "environments/production.yaml:21:11: `rds.class` is not used yet",
        "environments/production.yaml:21:31: `rds.storage` is not used yet",
        "environments/production.yaml:21:46: `rds.multiAz` is not used yet",
        "environments/production.yaml:24:19: `elasticache.class` is not used yet",
        "environments/production.yaml:24:42: `elasticache.replicas` is not used yet",
        "environments/staging.yaml:6:1: `nodes` is not used yet",
    ]


def test_each_is_a_warning_told_once_though_two_environments_read_it() -> None:
    files = shop(api="slo: {availability: 99}\n", more={"environments/prod.yaml": PROD})

    (problem,) = unused(fleet_of(files))

    assert (problem.code, problem.severity) == ("not-used-yet", "warning")
    assert line(problem) == "config/services/api.yaml:4:1: not-used-yet: `slo` is not used yet"


def test_a_key_is_told_in_the_layer_that_has_the_last_word() -> None:
    more = {"config/services/db.yaml": f'{POSTGRES}backup: {{schedule: "0 1 * * *"}}\n'}

    assert not_used(shop(dev="services:\n  db:\n    backup: {keep: 7d}\n", more=more)) == [
        "config/services/db.yaml:6:1: not-used-yet: `backup` is not used yet",
        "environments/dev.yaml:6:5: not-used-yet: `backup` is not used yet",
    ]


def test_keys_below_free_names_are_found() -> None:
    more = {"config/services/db.yaml": POSTGRES}

    assert not_used(shop(api="needs: {db: {connections: 5}}\n", more=more)) == [
        "config/services/api.yaml:4:14: not-used-yet: `needs.db.connections` is not used yet"
    ]


def test_keys_that_are_used_are_not_told() -> None:
    api = 'env: {A: {secret: a}}\nroutes: {shop: {host: "@"}}\nprobes: {readiness: {path: /}}\nwritable: [/tmp]\n'

    assert not_used(shop(platform="timeZone: Asia/Dhaka\n", api=api, dev="production: false\n")) == []
