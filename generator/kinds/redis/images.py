"""Engine and version -> the official image, by exact version.

Redis: github.com/docker-library/official-images `library/redis`, read 2026-08. Valkey: valkey.io, its releases, read
2026-09. Debian variants, user 999.
"""

from __future__ import annotations

Images = dict[str, dict[str, str]]

REDIS: Images = {
    wanted: {"repository": "docker.io/library/redis", "tag": f"{version}-bookworm"}
    for wanted, version in {"7": "7.4.11", "8": "8.2.9"}.items()
}
VALKEY: Images = {
    wanted: {"repository": "docker.io/valkey/valkey", "tag": f"{version}-trixie"}
    for wanted, version in {"7": "7.2.14", "8": "8.1.10", "9": "9.1.2"}.items()
}
IMAGES: dict[str, Images] = {"redis": REDIS, "valkey": VALKEY}
