"""Major version -> the official image, by exact version.

Source: github.com/docker-library/official-images `library/postgres`, read 2026-08; Debian variant, user 999. A version
that gets no more fixes has no image here: 14 ended on 2026-11-12.
"""

from __future__ import annotations

REPOSITORY = "docker.io/library/postgres"

IMAGES: dict[str, dict[str, str]] = {
    major: {"repository": REPOSITORY, "tag": f"{version}-bookworm"}
    for major, version in {"15": "15.19", "16": "16.15", "17": "17.11", "18": "18.6"}.items()
}
