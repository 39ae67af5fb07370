"""`render` and `validate` look again only at what an edit can have changed, and answer as they would of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench import fleet
from generator import pipeline
from generator.errors import InputError
from generator.render import in_process
from tests.test_recall import EDITS, EXTRA, LAST, Files, edited

pytestmark = pytest.mark.usefixtures("in_process_engine")


@pytest.fixture
def in_process_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the helm program nothing is kept."""
    monkeypatch.setenv("CARTWRIGHT_ENGINE", "in-process")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARTWRIGHT_CACHE", str(tmp_path / "results"))
    return tmp_path / "results"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "repository"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The releases that Helm renders: (chart, namespace)."""
    found: list[tuple[str, str]] = []
    render = in_process.library.render

    def noted(job: Any) -> Any:
        found.append((job.release, job.kubernetes))
        return render(job)

    monkeypatch.setattr(in_process.library, "render", noted)
    return found


FILES = {**fleet.files(3, 4), "config/files/extra.yaml": EXTRA}


def put(root: Path, files: Files) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    for file in root.glob("environments/*.yaml"):
        if str(file.relative_to(root)) not in files:
            file.unlink()


def answers(root: Path) -> Iterator[object]:
    for act in (lambda: pipeline.validate(root), lambda: [*pipeline.render(root)]):
        try:
            yield act()
        except InputError as error:
            yield error.problems


def anew(root: Path) -> list[object]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CARTWRIGHT_CACHE", "off")
        return [*answers(root)]


def test_what_did_not_change_is_rendered_by_nobody(kept: Path, root: Path, rendered: list[tuple[str, str]]) -> None:
    put(root, FILES)
    pipeline.generate(root)
    first = [*answers(root)]
    assert len(rendered) == 24
    rendered.clear()

    assert [*answers(root)] == first
    assert rendered == []
    assert anew(root) == first


@pytest.mark.parametrize("generates", [True, False])
def test_after_an_edit_of_one_environment_its_releases_alone_are_rendered(
    kept: Path, root: Path, rendered: list[tuple[str, str]], generates: bool
) -> None:
    put(root, FILES)
    pipeline.generate(root)
    [*answers(root)]
    rendered.clear()
    put(root, edited(FILES, LAST, EDITS["a tag"]))
    if generates:
        pipeline.generate(root)

    found = [*answers(root)]

    assert len(rendered) == 8
    assert found == anew(root)


def test_an_edit_that_changes_the_chart_of_all_is_seen_in_all(
    kept: Path, root: Path, rendered: list[tuple[str, str]]
) -> None:
    put(root, FILES)
    pipeline.generate(root)
    [*answers(root)]
    rendered.clear()
    put(root, edited(FILES, LAST, EDITS["a job"]))
    pipeline.generate(root)

    found = [*answers(root)]

    assert len(rendered) == 24
    assert found == anew(root)


def test_a_part_of_the_releases_is_taken_from_what_all_were(
    kept: Path, root: Path, rendered: list[tuple[str, str]]
) -> None:
    put(root, FILES)
    pipeline.generate(root)
    whole = [*pipeline.render(root)]
    rendered.clear()

    found = [*pipeline.render(root, [fleet.stage(1)], [fleet.name_of(2)])]

    assert found == [
        one for one in whole if (one.release.environment, one.release.name) == ("stage-001", "service-002")
    ]
    assert rendered == []


def test_what_was_rendered_in_part_is_not_taken_for_the_whole(kept: Path, root: Path) -> None:
    put(root, FILES)
    pipeline.generate(root)
    [*pipeline.render(root, services=[fleet.name_of(2)])]

    assert len([*pipeline.render(root)]) == len(anew(root)[1])  # type: ignore[arg-type]


@pytest.mark.parametrize("edit", EDITS)
def test_whatever_was_looked_at_before_the_answer_is_that_of_a_run_without_it(
    kept: Path, root: Path, edit: str
) -> None:
    put(root, FILES)
    pipeline.generate(root)
    assert [*answers(root)] == anew(root)

    put(root, edited(FILES, LAST, EDITS[edit]))
    assert [*answers(root)] == anew(root)
    assert [*answers(root)] == anew(root)

    put(root, {path: text for path, text in FILES.items() if path != LAST})
    assert [*answers(root)] == anew(root)


def test_a_stale_file_is_told_though_everything_else_is_known(kept: Path, root: Path) -> None:
    put(root, FILES)
    pipeline.generate(root)
    pipeline.validate(root)
    (root / "argocd/stage-000/root.yaml").unlink()

    assert [problem.code for problem in pipeline.validate(root).problems] == ["stale-file"]
