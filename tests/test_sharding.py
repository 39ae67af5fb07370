"""Shards, joined, are the answer that nobody shared: the same bytes in each format, the same exit code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator import pipeline
from generator.cli import main
from tests.committed import committed
from tests.repositories import WEB, environment, files, over
from tests.troubled import troubled

ROOT = Path(__file__).parents[1]
FORMATS = ("text", "json", "sarif", "github")


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> Ran:
        return Ran(main([str(argument) for argument in arguments]), *capsys.readouterr())

    return run


@pytest.fixture(scope="module", params=["dhakacart", "troubled", "wrong"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """DhakaCart; a fleet with problems of each class that there is in what follows from the input; one whose input is
    wrong."""
    root = tmp_path_factory.mktemp(request.param) / "repository"
    if request.param == "troubled":
        troubled(root)
    else:
        for folder in ("config", "environments"):
            shutil.copytree(ROOT / folder, root / folder)
    if request.param == "dhakacart":
        pipeline.generate(root)
    if request.param == "wrong":
        (root / "config/services/backend.yaml").write_text("kind: web\nport: none\n")
        (root / "environments/dev.yaml").write_text("domian: x\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        yield root


def sharded(run: Run, folder: Path, of: int, *command: str) -> list[tuple[Path, int]]:
    """The file of each shard, and the exit code with which it was written."""
    written = []
    for number in range(1, of + 1):
        ran = run(*command, "--shard", f"{number}/{of}")
        (folder / f"{number}.json").write_text(ran.out)
        written.append((folder / f"{number}.json", ran.code))
    return written


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("of", range(1, 6))
def test_a_validation_in_shards_is_that_of_one_run(of: int, run: Run, tmp_path: Path) -> None:
    written = sharded(run, tmp_path, of, "validate")
    parts = [file for file, _ in written]

    for form in FORMATS:
        whole, joined = run("validate", "--format", form), run("join", "--format", form, *parts)
        assert joined == whole
        assert max(code for _, code in written) == whole.code
    for option in ("-v", "-q", "--color=always"):
        assert run("join", option, *reversed(parts)) == run("validate", option)


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("of", range(1, 6))
def test_a_rendering_in_shards_is_that_of_one_run(of: int, run: Run, tmp_path: Path) -> None:
    parts = [file for file, _ in sharded(run, tmp_path, of, "render")]

    assert run("join", *parts) == run("render")


def test_shards_write_each_release_into_one_folder_and_all_of_them_all_releases(
    run: Run, root: Path, tmp_path: Path
) -> None:
    if root.parent.name.startswith("wrong"):
        assert run("render", "--out", tmp_path / "out", "--shard", "1/2").code == 2
        return
    whole, parts = tmp_path / "whole", [tmp_path / f"{number}" for number in (1, 2, 3)]
    run("render", "--out", whole)
    for folder in parts:
        run("render", "--out", folder, "--shard", f"{folder.name}/3")

    apart = [content(folder) for folder in parts]
    assert {path: text for part in apart for path, text in part.items()} == content(whole)
    assert sum(map(len, apart)) == len(content(whole))


def content(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


def releases(text: str) -> set[tuple[str, str]]:
    return {(page["release"]["environment"], page["release"]["name"]) for page in json.loads(text)["printed"]}


def test_one_more_release_moves_no_other(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services: dict[str, Any] = dict.fromkeys(("api", "app", "web"), WEB)
    repository = committed(tmp_path / "shop", files(services))
    monkeypatch.chdir(repository.root)
    before = [releases(run("render", "--shard", f"{number}/4").out) for number in range(1, 5)]

    repository.put(files({**services, "bar": WEB}))
    after = [releases(run("render", "--shard", f"{number}/4").out) for number in range(1, 5)]

    assert [more - less for less, more in zip(before, after, strict=True) if more != less] == [{("dev", "bar")}]
    assert all(less <= more for less, more in zip(before, after, strict=True))


def test_a_choice_of_releases_is_shared_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = files({"app": WEB, "web": WEB}, {"dev": environment(1), "test": environment(2, "test.example.com")})
    monkeypatch.chdir(committed(tmp_path / "shop", source).root)
    chosen = ("render", "--env", "test", "--service", "web", "--service", "root")
    parts = [file for file, _ in sharded(run, tmp_path, 3, *chosen)]

    assert run("join", *parts) == run(*chosen)
    assert run("join", *parts).out.count("# Release: test/web\n") == 4


def test_findings_are_not_placed_in_an_input_that_is_another(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loose = over(WEB, {"securityContext": {"readOnlyRootFilesystem": False}})
    repository = committed(tmp_path / "shop", files({"app": loose}))
    monkeypatch.chdir(repository.root)
    parts = [file for file, _ in sharded(run, tmp_path, 2, "validate")]
    repository.put(
        {"config/services/app.yaml": b"# moved\n" + repository.root.joinpath("config/services/app.yaml").read_bytes()}
    )

    assert run("join", *parts) == (
        2,
        "",
        "config/platform.yaml:1:1: error[shards-differ] the shards were made of another input than this, in which the "
        "lines behind findings are looked for\n"
        "  help: check out the commit that the shards were run on\n"
        "1 problem in 1 file\n",
    )


def test_without_findings_the_repository_is_not_needed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = committed(tmp_path / "shop", files({"app": WEB}))
    monkeypatch.chdir(repository.root)
    parts = [file for file, _ in sharded(run, tmp_path, 2, "validate")]
    whole = run("validate")

    monkeypatch.chdir(tmp_path)

    assert run("join", *parts) == whole


def test_with_findings_it_is_asked_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loose = over(WEB, {"securityContext": {"readOnlyRootFilesystem": False}})
    repository = committed(tmp_path / "shop", files({"app": loose}))
    monkeypatch.chdir(repository.root)
    parts = [file for file, _ in sharded(run, tmp_path, 2, "validate")]
    whole = run("validate")

    monkeypatch.chdir(tmp_path)

    assert run("join", *parts)[:2] == (2, "")
    assert run("join", "--root", "shop", *parts) == whole
