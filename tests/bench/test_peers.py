"""The programs of the peers make the kinds of objects that cartwright makes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from bench import fleet
from bench.peers import inventory
from bench.peers.objects import merged, objects
from generator import pipeline
from generator.tree import MemoryTree
from tests.repositories import rendered

PEERS = Path(__file__).parents[2] / "bench" / "peers"


def of_environment(number: int, services: int) -> dict[str, list[dict[str, Any]]]:
    """Release -> what the peers make of it."""
    own = fleet.environment(number, services)["services"]
    every = {fleet.name_of(each): fleet.service(each) for each in range(services)}
    return {
        name: objects(fleet.stage(number), name, merged(service, own.get(name, {}))) for name, service in every.items()
    }


def test_they_make_the_same_kinds_for_each_release() -> None:
    tree = MemoryTree({path: text.encode() for path, text in fleet.files(2, 10).items()})
    ours = rendered(pipeline.generated(tree), ["stage-001"])["stage-001"]

    theirs = of_environment(1, 10)

    kinds = {name: Counter(one["kind"] for one in found) for name, found in theirs.items()}
    assert kinds == {name: Counter(one["kind"] for one in ours[name]) for name in theirs}


def test_what_an_environment_says_is_in_them() -> None:
    found = {one["kind"]: one for one in of_environment(1, 2)["service-001"]}

    (container,) = found["Deployment"]["spec"]["template"]["spec"]["containers"]
    assert container["image"] == "docker.io/acme/service-001:v1.4.0"
    assert container["resources"]["requests"] == {"cpu": "150m", "memory": "256Mi"}
    assert found["ConfigMap"]["data"]["LOG_LEVEL"] == "info"
    assert found["HorizontalPodAutoscaler"]["spec"]["minReplicas"] == 3


def test_an_inventory_has_a_class_each_service_and_a_target_each_environment(tmp_path: Path) -> None:
    inventory.write(tmp_path, 2, 3)

    files = sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*") if file.is_file())
    target = yaml.safe_load((tmp_path / "inventory/targets/stage-001.yml").read_text())
    assert files == [
        "components/release/__init__.py",
        *(f"inventory/classes/service/{fleet.name_of(number)}.yml" for number in range(3)),
        *(f"inventory/targets/stage-00{number}.yml" for number in range(2)),
    ]
    assert target["classes"] == [f"service.{fleet.name_of(number)}" for number in range(3)]
    assert target["parameters"]["services"]["service-001"] == fleet.overlay(1, 1)


def test_the_objects_of_the_peers_import_nothing() -> None:
    source = (PEERS / "objects.py").read_text(encoding="utf-8")

    imports = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    assert imports == ["from __future__ import annotations", "from typing import Any"]
