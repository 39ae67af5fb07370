"""All problems of all files come in one run, and none that only follow from another."""

from __future__ import annotations

import re

import pytest

from generator.errors import InputError
from generator.validate import altered
from tests.validate.shop import API, DEV, POSTGRES, PROD, fleet_of, said, shop, told

INPUT = ("config/", "environments/")


def codes(problems: list[str]) -> list[str]:
    """Of each problem its file and its code."""
    return [re.sub(r":\d+:\d+: (\S+): .*", r" \1", problem) for problem in problems]


def test_problems_of_all_files_come_in_one_run() -> None:
    files = shop(
        platform="ownr: x\n",
        api="runAsUser: 0\n",
        dev="services: {apy: {}}\n",
        more={"config/services/broken.yaml": "kind: [\n", "config/services/db.yaml": "kind: postgrs\n"},
    )

    assert codes(told(files)) == [
        "config/platform.yaml unknown-key",
        "config/services/api.yaml bad-number",
        "config/services/broken.yaml yaml-syntax",
        "config/services/db.yaml unknown-service-kind",
        "environments/dev.yaml unknown-service",
    ]


def test_a_file_that_cannot_be_read_is_there_all_the_same() -> None:
    broken = {"config/services/db.yaml": "kind: [\n", "environments/prod.yaml": "domain: [\n"}
    api = "needs: {db: {}}\nenv: {A: {from: db.host}, B: {secret: x, of: db}}\n"

    assert codes(said(api=api, dev="follows: prod\nservices: {db: {run: rds}}\n", more=broken)) == [
        "config/services/db.yaml yaml-syntax",
        "environments/prod.yaml yaml-syntax",
    ]


def test_nothing_is_called_missing_that_a_platform_which_cannot_be_read_may_hold() -> None:
    broken = {"config/platform.yaml": "defaults: [\n", "config/services/b.yaml": "kind: worker\nreplicas: x\n"}

    assert codes(said(dev="production: true\n", more=broken)) == [
        "config/platform.yaml yaml-syntax",
        "config/services/b.yaml wrong-type",
    ]


def test_a_platform_that_is_not_there_is_one_problem() -> None:
    files = shop()
    del files["config/platform.yaml"]

    assert codes(told(files)) == ["config/platform.yaml missing-file"]


def test_an_empty_platform_is_one_that_lacks_everything() -> None:
    assert "config/platform.yaml missing-key" in codes(said(more={"config/platform.yaml": "{}\n"}))


def test_an_environment_that_is_wrong_leaves_its_services_checked() -> None:
    services = "services:\n  api: {runAsUser: 0}\n  b: {needs: {db: {}}}\n"
    dev = DEV.replace("domain: dev.example.com\n", "")

    assert codes(said(more={"environments/dev.yaml": dev + services, "config/services/b.yaml": API})) == [
        "environments/dev.yaml missing-key",
        "environments/dev.yaml bad-number",
        "environments/dev.yaml unknown-service",
    ]


@pytest.mark.parametrize(
    "value", ["null", "3", "[]", "{}", "text", "[null]", "{a: null}", "{a: {b: 1}}", "true", '""', "[{}]", "-1", "1.5"]
)
@pytest.mark.parametrize("key", ["services", "domain", "cluster", "network", "sync", "addons", "follows", "registries"])
def test_an_environment_of_any_shape_is_a_fleet_or_a_problem(key: str, value: str) -> None:
    lines = [line for line in DEV.splitlines(keepends=True) if not line.startswith(f"{key}:")]

    found = said(
        api='routes: {a: {host: "@"}}\n', more={"environments/dev.yaml": "".join([*lines, f"{key}: {value}\n"])}
    )

    assert all(line.startswith(INPUT) for line in found)


@pytest.mark.parametrize(
    "value", ["null", "3", "[]", "{}", "[db]", "{db: }", "{db: 3}", "{a: {from: db}}", "{a: {from: }}", "{from: db}"]
)
@pytest.mark.parametrize("key", ["needs", "env", "image", "routes", "before", "files", "annotations", "kind", "port"])
def test_a_service_of_any_shape_is_a_fleet_or_a_problem(key: str, value: str) -> None:
    lines = [line for line in API.splitlines(keepends=True) if not line.startswith(f"{key}:")]
    service = {"config/services/api.yaml": "".join([*lines, f"{key}: {value}\n"])}

    assert all(line.startswith(INPUT) for line in said(more={**service, "config/services/db.yaml": POSTGRES}))


@pytest.mark.parametrize("value", ["3", "[]", "{}", "{web: 3}", "{web: null}", "{wbe: {}}", "{web: {kind: 3}}", "null"])
def test_defaults_of_any_shape_are_a_fleet_or_a_problem(value: str) -> None:
    assert all(line.startswith(INPUT) for line in said(platform=f"defaults: {value}\n"))


