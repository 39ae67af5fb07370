"""What validation could not see is said, not passed over."""

from __future__ import annotations

from generator.unseen import ALWAYS, unseen


def beyond(unused: int, *beside: str) -> list[str]:
    return list(unseen(beside, unused))[len(ALWAYS) :]


def test_clusters_and_what_lies_outside_git_are_never_seen():
    assert list(unseen((), 0)) == [
        "live clusters: nothing was asked of them",
        "remote secrets, DNS, certificates and images: whether they exist",
    ]


def test_what_is_so_in_this_repository_follows():
    assert beyond(0, "a", "b") == ["a", "b"]


def test_idle_keys_are_counted():
    assert beyond(1) == ["1 key that nothing follows from yet: `cartwright validate -v` lists it"]
    assert beyond(25) == ["25 keys that nothing follows from yet: `cartwright validate -v` lists them"]
