"""Paths in objects, as people write them."""

from __future__ import annotations

import pytest

from generator.check.finding import Path, dotted


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("spec", "containers", 0, "image"), "spec.containers[0].image"),
        (("metadata", "labels", "app.kubernetes.io/name"), 'metadata.labels["app.kubernetes.io/name"]'),
        (("data", "nginx.conf"), 'data["nginx.conf"]'),
    ],
)
def test_a_path_is_written_with_dots(path: Path, text: str) -> None:
    assert dotted(path) == text
