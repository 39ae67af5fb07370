"""`git merge -s cartwright`: conflicts among generated files are ended, those of people stay."""

from __future__ import annotations

import pytest

from tests.branches.conftest import Cloned
from tests.branches.month import Clone, differing
from tests.branches.shop import put

UPGRADE, LEGACY = "ops/upgrade-cartwright", "ana/remove-legacy"
API = "config/services/api.yaml"


@pytest.fixture
def clone(cloned: Cloned) -> Clone:
    """A clone with the strategy, at the upgrade, which changed what another branch removed."""
    found = cloned("strategy")
    found.git("config", "core.hooksPath", "/dev/null")
    found.git("switch", "--quiet", "--create", "here", UPGRADE)
    return found


def test_what_one_side_removed_and_the_other_changed_follows_the_input(clone: Clone):
    ended = clone.tried("merge", "--no-edit", LEGACY)

    assert ended.returncode == 0, ended.stderr
    assert "Merge made by the 'cartwright' strategy." in ended.stdout
    assert clone.is_clean()
    assert differing(clone.generated(), clone.wanted()) == []
    assert not (clone.root / "charts/legacy").exists()


@pytest.mark.parametrize("how", ["--squash", "--no-commit"])
def test_a_merge_without_a_commit_is_staged_whole(clone: Clone, how: str):
    clone.git("merge", "--quiet", how, LEGACY)

    assert clone.git("diff", "--name-only") == ""
    clone.git("commit", "--quiet", "--message", "both")
    assert differing(clone.generated(), clone.wanted()) == []


def test_a_conflict_in_what_people_wrote_stays_with_both_sides(clone: Clone):
    for name, level in (("here", "debug"), ("other", "error")):
        clone.git("switch", "--quiet", *(["--create", name, LEGACY] if name == "other" else [name]))
        put(clone.root, API, (clone.root / API).read_text().replace("LOG: info", f"LOG: {level}"))
        clone.generate()
        clone.commit(level)

    ended = clone.tried("merge", "here")

    assert ended.returncode == 1
    assert f"CONFLICT (content): Merge conflict in {API}" in ended.stdout
    text = (clone.root / API).read_text()
    assert "<<<<<<< HEAD" in text
    assert ">>>>>>> here" in text
    put(clone.root, API, clone.git("show", "main:" + API))
    clone.generate()
    clone.git("add", API)
    clone.git("merge", "--continue")
    assert clone.is_clean()
    assert differing(clone.generated(), clone.wanted()) == []


def test_a_conflict_in_a_file_of_a_person_beside_generated_ones_stays(clone: Clone):
    notes = "charts/legacy/NOTES-OF-OURS.md"
    for name in ("main", "here", "other"):
        clone.git("switch", "--quiet", *(["--create", name, LEGACY] if name == "other" else [name]))
        put(clone.root, notes, f"{name}\n")
        clone.commit(name)

    assert clone.tried("merge", "here").returncode == 1
    assert notes in clone.in_conflict()


def test_merged_input_that_is_wrong_stops_the_merge_and_is_told(clone: Clone):
    put(clone.root, API, (clone.root / API).read_text().replace("redis: {}", "redis: {}, legacy: {}"))
    clone.generate()
    clone.commit("needs legacy")

    ended = clone.tried("merge", "--no-edit", LEGACY)

    assert ended.returncode == 1
    assert "config/services/api.yaml:4:" in ended.stderr
    assert "fix conflicts and then commit the result" in ended.stdout
    put(clone.root, API, clone.git("show", "main:" + API))
    clone.generate()
    clone.git("add", API)
    clone.git("merge", "--continue")
    assert differing(clone.generated(), clone.wanted()) == []


def test_a_rebase_takes_the_strategy_when_it_is_named(clone: Clone):
    ended = clone.tried("rebase", "--strategy", "cartwright", LEGACY)

    assert ended.returncode == 0, ended.stderr
    assert differing(clone.generated(), clone.wanted()) == []


def test_a_branch_from_before_there_was_any_input_is_merged_as_git_does(clone: Clone):
    clone.git("switch", "--quiet", "--orphan", "older")
    put(clone.root, "README", "1\n")
    clone.commit("one")
    clone.git("switch", "--quiet", "--create", "newer")
    put(clone.root, "README", "2\n")
    clone.commit("two")
    clone.git("switch", "--quiet", "older")
    put(clone.root, "LICENCE", "x\n")
    clone.commit("three")

    assert clone.tried("merge", "--no-edit", "newer").returncode == 0
    assert sorted(path.name for path in clone.root.iterdir() if path.is_file()) == ["LICENCE", "README"]
