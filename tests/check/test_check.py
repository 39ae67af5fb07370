"""All checks together: environments, releases, order, and objects of any shape."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from generator import tools
from generator.check import CHECKS, VERSIONS, check
from generator.check.catalog import judges
from generator.nouns import Release, Rendered
from tests.check.mutation import mutated
from tests.check.shop import Body, findings, shop, told


def rendered(environment: str, name: str, *bodies: Body) -> Rendered:
    return Rendered(Release(environment, name, "shop", f"charts/{name}"), bodies, ("templates/x.yaml",) * len(bodies))


def test_nothing_is_wrong_with_a_sound_environment() -> None:
    assert told(shop()) == ""


@pytest.mark.parametrize("version", VERSIONS)
def test_a_sound_environment_is_sound_in_every_version(version: str) -> None:
    assert told(shop(), version) == ""


def test_a_version_is_judged_with_the_next_one() -> None:
    assert [judges(version) for version in VERSIONS] == [("1.35", "1.36"), ("1.36", "1.37"), ("1.37",)]


def test_releases_of_one_environment_may_refer_to_each_other() -> None:
    it = shop()
    bodies = [body for kind, body in it.items() if kind not in ("Application", "AppProject")]

    together = check([rendered("dev", f"part{place}", body) for place, body in enumerate(bodies)], kubernetes="1.36")

    assert together == ()


def test_environments_do_not_refer_to_each_other() -> None:
    it = shop()

    apart = check(
        [rendered("dev", "api", it["Service"]), rendered("live", "api", it["Deployment"])],
        kubernetes="1.36",
    )

    assert sorted((found.release.environment, found.code) for found in apart) == [
        ("dev", "service-selects-nothing"),
        ("live", "claim-unknown"),
        ("live", "config-map-unknown"),
        ("live", "secret-unknown"),
        ("live", "service-account-unknown"),
    ]


def test_a_finding_says_where_the_object_comes_from() -> None:
    it = shop()
    it["Service"]["spec"]["type"] = "NodePrt"

    (found,) = findings(it)

    assert (found.release.name, found.origin, found.namespace) == ("api", "templates/all.yaml", "shop")
    assert (found.kind, found.name, found.path, found.severity) == ("Service", "api", ("spec", "type"), "error")
    assert (found.code, found.hint) == ("schema-unknown-value", "did you mean `NodePort`?")


def test_the_order_of_objects_changes_nothing() -> None:
    it = shop()
    it["Service"]["spec"]["selector"] = {"a": "b"}
    it["HorizontalPodAutoscaler"]["spec"]["minReplicas"] = 9
    before = told(it)
    turned = dict(reversed(it.items()))
    it.clear()
    it.update(turned)

    assert told(it) == before


def test_the_engine_of_schemas_is_loaded_by_the_first_object_only() -> None:
    program = "import sys, generator.check; print('jsonschema_rs' in sys.modules)"

    assert tools.run([Path(sys.executable), "-c", program], timeout=60, cwd=Path.cwd()).text == "False\n"


def test_each_check_is_in_the_register_once() -> None:
    assert len(CHECKS) == len(set(CHECKS)) == 26


def test_no_object_is_too_odd_to_be_checked() -> None:
    chance = random.Random(3)

    for _ in range(400):
        it = shop()
        for kind in list(it):
            it[kind] = mutated(it[kind], chance)
        assert isinstance(findings(it), tuple)
