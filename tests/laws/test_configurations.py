"""What holds for any repository that may be written, and for any that is wrong in one thing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import event, given
from hypothesis import strategies as st

from generator import emit, pipeline, tools, write
from generator.check import check
from generator.errors import InputError, Problem
from generator.nouns import Artifact, Generated
from generator.tree import DiskTree
from tests.laws.configurations import Source, configurations, near_misses, renamed
from tests.laws.effort import percent
from tests.laws.test_environments import legal
from tests.laws.test_order import in_another_order
from tests.repositories import WORKER, environment, generated


def problems(source: Source) -> tuple[Problem, ...]:
    try:
        generated(source)
    except InputError as error:
        return error.problems
    return ()


def put(root: Path, source: Source) -> None:
    for path, content in source.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def below(whole: Generated, *folders: str) -> dict[str, str]:
    return {path: text for path, text in whole.files.items() if path.startswith(folders)}


@percent(25)
@given(configurations)
def test_it_makes_the_same_bytes_again_and_each_is_read_as_what_was_meant(source: Source) -> None:
    whole, again = legal(source), generated(dict(reversed(source.items())))

    assert dict(whole.files) == dict(again.files)
    assert misread(whole) == []


def misread(whole: Generated) -> list[str]:
    """Files of data that any reader reads as something else than was meant."""
    return [path for path, one in whole.plan.artifacts.items() if not _is_read(whole.files[path], one)]


def _is_read(text: str, artifact: Artifact) -> bool:
    if artifact.path.endswith(".json") or artifact.apart or (artifact.data is None and artifact.documents is None):
        return True
    meant = [artifact.data] if artifact.documents is None else [*artifact.documents]
    return emit.is_meant(text, artifact) and repr(list(yaml.load_all(text, yaml.CSafeLoader))) == repr(meant)


@percent(12)
@given(configurations, st.randoms(use_true_random=False))
def test_no_order_changes_anything(source: Source, random: Random) -> None:
    whole = legal(source)

    assert dict(generated(in_another_order(source, random)).files) == dict(whole.files)


@percent(10)
@given(configurations)
def test_a_second_run_has_nothing_to_do_and_a_run_back_is_the_first(source: Source) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        legal(source)
        put(root, source)
        pipeline.generate(root)
        first = written(root)

        assert len(pipeline.generate(root)) == 0
        put(root, renamed(source, "environments/other.yaml", environment(9, "other.example.com")))
        pipeline.generate(root)
        (root / "environments/other.yaml").unlink()
        pipeline.generate(root)
        assert written(root) == first


def written(root: Path) -> dict[str, bytes]:
    tree = DiskTree(root)
    return {path: tree.read(path) for folder in write.FOLDERS for path in tree.paths(folder)}


@percent(15)
@given(configurations)
def test_one_environment_more_leaves_the_folders_of_the_others_as_they_are(source: Source) -> None:
    whole = legal(source)

    more = legal(renamed(source, "environments/other.yaml", environment(9, "other.example.com")))

    for name in whole.fleet.environments:
        assert below(more, f"argocd/{name}/") == below(whole, f"argocd/{name}/")


@percent(15)
@given(configurations)
def test_one_service_more_leaves_the_charts_and_objects_of_the_others_as_they_are(source: Source) -> None:
    whole = legal(source)
    others = [f"charts/{name}/" for name in {name for each in whole.fleet.services.values() for name in each}]

    more = legal(renamed(source, "config/services/zz-more.yaml", {**WORKER, "replicas": 1}))

    assert below(more, *others) == below(whole, *others)


@percent(15)
@given(configurations)
def test_every_object_of_it_is_valid(source: Source) -> None:
    whole = legal(source)
    results = [*pipeline.objects(whole, whole.plan.releases)]

    assert [one.failure for one in results if one.failure is not None] == []
    for name, model in whole.fleet.environments.items():
        mine = [one for one in results if one.release.environment == name]
        assert [*check(mine, kubernetes=model.kubernetes)] == []


@pytest.mark.skipif(tools.find("helm") is None, reason="no helm program: `make tools`")
@percent(3)
@given(configurations)
def test_helm_has_nothing_against_a_chart(source: Source) -> None:
    whole = legal(source)
    with tempfile.TemporaryDirectory() as name:
        put(Path(name), {path: text.encode() for path, text in below(whole, "charts/").items()})
        charts = sorted(Path(name).glob("charts/*/Chart.yaml"))
        for chart in charts:
            values = [option for file in (chart.parent / "values").glob("*.yaml") for option in ("--values", str(file))]
            ended = tools.run(["helm", "lint", "--strict", "--quiet", *values[:2], str(chart.parent)], timeout=60)
            assert ended.code == 0, ended.text + ended.stderr


@percent(100)
@given(near_misses())
def test_a_near_miss_is_legal_or_told_with_places_that_there_are(wrong: tuple[str, Source]) -> None:
    _, source = wrong
    found = problems(source)

    event("legal" if not found else "refused")
    for problem in found:
        text = source[problem.place.file].decode()
        lines = text.splitlines() or [""]
        assert 1 <= problem.place.line <= len(lines), problem
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem
        assert problem.message, problem
        assert problem.code, problem


@percent(40)
@given(near_misses())
def test_fewer_environments_have_no_other_problems(wrong: tuple[str, Source]) -> None:
    _, source = wrong
    every = problems(source)
    stages = [path for path in source if path.startswith("environments/")]
    for left in stages if len(stages) > 1 else []:
        fewer = problems({path: data for path, data in source.items() if path != left})

        assert told(fewer, without=left) <= told(every, without=left), left


def told(found: Iterable[Problem], without: str) -> set[tuple[str, str]]:
    """Code and place of each problem, apart from those of one file."""
    return {(one.code, str(one.place)) for one in found if one.place.file != without}


@percent(40)
@given(near_misses(), st.sampled_from([b"a: [", b"nane: x\n", b"- a\n", b"\xff"]))
def test_a_file_that_is_wrong_hides_no_other(wrong: tuple[str, Source], broken: bytes) -> None:
    """What is wrong with the shape of one file is told beside what is wrong with another."""
    _, source = wrong
    alone = problems({**source, "environments/zz.yaml": broken})

    assert "environments/zz.yaml" in {one.place.file for one in alone}
    shapes = {"unknown-key", "wrong-type", "missing-key"}
    mine = {(one.code, str(one.place)) for one in problems(source) if one.code in shapes}
    assert mine <= {(one.code, str(one.place)) for one in alone}
