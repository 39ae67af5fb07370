"""The charts as Helm's own program takes them, 3 and 4: from files, with values.schema.json in force."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline, tools, yamlio
from generator.nouns import Release
from generator.pipeline import Generated
from generator.tools import Completed
from generator.tree import DiskTree
from tests.laws.fleet import FLEET
from tests.repositories import WEB, Data, environment, files, generated, over, rendered

ROOT = Path(__file__).parents[1]
REPOSITORIES = ("dhakacart", "fleet")
Written = tuple[Generated, Path]


@pytest.fixture(scope="module", params=REPOSITORIES)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """All that follows from a repository's input, and a folder with the files."""
    whole = pipeline.generated(DiskTree(ROOT)) if request.param == "dhakacart" else generated(FLEET)
    folder = tmp_path_factory.mktemp(request.param)
    for path, text in whole.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return whole, folder


@pytest.fixture(params=["helm3", "helm4"])
def program(request: pytest.FixtureRequest) -> Path:
    found = tools.find(request.param)
    if found is None:
        pytest.skip(f"`{request.param}` is missing: run `make tools`")
    return found


def run(program: Path, folder: Path, *arguments: str) -> Completed:
    return tools.run([program, *arguments], cwd=folder, timeout=60, env={"HOME": str(folder)})


def of_charts(whole: Generated) -> list[Release]:
    return [release for release in whole.plan.releases if release.values]


def with_values(release: Release) -> list[str]:
    return [part for values in release.values for part in ("--values", f"{release.path}/{values}")]


def in_order(objects: list[Data]) -> list[Data]:
    return sorted(objects, key=lambda one: (one["kind"], one["metadata"]["name"]))


def test_the_program_renders_what_we_render(program: Path, written: Written) -> None:
    whole, folder = written
    ours = rendered(whole)

    for release in of_charts(whole):
        place = ["--namespace", release.namespace, "--kube-version", "1.36"]
        ended = run(program, folder, "template", release.name, release.path, *place, *with_values(release))

        assert ended.code == 0, ended.stderr
        theirs = [one for one in yamlio.documents(ended.text) if one]
        assert in_order(theirs) == in_order([*ours[release.environment][release.name]])


def test_the_program_finds_nothing_to_say(program: Path, written: Written) -> None:
    whole, folder = written

    for release in of_charts(whole):
        version = ["--strict", "--kube-version", "1.36"]
        ended = run(program, folder, "lint", *version, *with_values(release), release.path)

        assert ended.code == 0, ended.text
        assert "[WARNING]" not in ended.text


def test_the_program_finds_nothing_where_an_environment_takes_the_last_secret_away(
    program: Path, tmp_path: Path
) -> None:
    secret = {"secret": "token"}
    job = {"args": ["x"], "env": {"OTHER": secret}}
    app = over(WEB, {"env": {"TOKEN": secret}, "files": {"/etc/token": secret}, "before": {"migrate": job}})
    without = {"env": {"TOKEN": None}, "files": {"/etc/token": None}, "before": {"migrate": None}}
    for path, text in generated(files({"app": app}, {"dev": environment(services={"app": without})})).files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")

    ended = run(program, tmp_path, "lint", "--strict", "--values", "charts/app/values/dev.yaml", "charts/app")

    assert ended.code == 0, ended.text


def test_a_chart_with_secrets_says_that_their_place_comes_with_an_environment(program: Path, written: Written) -> None:
    chart = next(one.path for one in of_charts(written[0]) if one.name in ("api", "backend"))
    ended = run(program, written[1], "template", chart, "--kube-version", "1.36", "--set", "image.tag=v1")

    assert ended.code != 0
    assert "secrets.prefix comes with an environment" in ended.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("image.tga=v2", "additional properties 'tga' not allowed"),
        ("imgae.tag=v2", "additional properties 'imgae' not allowed"),
        ("env.DEBUG=1", "got number, want string"),
    ],
)
def test_the_schema_of_a_chart_refuses_what_it_does_not_know(
    program: Path, written: Written, wrong: str, said: str
) -> None:
    whole, folder = written
    release = next(one for one in of_charts(whole) if one.name in ("api", "backend"))
    ended = run(
        program, folder, "template", release.path, *with_values(release), "--kube-version", "1.36", "--set", wrong
    )

    assert ended.code != 0
    assert said in ended.stderr
