"""Our engine and kubeconform, with the same schemas, judge hundreds of sound and broken objects alike."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import tools
from generator.check import catalog
from generator.check.cluster import Cluster
from generator.check.schema import judged
from generator.nouns import Release, Rendered
from scripts.kubeconform_schemas import write_kubeconform_schemas
from tests.check.mutation import mutated
from tests.check.shop import shop

Body = dict[str, Any]
MUTATIONS = 20
RELEASE = Release("dev", "api", "shop", "charts/api")

pytestmark = pytest.mark.skipif(tools.find("kubeconform") is None, reason="kubeconform is missing: run `make tools`")


def samples() -> list[Body]:
    """A sound object of each kind."""
    text = (Path(__file__).parent / "samples.yaml").read_text(encoding="utf-8")
    return [*shop().values(), *yaml.load_all(text, Loader=yaml.CSafeLoader)]


def broken() -> list[Body]:
    """Each sample with each of many changes; some of them do no harm."""
    chance = random.Random(20261124)
    return [mutated(body, chance) for body in samples() for _ in range(MUTATIONS)]


def ours(bodies: list[Body], version: str) -> list[bool]:
    """Which of the objects our engine takes."""
    return [not list(judged(Cluster([Rendered(RELEASE, (body,), ("x",))]), (version,))) for body in bodies]


def theirs(bodies: list[Body], version: str, folder: Path) -> list[bool]:
    """Which of the objects kubeconform takes, all in one run."""
    objects = folder / "objects"
    objects.mkdir()
    for number, body in enumerate(bodies):
        (objects / f"{number}.json").write_text(json.dumps(body), encoding="utf-8")
    flags = write_kubeconform_schemas(folder / "schemas", version)
    ended = tools.run(["kubeconform", *flags, "-n", "2", "-output", "json", "-verbose", objects], timeout=120)
    verdicts = {int(Path(one["filename"]).stem): one["status"] for one in json.loads(ended.text)["resources"]}
    return [verdicts.get(number) == "statusValid" for number in range(len(bodies))]


@pytest.mark.parametrize("version", catalog.VERSIONS)
def test_both_take_every_sample(version: str, tmp_path: Path) -> None:
    bodies = samples()

    assert ours(bodies, version) == theirs(bodies, version, tmp_path) == [True] * len(bodies)


@pytest.mark.parametrize("version", catalog.VERSIONS)
def test_both_judge_broken_objects_alike(version: str, tmp_path: Path) -> None:
    bodies = broken()
    own, other = ours(bodies, version), theirs(bodies, version, tmp_path)

    differing = [body for body, one, two in zip(bodies, own, other, strict=True) if one != two]

    assert differing == []
    assert len(bodies) >= 500
    assert 100 < sum(own) < len(bodies) - 300
