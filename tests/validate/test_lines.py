"""A wrong value is told at the line of the layer that set it, whichever that is."""

from __future__ import annotations

import pytest

from tests.validate.shop import POSTGRES, PROD, said

LAYERS: dict[str, dict[str, str]] = {
    "config/platform.yaml:9": {"platform": "defaults:\n  web:\n    {}\n"},
    "config/services/api.yaml:4": {"api": "{}\n"},
    "environments/dev.yaml:6": {"dev": "services:\n  api:\n    {}\n"},
}
VALUES = {
    "runAsUser: x": "wrong-type",
    "runAsUser: 0": "bad-number",
    "priorityClassName: system-x": "bad-name",
    "env: {A-B: x}": "bad-name",
    "env: {A: {form: x}}": "unknown-key",
    "writable: /tmp": "wrong-type",
    "writable: [tmp]": "bad-path",
    "args: [3]": "wrong-type",
    "resources: {limits: {memory: 1X}}": "bad-quantity",
    "shutdown: {grace: soon}": "bad-duration",
    "probes: {readiness: {path: health}}": "bad-path",
    "strategy: {type: Rolling}": "bad-value",
    "nodeSelector: {a: -b}": "bad-label",
    "metrics: {port: mtrics}": "unknown-port",
}


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("value", VALUES)
def test_a_wrong_value_of_a_service_is_told_at_its_line(layer: str, value: str) -> None:
    added = {name: lines.replace("{}", value) for name, lines in LAYERS[layer].items()}

    (problem,) = said(**added, more={"environments/prod.yaml": PROD})

    assert problem.startswith(f"{layer}:")
    assert f": {VALUES[value]}: " in problem


SHARED = {
    "timeZone: Mars": "bad-time-zone",
    "owner: {team: x, email: nobody}": "bad-email",
    "argocd: {flavour: hosted}": "bad-value",
    "addons: {loki: {retention: long}}": "bad-duration",
    "network: {cidr: 10.0.0.0/8}": "bad-cidr",
    "network: [10.0.0.0/16]": "wrong-type",
    "description: [shop]": "wrong-type",
}


@pytest.mark.parametrize("value", SHARED)
def test_a_wrong_value_of_the_platform_is_told_at_its_line_once(value: str) -> None:
    own = "" if value.startswith("network") else "network: {cidr: 10.21.0.0/16}\n"
    dev, prod = (f"cluster: {{name: {name}}}\ndomain: {name}.com\n{own}" for name in ("dev", "prod"))
    more = {"environments/dev.yaml": dev.replace("21", "20"), "environments/prod.yaml": prod}

    (problem,) = said(platform=f"{value}\n", more=more)

    assert problem.startswith("config/platform.yaml:7:")
    assert f": {SHARED[value]}: " in problem


@pytest.mark.parametrize("value", SHARED)
def test_a_wrong_value_of_an_environment_is_told_at_its_line(value: str) -> None:
    dev = {"environments/dev.yaml": f"cluster: {{name: dev}}\ndomain: dev.com\n{value}\n"}

    (problem,) = said(platform="network: {cidr: 10.9.0.0/16}\n", more=dev)

    assert problem.startswith("environments/dev.yaml:3:")
    assert f": {SHARED[value]}: " in problem


def test_a_wrong_value_of_a_datastore_is_told_in_the_block_that_has_it() -> None:
    more = {"config/services/db.yaml": f"{POSTGRES}rds: {{class: big}}\n"}

    assert said(dev="services: {db: {rds: {storage: much}}}\n", more=more) == [
        "config/services/db.yaml:6:14: bad-node-type: `rds.class`: found `big`, "
        "expected an instance class such as `db.t3.micro`",
        "environments/dev.yaml:4:32: bad-quantity: `rds.storage`: found `much`, expected a volume of "
        "`20Gi` or more, such as `50Gi`",
    ]
