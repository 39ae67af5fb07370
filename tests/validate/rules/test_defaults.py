"""Defaults of kinds."""

from __future__ import annotations

from tests.validate.shop import said


def test_defaults_are_of_kinds_that_there_are() -> None:
    assert said(platform="defaults: {webb: {port: 1}, qqqqqqqq: {}}\n") == [
        "config/platform.yaml:7:12: unknown-service-kind: there is no kind `webb` | did you mean `web`?",
        "config/platform.yaml:7:29: unknown-service-kind: there is no kind `qqqqqqqq`"
        " | the kinds are `web`, `worker`, `cronjob`, `stateful`, `postgres`, `redis` and `external`",
    ]


def test_defaults_are_mappings() -> None:
    assert said(platform="defaults: 3\n") == [
        "config/platform.yaml:7:11: wrong-type: `defaults`: found the number `3`, expected a mapping"
    ]
    assert said(platform="defaults: {web: [3]}\n") == [
        "config/platform.yaml:7:17: wrong-type: `defaults.web`: found a list, expected a mapping"
    ]


def test_defaults_of_a_kind_that_a_service_has_are_told_at_their_line() -> None:
    assert said(platform="defaults:\n  web:\n    prot: 1\n    runAsUser: x\n") == [
        "config/platform.yaml:9:5: unknown-key: there is no key `prot` here | did you mean `port`?",
        "config/platform.yaml:10:16: wrong-type: `runAsUser`: found the text `x`, expected a whole number",
    ]


def test_defaults_of_a_kind_that_no_service_has_are_read_all_the_same() -> None:
    defaults = "defaults:\n  worker: {replicas: two, strateg: {}, env: {A-B: x}}\n  redis: {version: '5'}\n"

    assert said(platform=defaults) == [
        "config/platform.yaml:8:22: wrong-type: `replicas`: found the text `two`, expected a whole number",
        "config/platform.yaml:8:27: unknown-key: there is no key `strateg` here | did you mean `strategy`?",
        "config/platform.yaml:8:46: bad-name: `env.A-B`: found `A-B`, expected a variable name: letters, digits "
        "and `_`, not beginning with a digit | did you mean `A_B`?",
        "config/platform.yaml:9:20: bad-version: `version`: found `5`, expected a version of Redis or Valkey: "
        "`7`, `8`, `9`",
    ]


def test_defaults_are_no_whole_service_and_may_lack_anything() -> None:
    worker = "{replicas: 2, probes: {liveness: {scheme: HTTPS}, readiness: {}}, resources: {limits: {memory: 1Gi}}}"

    assert said(platform=f"defaults: {{worker: {worker}, redis: {{inCluster: {{}}}}}}\n") == []
