"""A pinned environment reads another commit: said by `generate` and `validate`, and checked where git can tell."""

from __future__ import annotations

from pathlib import Path

from generator import pipeline
from tests.committed import committed
from tests.repositories import WEB, WORKER, environment, files, generated, over

FOLLOWS = "`dev` follows `v1`: Argo CD reads what stands there, not this input"
ROUTED = over(WEB, {"routes": {"shop": {"host": "@"}}})


def pinned(*, services: dict[str, object] | None = None, revision: str = "v1") -> dict[str, bytes]:
    return files({"app": WEB, **(services or {})}, {"dev": environment(revision=revision)})


def test_all_applications_of_a_pinned_environment_follow_the_pin_and_root_does_not() -> None:
    whole = generated(
        files({"app": ROUTED}, {"dev": environment(revision="v1"), "prod": environment(2, "example.com")})
    )

    def revision(path: str) -> str:
        artifact = whole.plan.artifacts[path]
        return str((artifact.data or artifact.documents[-1])["spec"]["source"]["targetRevision"])

    apps = [path for path in whole.plan.artifacts if "/apps/" in path]
    assert {path: revision(path) for path in apps} == {
        path: "v1" if path.startswith("argocd/dev/") else "main" for path in apps
    }
    assert revision("argocd/dev/root.yaml") == "main"


def test_generate_and_validate_say_which_environment_follows_what(tmp_path: Path) -> None:
    repository = committed(tmp_path / "shop", files({"app": WEB}))
    repository.git("tag", "v1")
    repository.put(pinned())

    assert pipeline.generate(repository.root).notes == (FOLLOWS,)
    assert repository.unseen() == [FOLLOWS]
    assert repository.told() == []


def test_the_revision_that_all_follow_is_no_pin(tmp_path: Path) -> None:
    repository = committed(tmp_path / "shop", pinned(revision="main"))

    assert repository.unseen() == []


def test_a_service_that_is_not_at_the_pin_waits_until_it_moves(tmp_path: Path) -> None:
    repository = committed(tmp_path / "shop", files({"app": WEB}))
    repository.git("tag", "v1")
    repository.put(pinned(services={"jobs": WORKER, "pages": over(ROUTED, {"port": 9000})}))
    pipeline.generate(repository.root)

    where = "environments/dev.yaml:6:11: not-at-pin:"
    assert repository.told() == [
        f"{where} `jobs` has an Application in `dev`, and at `v1` nothing for it to read: "
        "`charts/jobs/values/dev.yaml` is not there"
        " | set `services.jobs.enabled` to `false` in `environments/dev.yaml` until the pin moves",
        f"{where} `pages` has an Application in `dev`, and at `v1` nothing for it to read: "
        "`charts/pages/values/dev.yaml` is not there"
        " | set `services.pages.enabled` to `false` in `environments/dev.yaml` until the pin moves",
        f"{where} `routes` has an Application in `dev`, and at `v1` nothing for it to read: "
        "`argocd/dev/routes` is not there | move the pin to a commit that has it",
    ]
    off = {"jobs": {"enabled": False}, "pages": {"enabled": False}}
    waiting = environment(revision="v1", services=off)
    repository.put(files({"app": WEB, "jobs": WORKER, "pages": ROUTED}, {"dev": waiting}))
    pipeline.generate(repository.root)
    assert repository.told() == []


def test_a_pin_that_git_does_not_know_here_is_not_seen(tmp_path: Path) -> None:
    repository = committed(tmp_path / "shop", pinned())

    assert repository.told() == []
    assert repository.unseen() == [FOLLOWS, "`v1`, which `dev` follows: git has no such ref here"]
