"""What README shows is what happens."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.errors import InputError
from generator.tree import DiskTree, MemoryTree

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def repository_shown() -> dict[str, bytes]:
    """The files that README shows, each named by its first line."""
    blocks = re.findall(r"```yaml\n(# ([a-z]+/[a-z/-]+\.yaml).*?)```", README, re.DOTALL)
    return {path: text.encode() for text, path in blocks}


def test_the_repository_that_readme_shows_is_whole():
    made = pipeline.generated(MemoryTree(repository_shown()))

    assert [release.name for release in made.plan.releases] == ["backend", "platform", "root", "routes"]


def test_the_change_that_readme_shows_touches_the_file_that_it_says():
    before = pipeline.generated(changed_frontend("{min: 3}", "{min: 3}")).files
    after = pipeline.generated(changed_frontend("{min: 3}", "{min: 4}")).files

    touched = [path for path in after if after[path] != before[path]]

    assert touched == re.findall(r"^  update  (\S+)$", README, re.MULTILINE)
    assert f"1 file changed, {len(after) - 1} unchanged" in README


def test_the_mistake_that_readme_shows_is_told_like_that():
    with pytest.raises(InputError) as caught:
        pipeline.generated(changed_frontend("{min: 3}", "{min: 9}"))

    (problem,) = caught.value.problems
    assert f"{problem.place}: error[{problem.code}] {problem.message}\n" in README
    assert all(f"  note: {also.place}: {also.text}\n" in README for also in problem.also)
    assert f"  help: {problem.hint}\n" in README


def changed_frontend(old: str, new: str) -> MemoryTree:
    tree = DiskTree(ROOT)
    files = {path: tree.read(path) for folder in ("config", "environments") for path in tree.paths(folder)}
    production = files["environments/production.yaml"].decode()
    assert production.count(f"scaling: {old}") == 1
    files["environments/production.yaml"] = production.replace(f"scaling: {old}", f"scaling: {new}").encode()
    return MemoryTree(files)


def test_every_file_that_readme_links_to_is_there():
    links = re.findall(r"\]\(([^)#:]+)\)", README)

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_readme_counts_the_objects_that_there_are(tmp_path: Path):
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / "environments", tmp_path / "environments")
    pipeline.generate(tmp_path)

    validation = pipeline.validate(tmp_path)

    assert f"{validation.validated} of {validation.objects} objects validated, 0 skipped\n" in README
    assert all(f"not seen: {sentence}\n" in README for sentence in validation.unseen)
