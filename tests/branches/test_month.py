"""The month: how often git needs a person only because of generated files."""

from __future__ import annotations

import os

import pytest

from tests.branches.conftest import Cloned
from tests.branches.month import month
from tests.branches.shop import BRANCHES

REMOVING = ("ana/remove-legacy", "ben/mailer-becomes-notifier")
SLOW = (*REMOVING, "bot/api-on-dev", "bot/frontend-on-production", "ben/route-for-the-blog")
NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
SEEDS = range(20 if NIGHTLY else 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_with_the_strategy_a_month_of_merges_needs_nobody(cloned: Cloned, seed: int):
    clone = cloned("strategy")
    clone.git("config", "core.hooksPath", "/dev/null")  # they would find nothing to do, which takes as long

    found = month(clone, seed)

    assert (found.merges, found.conflicts, found.stale) == (len(BRANCHES), {}, {})


@pytest.mark.parametrize("seed", SEEDS)
def test_with_driver_and_hooks_it_needs_nobody_unless_a_side_removed_files(cloned: Cloned, seed: int):
    branches = {name: edit for name, edit in BRANCHES.items() if name not in (REMOVING if NIGHTLY else SLOW)}

    found = month(cloned("hooks"), seed, branches)

    assert (found.merges, found.conflicts, found.stale) == (len(branches), {}, {})


@pytest.mark.parametrize("seed", SEEDS)
def test_with_git_alone_generating_ends_every_conflict(cloned: Cloned, seed: int):
    found = month(cloned("alone"), seed)  # which generates, as a person does, and looks at what comes of it

    assert found.conflicts