def test_a_repository_without_services_is_a_fleet() -> None:
    files = shop()
    del files["config/services/api.yaml"]

    fleet = fleet_of(files)

    assert (list(fleet.environments), fleet.services, fleet.base) == (["dev"], {"dev": {}}, {})


NO_ENVIRONMENT = (
    "config/platform.yaml:1:1: no-environment: there is no environment, so nothing would be deployed and all that was "
    "generated would be removed | add `environments/<name>.yaml`"
)


def test_a_repository_without_environments_is_a_problem_beside_those_of_its_services() -> None:
    files = shop(api="runAsUser: 0\n")
    del files["environments/dev.yaml"]

    assert told(files) == [
        NO_ENVIRONMENT,
        "config/services/api.yaml:4:12: bad-number: `runAsUser`: found `0`, "
        "expected a user id that is not root's, a number from 1 to 2147483647",
    ]


def test_an_environment_whose_file_has_another_ending_is_told_once() -> None:
    files = shop(more={"environments/dev.yml": DEV})
    del files["environments/dev.yaml"]

    assert codes(told(files)) == ["environments/dev.yml stray-file"]


def test_an_empty_folder_lacks_its_platform_first() -> None:
    assert codes(told({})) == ["config/platform.yaml missing-file"]


def test_a_fleet_has_each_service_as_each_environment_runs_it() -> None:
    fleet = fleet_of(
        shop(
            platform="defaults: {web: {runAsUser: 5}}\n",
            dev="services: {api: {port: 9000}}\ntimeZone: Asia/Dhaka\n",
            more={"environments/prod.yaml": PROD, "config/services/b.yaml": "kind: worker\nimage: {from: api}\n"},
        )
    )

    ports = {name: services["api"].model_dump()["port"] for name, services in fleet.services.items()}

    assert {name: list(services) for name, services in fleet.services.items()} == {
        "dev": ["api", "b"],
        "prod": ["api", "b"],
    }
    assert (ports, fleet.base["api"].model_dump()["port"]) == ({"dev": 9000, "prod": 8080}, 8080)
    assert fleet.services["prod"]["api"].model_dump()["run_as_user"] == 5
    assert [fleet.environments[name].time_zone for name in ("dev", "prod")] == ["Asia/Dhaka", "Etc/UTC"]
    assert fleet.platform.name == "shop"


def test_a_service_that_is_not_whole_without_an_environment_has_no_base() -> None:
    service = {"config/services/api.yaml": "kind: web\nport: 8080\n"}
    fleet = fleet_of(shop(dev="services: {api: {image: {repository: acme/api, tag: v1}}}\n", more=service))

    assert (list(fleet.base), list(fleet.services["dev"])) == ([], ["api"])


def test_a_fleet_altered_is_one_environment_with_one_tree_changed() -> None:
    fleet = fleet_of(shop(more={"environments/prod.yaml": PROD}))
    other = fleet_of(shop(dev="namespace: other\nservices: {api: {port: 9000}}\n"))

    service = altered(fleet, ("dev", "api"), other.layers["dev", "api"])
    environment = altered(fleet, ("dev", ""), other.layers["dev", ""])

    assert service is not None
    assert environment is not None
    assert (list(service.environments), service.services["dev"]["api"].model_dump()["port"]) == (["dev"], 9000)
    assert (environment.environments["dev"].namespace, environment.services["dev"]) == ("other", fleet.services["dev"])


def test_a_fleet_altered_may_do_without_a_service_or_get_it_back() -> None:
    more = {"config/services/b.yaml": API, "config/services/c.yaml": API}
    fleet = fleet_of(shop(dev="services: {b: {enabled: false}}\n", more=more))
    other = fleet_of(shop(dev="services: {b: {enabled: true}, c: {enabled: false}}\n", more=more))

    back = altered(fleet, ("dev", "b"), other.layers["dev", "b"])
    gone = altered(fleet, ("dev", "c"), other.layers["dev", "c"])

    assert back is not None
    assert gone is not None
    assert ([*back.services["dev"]], back.absent) == (["api", "b", "c"], {"dev": {}})
    assert ([*gone.services["dev"]], gone.absent) == (["api"], {"dev": {"b": "web", "c": "web"}})
    assert altered(fleet, ("dev", "b"), fleet.layers["dev", ""]) is None


def test_a_fleet_is_not_altered_to_what_is_no_valid_input() -> None:
    fleet = fleet_of(shop())

    assert altered(fleet, ("dev", "api"), fleet.layers["dev", ""]) is None
    assert altered(fleet, ("dev", ""), fleet.layers["dev", "api"]) is None


def test_the_problem_that_is_raised_says_all_that_it_carries() -> None:
    with pytest.raises(InputError, match=r"environments/dev.yaml:4:1: unknown-key: there is no key `x` here"):
        fleet_of(shop(dev="x: 1\n"))
