"""Folders of plain manifests."""

from __future__ import annotations

from generator.render import Manifest, manifests


def test_every_object_of_every_manifest_comes_with_its_path() -> None:
    files = {
        "argocd/dev/platform/b.yaml": "kind: B\n---\n---\nkind: {{ not helm }}\n".replace(
            "{{ not helm }}", '"{{ x }}"'
        ),
        "argocd/dev/platform/a.json": '{"kind": "A"}',
        "argocd/dev/BOOTSTRAP.md": "# no manifest",
    }

    assert manifests(files) == (
        Manifest("argocd/dev/platform/a.json", {"kind": "A"}),
        Manifest("argocd/dev/platform/b.yaml", {"kind": "B"}),
        Manifest("argocd/dev/platform/b.yaml", {"kind": "{{ x }}"}),
    )
