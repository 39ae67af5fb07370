"""Version -> the official image, by exact version.

Source: github.com/docker-library/official-images `library/redis`, read 2026-08; Debian variant, user 999.
"""

from __future__ import annotations

REPOSITORY = "docker.io/library/redis"

IMAGES: dict[str, dict[str, str]] = {
    wanted: {"repository": REPOSITORY, "tag": f"{version}-bookworm"}
    for wanted, version in {"7": "7.4.11", "7.4": "7.4.11", "8": "8.2.9", "8.2": "8.2.9"}.items()
}
