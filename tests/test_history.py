"""What git knows of commits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.history import History
from tests.write.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    fresh = Repository(tmp_path)
    fresh.git("init", "--quiet", "--initial-branch", "main")
    return fresh


def test_the_head_commit_tells_the_day_in_utc(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Dhaka")
    repository.put("x", "x")
    repository.git("add", "x")
    repository.git("-c", "log.showSignature=true", "commit", "--quiet", "--message", "x", "--date", "2001-01-01")
    tree = repository.git("rev-parse", "HEAD^{tree}").strip()
    (repository.root / "commit").write_text(
        f"tree {tree}\nauthor a <a@b> 1 +0000\ncommitter a <c> b <a@b> 1798761599 +0600\n\ncommitter x <y> 5 +0000\n"
    )
    name = repository.git("hash-object", "-t", "commit", "-w", "commit").strip()
    repository.git("update-ref", "HEAD", name)

    assert History(repository.root).date == date(2026, 12, 31)


def test_without_git_or_a_commit_there_is_no_day(repository: Repository, tmp_path_factory: pytest.TempPathFactory):
    assert History(repository.root).date is None
    assert History(tmp_path_factory.mktemp("bare")).date is None


def test_a_ref_holds_the_generated_folders_as_they_were(repository: Repository) -> None:
    repository.put("charts/a/Chart.yaml", "x")
    repository.put("config/platform.yaml", "x")
    repository.commit()
    repository.git("tag", "v1")
    repository.put("argocd/dev/apps/é.yaml", "x")
    repository.commit()
    head = repository.git("rev-parse", "HEAD").strip()
    files = History(repository.root).files

    assert files("v1") == {"charts/a/Chart.yaml", ""}
    for ref in ("main", "HEAD", head, head[:9]):
        assert files(ref) == {"charts/a/Chart.yaml", "argocd/dev/apps/é.yaml", ""}
    assert files("v2") is None


def test_a_branch_is_that_of_the_remote(repository: Repository) -> None:
    repository.commit()
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repository.put("charts/a/Chart.yaml", "x")
    repository.commit()

    assert History(repository.root).files("main") == {""}


def test_without_git_no_ref_is_known(tmp_path: Path) -> None:
    assert History(tmp_path).files("main") is None
