"""What validation could not see is said, not passed over."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from generator.unseen import ALWAYS, unseen


def fleet(**revisions: str | None) -> Any:
    return SimpleNamespace(environments={name: SimpleNamespace(revision=pin) for name, pin in revisions.items()})


def beyond(*args: Any) -> list[str]:
    return list(unseen(*args))[len(ALWAYS) :]


def test_clusters_and_what_lies_outside_git_are_never_seen():
    assert list(unseen(fleet(dev=None), 0)) == [
        "live clusters: nothing was asked of them",
        "remote secrets, DNS, certificates and images: whether they exist",
    ]


def test_a_pinned_environment_reads_something_else():
    assert beyond(fleet(dev=None, live="v1.2.3"), 0) == [
        "`live` follows `v1.2.3`: Argo CD reads what stands there, not this input"
    ]


def test_idle_keys_are_counted():
    assert beyond(fleet(dev=None), 1) == ["1 key that nothing follows from yet: `cartwright validate -v` lists it"]
    assert beyond(fleet(dev=None), 25) == ["25 keys that nothing follows from yet: `cartwright validate -v` lists them"]
