"""What the hooks do once git has merged: the commit or the index gets the generated files that follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.branches.conftest import Cloned
from tests.branches.month import Clone, differing
from tests.branches.shop import put

# with the first branch, the second meets in five files, and the third in none, while files of the first do not follow
CART, CATALOG, UPGRADE = "ana/add-cart", "ben/add-catalog", "ops/upgrade-cartwright"
API = "config/services/api.yaml"


@pytest.fixture
def clone(cloned: Cloned) -> Clone:
    """A clone with driver and hooks, at the first of two branches that meet in generated files."""
    found = cloned()
    found.git("switch", "--quiet", "--create", "here", CART)
    return found


def follows(clone: Clone) -> bool:
    return clone.is_clean() and differing(clone.generated(), clone.wanted()) == []


def test_a_merge_commit_holds_what_follows_from_both(clone: Clone):
    ended = clone.tried("merge", "--message", "both", CATALOG)

    assert ended.returncode == 0
    assert "cartwright: " in ended.stderr
    assert "follow the merge, in the commit" in ended.stderr
    assert follows(clone)
    assert clone.git("log", "-1", "--format=%s|%an|%P").strip() == "both|Test|" + " ".join(
        clone.git("rev-parse", f"{name}").strip() for name in (CART, CATALOG)
    )


def test_a_merge_with_nothing_to_do_says_nothing(clone: Clone):
    ended = clone.tried("merge", "--quiet", "--no-edit", "bot/api-on-dev")

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert follows(clone)


def test_a_link_that_generate_does_not_read_is_none_of_its_business_here_either(clone: Clone):
    (clone.root / "config/README.md").symlink_to("../README.md")
    clone.generate()
    clone.commit("a page for people")

    ended = clone.tried("merge", "--quiet", "--no-edit", CATALOG)

    assert "error" not in ended.stderr
    assert follows(clone)


def test_a_fast_forward_is_left_as_others_made_it(clone: Clone):
    clone.git("switch", "--quiet", "main")

    clone.git("merge", "--quiet", CART)

    assert clone.git("rev-parse", "HEAD") == clone.git("rev-parse", CART)


def test_edits_that_are_not_committed_stay_out_of_the_merge(clone: Clone):
    edited = (clone.root / API).read_text().replace("LOG: info", "LOG: debug")
    put(clone.root, API, edited)

    clone.git("merge", "--quiet", "--no-edit", UPGRADE)

    assert clone.git("status", "--porcelain") == f" M {API}\n"
    assert "LOG: info" in clone.git("show", "HEAD:charts/api/values.yaml")
    clone.git("checkout", "--quiet", "--", API)
    assert follows(clone)


def test_what_lies_in_the_way_is_said_and_stays(clone: Clone):
    chart = clone.root / "charts/cart/Chart.yaml"  # which the upgrade does not know, and what follows changes
    edited = chart.read_text() + "# mine\n"
    chart.write_text(edited)

    ended = clone.tried("merge", "--no-edit", UPGRADE)

    assert ended.returncode == 0
    assert "error: generated files cannot follow the merge: error: Entry 'charts/cart/Chart.yaml'" in ended.stderr
    assert "help: commit or stash what is there, run `cartwright generate`, and commit what it writes" in ended.stderr
    assert chart.read_text() == edited


def test_a_squash_is_staged_with_what_follows(clone: Clone):
    clone.git("merge", "--quiet", "--squash", UPGRADE)

    assert clone.git("diff", "--name-only") == ""
    clone.commit("squashed")
    assert follows(clone)


def test_a_merge_that_a_person_ends_has_what_follows_too(clone: Clone):
    clone.git("merge", "--quiet", "--no-commit", UPGRADE)

    clone.git("commit", "--quiet", "--message", "both")

    assert follows(clone)
    assert len(clone.git("log", "-1", "--format=%P").split()) == 2


def test_a_conflict_in_the_input_is_for_a_person_and_the_rest_follows(clone: Clone):
    for name, level in (("here", "debug"), ("other", "error")):
        clone.git("switch", "--quiet", *(["--create", name, "main"] if name == "other" else [name]))
        put(clone.root, API, (clone.root / API).read_text().replace("LOG: info", f"LOG: {level}"))
        clone.generate()
        clone.commit(level)

    assert clone.tried("merge", "--quiet", "here").returncode == 1
    assert API in clone.in_conflict()
    put(clone.root, API, clone.git("show", "main:" + API).replace("LOG: info", "LOG: warn"))
    clone.git("add", API)
    clone.git("commit", "--quiet", "--all", "--message", "warn")

    assert follows(clone)
    assert "LOG: warn" in clone.git("show", "HEAD:charts/api/values.yaml")


def test_a_rebase_ends_with_what_follows(clone: Clone):
    ended = clone.tried("rebase", "--quiet", CATALOG)

    assert ended.returncode == 0
    assert follows(clone)
    assert clone.git("log", "-2", "--format=%s").split() == [CART, CATALOG]
    assert clone.git("symbolic-ref", "--short", "HEAD") == "here\n"


def test_a_rebase_that_stopped_is_ended_by_generating_and_going_on(clone: Clone):
    for name, level in (("debugged", "debug"), ("erring", "error")):
        clone.git("switch", "--quiet", "--create", name, "main")
        put(clone.root, API, (clone.root / API).read_text().replace("LOG: info", f"LOG: {level}"))
        clone.generate()
        clone.commit(level)
    put(clone.root, "config/services/cinema.yaml", clone.git("show", f"{CART}:config/services/cart.yaml"))
    clone.generate()
    clone.commit("cinema")

    assert clone.tried("rebase", "debugged").returncode == 1
    assert API in clone.in_conflict()
    put(clone.root, API, clone.git("show", "main:" + API).replace("LOG: info", "LOG: warn"))
    assert "charts/api/values.yaml" in clone.generate().staged
    clone.git("add", API)
    clone.git("rebase", "--continue")

    assert clone.git("log", "-2", "--format=%s").split() == ["cinema", "error"]
    assert follows(clone)
    assert "LOG: warn" in clone.git("show", "HEAD:charts/api/values.yaml")


def test_merged_input_that_is_wrong_is_told_and_the_commit_stays_as_git_made_it(clone: Clone):
    clone.git("switch", "--quiet", "--create", "least", "main")
    dev = "environments/dev.yaml"
    put(clone.root, dev, (clone.root / dev).read_text().replace("  api:\n", "  api:\n    scaling: {min: 4}\n"))
    clone.generate()
    clone.commit("least")
    clone.git("switch", "--quiet", "--create", "most", "main")
    put(clone.root, API, (clone.root / API).read_text().replace("max: 6", "max: 3"))
    clone.generate()
    clone.commit("most")

    ended = clone.tried("merge", "--no-edit", "least")

    assert ended.returncode == 0
    assert "environments/dev.yaml:6:20: error[min-over-max]" in ended.stderr
    assert clone.is_clean()


def test_a_signed_commit_is_not_replaced(clone: Clone, tmp_path: Path):
    signer = tmp_path / "gpg"
    signer.write_text(
        "#!/bin/sh\ncat >/dev/null\n"
        "echo '[GNUPG:] SIG_CREATED ' >&2\n"
        "printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----\\n'\n"
    )
    signer.chmod(0o755)
    clone.git("config", "gpg.program", str(signer))

    ended = clone.tried("merge", "--quiet", "--gpg-sign", "--no-edit", UPGRADE)

    assert ended.returncode == 0
    assert "for the commit is signed: `git commit --amend --no-edit`" in ended.stderr
    assert "gpgsig" in clone.git("cat-file", "commit", "HEAD")
    clone.git("commit", "--quiet", "--amend", "--no-edit")
    assert follows(clone)


def test_a_revert_and_a_cherry_pick_leave_conflicts_for_generate_to_settle(clone: Clone):
    assert clone.tried("cherry-pick", CATALOG).returncode == 1
    clone.generate()
    clone.git("cherry-pick", "--continue")

    assert follows(clone)
    put(
        clone.root,
        "config/services/cinema.yaml",
        (clone.root / "config/services/cart.yaml").read_text().replace("host: cart", "host: cinema"),
    )
    clone.generate()
    clone.commit("cinema")
    assert clone.tried("revert", "--no-edit", "HEAD^").returncode == 1
    clone.generate()
    clone.git("revert", "--continue")
    assert follows(clone)
    assert not (clone.root / "charts/catalog").exists()


def test_a_clone_whose_program_has_gone_merges_as_git_alone_does(cloned: Cloned, cartwright: Path):
    clone, alone = cloned(), []
    driver = clone.git("config", "merge.cartwright.driver").replace(str(cartwright), "/nowhere/cartwright")
    clone.git("config", "merge.cartwright.driver", driver.removesuffix("\n"))
    for hook in ("post-merge", "post-rewrite", "pre-commit"):
        file = clone.root / ".git/hooks" / hook
        file.write_text(file.read_text().replace(str(cartwright), "/nowhere/cartwright"))
    clone.git("switch", "--quiet", "--create", "here", CART)

    ended = clone.tried("merge", "--quiet", CATALOG)

    alone = clone.in_conflict()
    assert ended.returncode == 1
    assert alone
    assert all("<<<<<<<" in (clone.root / path).read_text() for path in alone)
